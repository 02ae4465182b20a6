"""What pages cost under load with 10,000 guides, beside a route that answers the same bytes, and other wikis.

One process serves each; wikis have two. A reader asks, with a link's cookie and as browsers ask. Ratios
count: all ran in the same minutes on the same machine.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2
from sqlalchemy import update

from recorder.document.guide import Guide
from server import clock, sharing
from server.base import opened_base
from server.settings import Settings
from server.storage import guides, processes, versions
from server.storage.tables import drawings
from tests.bench.big_base import GUIDES, big_base, copied
from tests.bench.load import SECONDS, is_here, load
from tests.bench.served import Server, served
from tests.bench.wikis import dokuwiki, otterwiki, texts

FEW = 100
CONNECTIONS = (8, 64)
WIKI_SECONDS = 20  # Otter Wiki lists every page on every page, which takes seconds
FLOOR = Path(__file__).with_name("page_floor.py")
HEAD = f"{'':<46}" + "".join(
    f"{f'{each} at once: 1/s':>17}{'p50 ms':>8}{'p99':>8}{'of floor':>10}" for each in CONNECTIONS
)
AIMS = """\
Aims: a guide's page at 0.8 of the floor or more, and 20 times Otter Wiki's; the same at 100 and at 10,000
guides; a start in under 2 s.
"""


def measure(out: Callable[[str], object]) -> None:
    """Print the table."""
    if not is_here():
        out("Pages are not measured: wrk is not installed.\n")
        return
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        folder = Path(name)
        big = ServedBase(copied(big_base(GUIDES, out), folder / "big"))
        few = ServedBase(copied(big_base(FEW, out), folder / "few"))
        handrail, small = (opened.enter_context(base.served()) for base in (big, few))
        body = folder / "page"
        body.write_bytes(big.fetch(handrail, f"/guides/{big.guide}"))
        floor = opened.enter_context(
            served(
                [
                    sys.executable,
                    str(FLOOR),
                    str(big.data / "handrail.db"),
                    big.cookie[0],
                    str(body),
                    "{port}",
                ]
            )
        )
        out(f"{GUIDES} guides, a page of {body.stat().st_size / 1000:.0f} KB as sent; ")
        out(f"started in {handrail.started:.1f} s ({small.started:.1f} with {FEW} guides)\n{HEAD}\n")
        table = _Table(out)
        table.row("floor: who asks is looked up, bytes are there", floor, "/", big.headers)
        table.row(f"a guide, {GUIDES} guides", handrail, f"/guides/{big.guide}", big.headers)
        table.row(f"a guide, {FEW} guides", small, f"/guides/{few.guide}", few.headers)
        for what, path in big.others():
            table.row(what, handrail, path, big.headers)
        out(f"{'memory at its peak':<46}{handrail.megabytes():>17.0f} MB, floor {floor.megabytes():.0f} MB\n")
        pages = texts(big.all_guides())
        for who, path, serve in (("DokuWiki", "/doku.php?id={}", dokuwiki), ("Otter Wiki", "/{}", otterwiki)):
            try:
                with serve(folder, pages) as wiki:
                    table.row(f"{who}: the guide", wiki, path.format(big.guide), {}, seconds=WIKI_SECONDS)
                    out(f"{'memory at its peak':<46}{wiki.megabytes():>17.0f} MB\n")
            except (RuntimeError, OSError) as error:
                out(f"{who} is not measured: {error}\n")
    out(AIMS)


class _Table:
    def __init__(self, out: Callable[[str], object]) -> None:
        self._out = out
        self._floor: dict[int, float] = {}

    def row(
        self, name: str, server: Server, path: str, headers: Mapping[str, str], seconds: int = SECONDS
    ) -> None:
        """Measure one address and print its line."""
        self._out(f"{name:<46}")
        load(server.url, [path], CONNECTIONS[0], headers, 1)
        for connections in CONNECTIONS:
            done = load(server.url, [path], connections, headers, seconds)
            least = self._floor.setdefault(connections, done.rate)
            failed = " failed!" if done.failed else ""
            self._out(
                f"{done.rate:>17.1f}{done.half:>8.1f}{done.most:>8.1f}{done.rate / least:>10.2f}{failed}"
            )
        self._out("\n")


class ServedBase:
    """A copy of the base of real size, and a reader's link to it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        settings = Settings(data=data, share=True)
        with opened_base(settings) as base:
            self._token = sharing.add(base, "Readers of the bench", "reader").token
            with base.database.reading() as connection:
                self.process = min(processes.names(connection))
            with base.database.writing() as connection:  # as it stands when all has been drawn
                connection.execute(update(drawings).values(drawn_at=clock.now()))
        self.guide = "big-00007"
        self.cookie = ("", "")

    @contextmanager
    def served(self) -> Iterator[Server]:
        """Serve it as `handrail serve` does, and open the link."""
        command = [sys.executable, "-m", "server.cli", "serve", "--share", "--host", "127.0.0.1"]
        with served([*command, "--data", str(self.data), "--port", "{port}"]) as server:
            with httpx2.Client(follow_redirects=False, trust_env=False) as client:
                client.get(f"{server.url}/join/{self._token}")
                self.cookie = next(iter(client.cookies.items()))
            yield server

    @property
    def headers(self) -> Mapping[str, str]:
        """What a reader's browser sends."""
        return {"Cookie": "=".join(self.cookie), "Accept-Encoding": "gzip"}

    def fetch(self, server: Server, path: str) -> bytes:
        """Return what is sent for a path."""
        with (
            httpx2.Client(trust_env=False) as client,
            client.stream("GET", server.url + path, headers=self.headers) as answer,
        ):
            answer.raise_for_status()
            return b"".join(answer.iter_raw())

    def all_guides(self) -> Iterator[Guide]:
        """Yield every guide that readers see."""
        with opened_base(Settings(data=self.data)) as base, base.database.reading() as connection:
            for each in guides.published(connection):
                version = versions.published(connection, each.id)
                assert version
                yield version.document

    def others(self) -> Iterator[tuple[str, str]]:
        """Yield the other pages that are measured."""
        yield "home", "/"
        yield "all processes", "/processes"
        yield "a process", f"/processes/{self.process}"
        yield "search", "/search?q=approve+invoice"
        yield "search, for programs", "/api/search?q=approve+invoice"
