"""`handrail serve --share` as a program of its own: what it tells its owner, and what it tells nobody."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from server.invitations import draw_code
from tests.running import wait_for

HANDRAIL = str(Path(sys.executable).with_name("handrail"))
LINK = re.compile(r"^  (http://\S+/join/(\S+))$", re.MULTILINE)


@contextmanager
def sharing(folder: Path, last_words: str) -> Iterator[Path]:
    """Give the file of all that a server says, once it has said these words."""
    said = folder / "said.txt"
    command = [
        HANDRAIL,
        "serve",
        "--data",
        str(folder / "data"),
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--share",
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    with (
        said.open("w") as output,
        subprocess.Popen(command, stdout=output, stderr=output, env=environment) as server,
    ):
        try:
            await_words(said, last_words)
            yield said
        finally:
            server.terminate()
            server.wait(20)


def await_words(said: Path, words: str) -> None:
    wait_for(lambda: words in said.read_text(), words)


def test_the_first_start_shows_links_and_later_ones_since_when_they_hold(tmp_path: Path) -> None:
    with sharing(tmp_path, "Editors, who may read and edit:\n  http") as said:
        wait_for(lambda: len(LINK.findall(said.read_text())) == 2, "two links")
        (readers, first), (editors, second) = LINK.findall(said.read_text())
        for link, role in ((readers, "reader"), (editors, "editor")):
            await_words(said, draw_code(link))
            with httpx2.Client(trust_env=False, follow_redirects=True) as client:
                opened = client.get(link, headers={"accept": "text/html"})
                assert "/join/" not in str(opened.url)
                assert opened.status_code == 200
                assert client.get(opened.url.join("/api/visitor")).json()["role"] == role
        base = readers.partition("/join/")[0]
        assert httpx2.get(f"{base}/", trust_env=False).status_code == 401
        assert httpx2.get(f"{base}/join/{first}x", trust_env=False).status_code == 401
    assert said.read_text().count(first) == said.read_text().count(second) == 1
    with sharing(tmp_path, "handrail share renew") as said:
        later = said.read_text()
    assert re.search(r"Readers \(may read\) holds since \d{4}-\d\d-\d\d", later)
    assert re.search(r"Editors \(may read and edit\) holds since \d{4}-\d\d-\d\d", later)
    assert "/join/" not in later
    kept = [path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert not [each for each in kept if first.encode() in each or second.encode() in each]
