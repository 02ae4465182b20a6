"""How long the server takes for one edit of a long guide, beside a floor, with ten thousand guides stored.

The base is made once and kept. The floor is a bare route that reads the same body and commits one row. Both
are asked over a socket by one client, by turns, so that whatever else the machine does meets both.
"""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.base import KnowledgeBase, opened_base
from server.changing import change
from server.editing.edits import SetDetail
from server.model import Person
from server.publishing import publish
from server.settings import Settings
from server.storage import guides, people, pictures
from tests.bench.processes import cost
from tests.example_guide import example

GUIDES = 10_000
STEPS = 200
LOG = 10_000
CALLS = 300
START_SECONDS = 60.0
KEPT = Path(".venv-bench")
FLOOR = Path(__file__).with_name("edit_floor.py")
HEAD = f"{'':<44}{'p50 ms':>8}{'p99':>8}{'of floor':>10}{'CPU ms':>8}\n"
AIMS = """\
CPU in ms a call, of the server alone: other work on the machine changes it little. Aims: an edit under 10 ms
at p99; ten thousand edits before it cost it nothing.
"""

Ask = Callable[[], None]


def measure(out: Callable[[str], object]) -> None:
    """Print the table."""
    data = _base()
    with ExitStack() as opened:
        floor = opened.enter_context(_served([str(FLOOR), str(data / "floor.db")]))
        handrail = opened.enter_context(_served(["-m", "server.cli", "serve", "--data", str(data), "--port"]))
        asks = dict(_asks(floor.connection, handrail.connection))
        for ask in asks.values():  # the first of each opens what stays open
            ask()
        took: dict[str, list[float]] = {name: [] for name in asks}
        for _ in range(CALLS):
            for name, ask in asks.items():
                began = time.perf_counter()
                ask()
                took[name].append(1000 * (time.perf_counter() - began))
        worked = {name: _worked(ask, (floor, handrail)) for name, ask in asks.items()}
    out(f"{GUIDES} guides stored, {STEPS} steps in the guide, {CALLS} calls each\n{HEAD}")
    least = median(next(iter(took.values())))
    for name, times in took.items():
        most = quantiles(times, n=100, method="inclusive")[-1]
        row = f"{median(times):>8.1f}{most:>8.1f}{median(times) / least:>10.1f}{worked[name]:>8.1f}\n"
        out(f"{name:<44}{row}")
    out(AIMS)


class Server(NamedTuple):
    """A server of its own, and a connection to it."""

    process: int
    connection: HTTPConnection


def _worked(ask: Ask, servers: Sequence[Server]) -> float:
    """Return the CPU that a call takes of the servers, in ms."""
    began = sum(cost(server.process, "").capturing for server in servers)
    for _ in range(CALLS):
        ask()
    return 1000 * (sum(cost(server.process, "").capturing for server in servers) - began) / CALLS


def _asks(floor: HTTPConnection, handrail: HTTPConnection) -> Iterator[tuple[str, Ask]]:
    """Yield what is measured: name and question."""
    yield "floor: the body read, one row committed", lambda: _send(floor, "/edits", _edit("x", "", "y"))
    for guide in ("fresh", "edited"):
        address, detail = f"/api/guides/{guide}", _Detail(handrail, guide)
        yield f"an edit, {guide}", detail.change
        yield f"an edit with the step's HTML, {guide}", lambda detail=detail: detail.change("?html=1")  # type: ignore[misc]
        yield f"undo, {guide}", lambda address=address: _send(handrail, f"{address}/edits/undo", {})  # type: ignore[misc]
        yield f"redo, {guide}", lambda address=address: _send(handrail, f"{address}/edits/redo", {})  # type: ignore[misc]
        yield (
            f"the newest page of the history, {guide}",
            lambda address=address: _read(handrail, f"{address}/edits?newest=1&limit=50"),  # type: ignore[misc]
        )
        yield f"the draft, {guide}", lambda address=address: _read(handrail, f"{address}/draft")  # type: ignore[misc]


class _Detail:
    """The details of one step, which are changed again and again."""

    def __init__(self, connection: HTTPConnection, guide: str) -> None:
        self._connection, self._guide = connection, guide
        steps = _read(connection, f"/api/guides/{guide}/draft")["steps"]
        self._now: str = steps[STEPS // 2]["detail"]

    def change(self, asked: str = "") -> None:
        """Change them once more."""
        wanted = f"At {time.time_ns()}"
        edit = _edit(f"s{STEPS // 2}", self._now, wanted)
        _send(self._connection, f"/api/guides/{self._guide}/edits{asked}", edit)
        self._now = wanted


def _edit(step: str, before: str, wanted: str) -> dict[str, Any]:
    edit = {"kind": "set_detail", "step": step, "before": before, "detail": wanted}
    return {"edits": [edit], "call": f"c{time.time_ns()}"}


def _send(connection: HTTPConnection, address: str, body: dict[str, Any]) -> None:
    connection.request("POST", address, json.dumps(body), {"Content-Type": "application/json"})
    _answer(connection)


def _read(connection: HTTPConnection, address: str) -> Any:
    connection.request("GET", address)
    return json.loads(_answer(connection))


def _answer(connection: HTTPConnection) -> bytes:
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(content.decode(errors="replace"))
    return content


@contextmanager
def _served(arguments: list[str]) -> Iterator[Server]:
    """Give a server of its own, which ends with the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, *arguments, str(port)], stdout=quiet, stderr=quiet)
    connection = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                connection.connect()
                break
            except OSError:
                if time.monotonic() > deadline or process.poll() is not None:
                    raise
                time.sleep(0.05)
        yield Server(process.pid, connection)
    finally:
        connection.close()
        process.terminate()
        process.wait()


def _base() -> Path:
    """Return where the base is, made where it is missing."""
    data = KEPT / f"edits-{GUIDES}-{STEPS}-{LOG}"
    if not (data / "whole").exists():
        with opened_base(Settings(data=data)) as base:
            _fill(base)
        (data / "whole").touch()
    return data


def _fill(base: KnowledgeBase) -> None:
    with base.database.writing() as connection:
        owner = people.machine_user(connection)
    small, long = example(pictured=False)[0], _long_guide()
    for start in range(0, GUIDES, 1_000):
        with base.database.writing() as connection:
            for number in range(start, start + 1_000):
                about = {"id": f"g{number}", "title": f"How to do task {number}"}
                _add(connection, small.model_copy(update=about), owner)
    with base.database.writing() as connection:
        for name in ("fresh", "edited"):
            _add(connection, long.model_copy(update={"id": name}), owner)
    for number in range(LOG):
        before = str(number - 1) if number else ""
        edit = SetDetail(step="s0", before=before, detail=str(number))
        with base.database.writing() as connection:
            change(connection, "edited", [edit], owner)


def _add(connection: Connection, guide: Guide, owner: Person) -> None:
    guides.add(connection, guide, datetime.now(UTC))
    pictures.add(connection, guide, dict.fromkeys(guide.images, 1))
    publish(connection, guide, owner)


def _long_guide() -> Guide:
    guide, numbers = example()[0], count()
    steps = (step for _ in range(STEPS // len(guide.steps)) for step in guide.steps)
    bare = {"detail": ""}
    named = tuple(step.model_copy(update={**bare, "id": f"s{next(numbers)}"}) for step in steps)
    return guide.model_copy(update={"steps": named})
