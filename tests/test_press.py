"""The press: one PDF for all who ask at once, few at a time, nothing kept beyond its room."""

import asyncio
import io
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

import pytest
from fastapi.testclient import TestClient
from PIL import Image
from pypdf import PdfReader
from starlette.datastructures import URL

from server.app import create_app
from server.exporters.pdf.apart import TypesettingError, typeset_apart
from server.exporters.pdf.sheet import Printed, sheet_of
from server.press import Press, PressBusyError
from server.reachable import reached_at
from server.settings import Settings
from server.sharing import note_addresses
from tests.example_guide import HIDDEN_NOTE, SECRET_CUSTOMER, example
from tests.serving import bring_in, visit

DAY = datetime(2026, 11, 27, tzinfo=UTC)
Told = TypeVar("Told")


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(data=tmp_path / "data"))
    with TestClient(app):  # its press runs
        client = visit(app, "editor")
        client.put("/api/name", data={"name": "Amara Diallo"})
        yield client


def in_a_loop(ask: Callable[[], Coroutine[Any, Any, list[Told]]]) -> list[Told]:
    """Return what it answers in a loop of its own; a browser's may be running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(ask())).result()


def test_all_who_ask_at_once_get_what_was_made_once() -> None:
    made: list[str] = []

    def make(_stop: Event) -> bytes:
        made.append("one")
        return b"pdf"

    async def ask() -> list[bytes]:
        press = Press()
        with press.running():
            return await asyncio.gather(*(press.pdf("one", make) for _ in range(20)))

    assert in_a_loop(ask) == [b"pdf"] * 20
    assert made == ["one"]


def test_who_asks_for_more_than_it_can_make_is_told_to_come_back() -> None:
    goes_on = Event()

    async def ask() -> list[bytes | BaseException]:
        press = Press(waiting=3)
        with press.running():
            asked = [
                press.pdf(str(at), lambda _stop: b"" if goes_on.wait(10) else b"late") for at in range(5)
            ]
            waiting = asyncio.gather(*asked, return_exceptions=True)
            await asyncio.sleep(0)
            goes_on.set()
            return await waiting

    told = in_a_loop(ask)
    assert [type(each) for each in told] == [bytes, bytes, bytes, PressBusyError, PressBusyError]


def test_what_fails_is_tried_again_and_what_is_old_goes() -> None:
    async def ask() -> list[str]:
        press = Press(kept=5)
        made: list[str] = []

        def make(name: str, _stop: Event) -> bytes:
            made.append(name)
            if made == ["a"]:
                raise TypesettingError("No.")
            return b"abc"

        with press.running():
            for name in ("a", "a", "b", "b", "a"):
                try:
                    await press.pdf(name, partial(make, name))
                except TypesettingError:
                    continue
        return made

    assert in_a_loop(ask) == ["a", "a", "b", "a"]


def test_an_application_that_is_started_again_prints_again() -> None:
    press = Press()

    async def ask(name: str) -> list[bytes]:
        return [await press.pdf(name, lambda stop: b"stopped" if stop.is_set() else b"made")]

    for name in ("first", "second"):
        with press.running():
            assert in_a_loop(partial(ask, name)) == [b"made"]


def test_the_child_says_why_it_could_not_and_stops_when_told() -> None:
    with pytest.raises(TypesettingError, match="print the page from the browser"):
        typeset_apart("no JSON", {}, DAY, Event())


def test_what_is_more_than_a_pipe_holds_comes_through() -> None:
    noise = Image.effect_noise((900, 600), 90).convert("RGB")
    picture = io.BytesIO()
    noise.save(picture, "WEBP", lossless=True)
    guide, _ = example()
    sheet = sheet_of(guide, Printed(), "en", "a4")
    pdf = typeset_apart(sheet.text, dict.fromkeys(sheet.drawings, picture.getvalue()), DAY, Event())
    assert len(picture.getvalue()) > 2**18
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 1


def test_a_child_that_is_told_to_stop_is_gone() -> None:
    stop = Event()
    stop.set()
    with pytest.raises(TypesettingError, match="too long"):
        typeset_apart("{}" + " " * 10_000_000, {}, DAY, stop)


def test_readers_get_what_readers_see_and_an_answer_that_they_can_keep(editor: TestClient) -> None:
    url = bring_in(editor, pictured=True)
    reader = visit(editor.app, "reader")  # type: ignore[arg-type] # the application it was made for
    answer = reader.get(f"{url}/pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert "How%20to%20process" in answer.headers["content-disposition"]
    pdf = PdfReader(io.BytesIO(answer.content))
    said = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Printed copy of version 1, check before use" in said
    assert "Published by" in said
    assert SECRET_CUSTOMER not in said
    assert HIDDEN_NOTE not in said
    assert reader.get(f"{url}/pdf", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    letter = PdfReader(io.BytesIO(reader.get(f"{url}/pdf?paper=letter").content))
    assert round(float(letter.pages[0].mediabox.width)) == 612


def test_twenty_people_at_once_all_get_it(editor: TestClient) -> None:
    url = bring_in(editor)
    with ThreadPoolExecutor(20) as many:
        answers = list(many.map(lambda _: editor.get(f"{url}/pdf"), range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


def test_a_guide_that_is_not_there_has_no_paper(editor: TestClient) -> None:
    for path in ("pdf", "qr.svg", "print.css"):
        assert editor.get(f"/guides/none/{path}").status_code == 404


def test_nothing_that_a_title_says_ends_the_string_in_the_style(editor: TestClient) -> None:
    url = bring_in(editor, title='How to "x"; } * { display: none } \\')
    style = editor.get(f"{url}/print.css?version=7").text
    assert style.count("{") == style.count("}") == 4
    assert style.count('"') == 10


def test_paper_leads_to_where_others_open_it(editor: TestClient) -> None:
    base = editor.app.state.base  # type: ignore[attr-defined]
    assert reached_at(base, URL("http://localhost:8137/")) == "http://localhost:8137"
    note_addresses(base, ["http://192.168.1.20:8137", "http://10.0.0.1:8137"])
    assert reached_at(base, URL("http://127.0.0.1:8137/")) == "http://192.168.1.20:8137"
    assert reached_at(base, URL("https://guides.office/")) == "https://guides.office"
