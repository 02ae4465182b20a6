"""Who is here and what has changed, as open pages are told, by streams and by asking."""

import asyncio
import json
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from server.app import create_app
from server.live import TURN_SECONDS, Live
from server.settings import Settings
from server.storage import presence
from server.storage.presence import Standing
from server.storage.tables import presence as rows
from tests.serving import Site, bring_in, fill, served, visit

WAIT = 10.0

Told = TypeVar("Told")


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(data=tmp_path / "data", share=True))
    with visit(app, "editor") as client:
        client.put("/api/name", json={"name": "Jonas Weber"})
        bring_in(client)
        yield client


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data") as site:
        fill(site, "refund", pictured=False)
        yield site


def here(client: TestClient, step: str | None = None, **more: Any) -> dict[str, Any]:
    answer = client.post("/api/guides/refund/presence", json={"client": "c1", "step": step, **more})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_whoever_says_so_is_here_until_they_leave(editor: TestClient) -> None:
    assert here(editor, "s3")["present"] == [{"client": "c1", "name": "Jonas Weber", "step": "s3"}]
    assert here(editor, None)["present"] == [{"client": "c1", "name": "Jonas Weber", "step": None}]
    assert here(editor, leaves=True)["present"] == []


def test_a_page_that_went_silent_is_no_longer_here(editor: TestClient) -> None:
    here(editor, "s3")
    database = editor.app.state.base.database  # type: ignore[attr-defined]
    with database.writing() as connection:
        late = datetime.now(UTC) - presence.LASTS - timedelta(seconds=1)
        connection.execute(update(rows).values(seen_at=late))
    with database.reading() as connection:
        assert presence.standings(connection, ["refund"])["refund"].present == ()


def test_readers_and_strangers_hear_nothing(editor: TestClient) -> None:
    reader = visit(editor.app, "reader")  # type: ignore[arg-type]
    assert reader.get("/api/guides/refund/live").status_code == 403
    assert reader.post("/api/guides/refund/presence", json={"client": "c1"}).status_code == 403
    assert visit(editor.app).get("/api/guides/refund/live").status_code == 401  # type: ignore[arg-type]
    assert editor.get("/api/guides/none/live").status_code == 404
    assert editor.post("/api/guides/none/presence", json={"client": "c1"}).status_code == 404


def test_a_head_of_the_stream_is_answered_and_ends(site: Site) -> None:
    answer = httpx2.head(f"{site.url}/api/guides/refund/live", timeout=WAIT)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")


def events(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    return (json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: "))


def test_a_stream_tells_of_edits_and_of_who_comes_and_goes(site: Site) -> None:
    api = f"{site.url}/api/guides/refund"
    edit = {"kind": "set_caption", "step": "s3", "before": "Fill in **Note**", "caption": "Say why"}
    with httpx2.Client(timeout=WAIT) as client, client.stream("GET", f"{api}/live?client=me") as stream:
        assert "content-encoding" not in stream.headers
        told = events(stream.iter_lines())
        first = next(told)
        assert first["present"] == []
        serial = httpx2.post(f"{api}/edits", json={"edits": [edit]}).json()["changes"]["serial"]
        assert next(each for each in told if each["serial"] == serial)
        httpx2.post(f"{api}/presence", json={"client": "other", "step": "s2"})
        assert next(each for each in told if each["present"])["present"][0]["step"] == "s2"
        httpx2.post(f"{api}/presence", json={"client": "me", "step": "s1"})
        assert next(each for each in told if len(each["present"]) == 2)
    with httpx2.Client(timeout=WAIT) as client, client.stream("GET", f"{api}/live?client=third") as stream:
        told = events(stream.iter_lines())
        gone = next(each for each in told if len(each["present"]) == 1)
        assert gone["present"][0]["client"] == "other", "whose stream ends is gone"


def run(doing: Coroutine[Any, Any, Told]) -> Told:
    """Return what comes of it, in a thread of its own: a browser's driver may hold this one's loop."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, doing).result(WAIT)


class Counted(Live):
    """Counts the questions put to the database."""

    asked = 0

    def _read(self, guides: set[str]) -> dict[str, Standing]:
        self.asked += 1
        return super()._read(guides)


def test_many_listeners_ask_as_one_and_none_when_they_have_gone(editor: TestClient) -> None:
    live = Counted(editor.app.state.base.database)  # type: ignore[attr-defined]

    async def first_told() -> int:
        async for standing in live.standings("refund"):
            if standing:
                return standing.version
        return 0

    async def all_told() -> list[int]:
        versions = await asyncio.gather(*(first_told() for _ in range(60)))
        asked = live.asked
        await asyncio.sleep(3 * TURN_SECONDS)  # turns in which nobody listens
        assert live.asked <= asked + 1
        return versions

    assert run(all_told()) == [1] * 60
    assert live.asked < 5


def test_a_closed_house_ends_every_stream(editor: TestClient) -> None:
    live = Live(editor.app.state.base.database)  # type: ignore[attr-defined]

    async def all_heard() -> int:
        heard = [standing async for standing in live.standings("refund")]
        return len(heard)

    async def closing() -> int:
        listening = asyncio.create_task(all_heard())
        await asyncio.sleep(0)
        live.close()
        return await asyncio.wait_for(listening, WAIT)

    assert run(closing()) >= 0
