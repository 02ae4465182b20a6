"""Other knowledge bases holding the same guides, where they install: DokuWiki and Otter Wiki."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from recorder.document.guide import Guide
from tests.bench.served import Server, served

DOKUWIKI = Path("/usr/share/dokuwiki")
OTTERWIKI = Path(".venv-bench/otterwiki/bin")
WORKERS = 2

Texts = Mapping[str, str]
"""Markdown of each page by its name."""


def texts(guides: Iterable[Guide]) -> Texts:
    """Return the guides as pages of a wiki, with their pictures linked."""
    return {guide.id: _markdown(guide) for guide in guides}


def _markdown(guide: Guide) -> str:
    steps = (
        f"{number}. {step.caption}\n\n    {step.detail}\n\n    ![](/{step.picture.file})\n"
        for number, step in enumerate(guide.steps, 1)
        if step.picture
    )
    return f"# {guide.title}\n\n{guide.covers}\n\n" + "\n".join(steps)


@contextmanager
def dokuwiki(folder: Path, pages: Texts) -> Iterator[Server]:
    """Serve the pages by DokuWiki on PHP's own server, as Debian has both."""
    home = folder / "dokuwiki"
    shutil.copytree(DOKUWIKI, home, ignore=shutil.ignore_patterns("conf", "data"), dirs_exist_ok=True)
    shutil.copytree("/etc/dokuwiki", home / "conf", ignore=shutil.ignore_patterns("local.php", "acl*"))
    for each in (
        "pages",
        "media",
        "meta",
        "attic",
        "media_attic",
        "media_meta",
        "cache",
        "index",
        "locks",
        "tmp",
        "log",
    ):
        (home / "data" / each).mkdir(parents=True, exist_ok=True)
    (home / "conf" / "local.php").write_text(
        f"<?php\n$conf['savedir'] = '{home}/data';\n$conf['useacl'] = 0;\n$conf['userewrite'] = 0;\n",
        encoding="utf-8",
    )
    for name, words in pages.items():
        (home / "data" / "pages" / f"{name}.txt").write_text(words, encoding="utf-8")
    command = [
        "php",
        "-d",
        "opcache.enable_cli=1",
        "-d",
        "display_errors=0",
        "-t",
        str(home),
        "-S",
        "127.0.0.1:{port}",
    ]
    with served(command, {"PHP_CLI_SERVER_WORKERS": str(WORKERS)}) as server:
        yield server


@contextmanager
def otterwiki(folder: Path, pages: Texts) -> Iterator[Server]:
    """Serve the pages by Otter Wiki under gunicorn."""
    home = folder / "otterwiki"
    home.mkdir()
    subprocess.run(["git", "init", "-q", "."], cwd=home, check=True)
    for name, words in pages.items():
        (home / f"{name}.md").write_text(words, encoding="utf-8")
    named = ["-c", "user.name=Bench", "-c", "user.email=bench@localhost"]
    subprocess.run(["git", "add", "."], cwd=home, check=True)
    subprocess.run(["git", *named, "commit", "-q", "-m", "All guides"], cwd=home, check=True)
    settings = {
        "REPOSITORY": str(home),
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/otter.db",
        "SECRET_KEY": "kept for this measurement alone",
        "READ_ACCESS": "ANONYMOUS",
    }
    file = folder / "otter.cfg"
    file.write_text("".join(f"{name} = {value!r}\n" for name, value in settings.items()), encoding="utf-8")
    command = [
        str(OTTERWIKI.absolute() / "gunicorn"),
        "-w",
        str(WORKERS),
        "-b",
        "127.0.0.1:{port}",
        "otterwiki.server:app",
    ]
    with served(command, {"OTTERWIKI_SETTINGS": str(file)}) as server:
        yield server
