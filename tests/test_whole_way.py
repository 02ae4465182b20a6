"""The whole way of a task, from the hands to what readers can fetch; and what must not go along."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image, ImageChops

from recorder.demo.demo import recording
from recorder.demo.desk import refund_desk
from recorder.demo.hands import hands_on
from recorder.demo.refund import NOTE, ORDER, PIN, refund_order
from recorder.desktop.x11 import X11Windows
from recorder.document.guidefile import read_guide
from server.app import create_app
from server.settings import Settings
from tests.running import PROGRAMS, PYTHON, wait_for
from tests.serving import visit

MARKER = "Zebra 90210 quince"
COLOUR = (0xA1, 0xFE, 0x37)
RECORD = [sys.executable, "-P", "-m", "server.cli", "record", "--no-window"]
PLACES = ("700x90+500+20", "300x300+100+700", "220x140+1450+300")
"""Above, beside and over the refund desk's window, where no control is that the task needs."""

Fetched = Mapping[str, tuple[str, bytes]]


@pytest.fixture(scope="module")
def guide(desktop: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a guide recorded while another person's windows stood beside and over the program."""
    file = tmp_path_factory.mktemp("whole-way") / "refund.guide"
    with refund_desk(desktop) as desk, messages(desktop):
        desk.find(ORDER)
        with (
            recording([*RECORD, "-o", str(file), "--process", "Support"], desktop),
            hands_on(desktop["DISPLAY"]) as hands,
        ):
            refund_order(hands, desk)
    return file


@contextmanager
def messages(desktop: Mapping[str, str]) -> Iterator[None]:
    """Show the other person's windows, above all others."""
    command = [PYTHON, str(PROGRAMS / "tk_marker.py")]
    started = [subprocess.Popen([*command, place], env=dict(desktop)) for place in PLACES]
    try:
        with closing(X11Windows(desktop["DISPLAY"])) as screen:
            wait_for(
                lambda: (
                    [window.title for window in screen.windows()[: len(PLACES)]] == [MARKER] * len(PLACES)
                ),
                "the other person's windows",
            )
        yield
    finally:
        for process in started:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def readable(guide: Path, tmp_path_factory: pytest.TempPathFactory) -> Fetched:
    """Give everything that a reader can fetch, by following every address from the home page."""
    app = create_app(Settings(data=tmp_path_factory.mktemp("base"), share=True, hosts=()))
    with visit(app, "editor") as editor:
        editor.post(
            "/name", data={"name": "Amara Diallo", "next": "/"}, headers={"origin": "http://localhost"}
        )
        answer = editor.post("/api/guides", files={"file": ("refund.guide", guide.read_bytes())})
        assert answer.status_code == 201, answer.text
        number = answer.json()["id"]
    with visit(app, "reader") as reader:
        start = ["/", "/api/guides", f"/api/guides/{number}", f"/api/guides/{number}/file", "/api/processes"]
        return dict(crawl(reader, [*start, "/api/search?q=refund", "/search?q=refund"]))


def crawl(client: TestClient, start: list[str]) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Yield every address reached with the type and the bytes of its answer."""
    seen, waiting = set(start), list(start)
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        kind = answer.headers.get("content-type", "")
        yield address, (kind, answer.content)
        if "html" in kind or "json" in kind:
            new = set(addresses_in(answer.text)) - seen
            seen |= new
            waiting.extend(sorted(new))


def addresses_in(text: str) -> Iterator[str]:
    for found in re.findall(r"[\"'\s,](/[A-Za-z0-9][^\"'\s,<>]*)", unescape(text)):
        yield found.split("#")[0]


def pictures(fetched: Fetched) -> Iterator[Image.Image]:
    for kind, data in fetched.values():
        if kind.startswith("image/") and "svg" not in kind:
            yield Image.open(io.BytesIO(data)).convert("RGB")


def shows(picture: Image.Image, colour: tuple[int, int, int]) -> bool:
    """Tell whether a colour, as lossy pictures keep it, covers more than a speck."""
    channels = [
        band.point([255 * (abs(level - wanted) <= 24) for level in range(256)])
        for band, wanted in zip(picture.split(), colour, strict=True)
    ]
    alike = ImageChops.multiply(ImageChops.multiply(channels[0], channels[1]), channels[2])
    return alike.histogram()[255] > 20


def test_a_reader_sees_the_steps_and_their_pictures(readable: Fetched) -> None:
    pages = [data.decode() for kind, data in readable.values() if "html" in kind]
    assert any("Issue refund" in page and "step-" in page for page in pages)
    assert sum(1 for picture in pictures(readable) if picture.width > 300) >= 8


def test_another_persons_window_is_in_no_byte_that_a_reader_can_fetch(readable: Fetched) -> None:
    assert not [address for address, (_, data) in readable.items() if b"90210" in data]
    assert not [picture.size for picture in pictures(readable) if shows(picture, COLOUR)]


def test_the_marker_would_be_seen_if_it_were_there() -> None:
    stream = io.BytesIO()
    picture = Image.new("RGB", (400, 300), "white")
    picture.paste(COLOUR, (10, 10, 60, 60))
    picture.save(stream, "WEBP", quality=90)
    assert shows(Image.open(stream).convert("RGB"), COLOUR)


def test_what_was_typed_is_not_told_to_readers(readable: Fetched) -> None:
    told = [data for kind, data in readable.values() if not kind.startswith(("image/", "font/"))]
    alone = re.compile(rf"(?<![0-9a-f]){PIN}(?![0-9a-f])".encode())  # hashes and times hold such digits too
    assert not [data for data in told if NOTE.encode() in data or alone.search(data)]


def test_another_persons_window_is_not_in_the_guide_file_either(guide: Path) -> None:
    with read_guide(guide) as opened:
        entries = {**opened.images, **opened.recording}  # read while the file is open
    kept = [
        Image.open(io.BytesIO(data)).convert("RGB") for name, data in entries.items() if "json" not in name
    ]
    assert kept
    assert not [picture for picture in kept if shows(picture, COLOUR)]
    assert not [name for name, data in entries.items() if b"90210" in data]
