"""Searches that found nothing: kept by their words, listed for editors, asked for or dismissed."""

from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from server import clock
from server.base import KnowledgeBase
from server.redacting import working
from server.storage import missed
from tests.serving import bring_in, visit

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
LATER = timedelta(minutes=2)


def note(base: KnowledgeBase, *questions: str, begin: datetime = NOW, every: timedelta = LATER) -> None:
    with base.database.writing() as connection:
        for number, question in enumerate(questions):
            missed.note(connection, question, begin + number * every)


def words(base: KnowledgeBase) -> list[tuple[str, int]]:
    with base.database.reading() as connection:
        return [(each.words, each.times) for each in missed.listed(connection, 10)]


def test_the_same_words_are_one_search(base: KnowledgeBase) -> None:
    note(base, "credit  note", "Zebra", '"Credit note"', "CREDIT NOTE!", "…")
    assert words(base) == [("credit note", 3), ("zebra", 1)]
    with base.database.reading() as connection:
        first, _ = missed.listed(connection, 10)
    assert (first.said, first.first_at, first.last_at) == ("CREDIT NOTE!", NOW, NOW + 3 * LATER)


def test_what_was_typed_on_the_way_is_no_search(base: KnowledgeBase) -> None:
    note(base, "cre")
    note(base, "cre", "credi", "credit n", "credit note", every=timedelta(seconds=1))
    note(base, "tax", "tax return")
    note(base, "tax return abroad", "tax return ab", begin=NOW + 5 * LATER, every=timedelta(seconds=1))
    assert set(words(base)) == {
        ("tax return abroad", 1),
        ("tax return", 1),
        ("tax", 1),
        ("credit note", 1),
        ("cre", 1),
    }


def test_no_more_are_kept_than_anybody_reads(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "KEPT", 3)
    note(base, *(f"question {number}" for number in range(6)), "x" * 10_000)
    assert [each for each, _ in words(base)] == ["x" * 200, "question 5", "question 4"]


@pytest.fixture
def editor(app: FastAPI) -> TestClient:
    editor = visit(app, "editor")
    editor.put("/api/name", json={"name": "Amara"})
    return editor


def test_editors_see_what_readers_missed(
    app: FastAPI, editor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = visit(app, "reader")
    bring_in(editor)
    assert "found nothing" not in editor.get("/").text
    assert "Every search found something" in editor.get("/searches").text
    for question in ("zebra papers", "refund", "", "Zebra papers"):
        reader.get("/search", params={"q": question})
    assert "Ask someone" not in reader.get("/search?q=zebra+papers").text
    assert "1 search found nothing" in editor.get("/").text
    assert "found nothing" not in reader.get("/").text
    assert reader.get("/searches").status_code == 403
    text = editor.get("/searches").text
    assert "3 times, last on" in text
    assert "Found by now" not in text
    bring_in(editor, id="zebra", title="How to sign zebra papers")
    assert "How to sign zebra papers" in editor.get("/searches").text
    asked = {"title": "Zebra papers", "question": "zebra papers"}
    page = editor.post("/asks", data=asked).headers["location"]
    assert f'href="{page}"' in editor.get("/searches").text
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=31))
    assert f'href="{page}"' not in editor.get("/searches").text
    assert editor.post("/searches/dismiss", data={"words": "zebra papers"}).status_code == 303
    assert "Every search found something" in editor.get("/searches").text


@pytest.mark.parametrize("question", ['""', "--", "-refund"])
def test_a_search_for_nothing_is_answered_with_how_to_search_and_not_noted(
    app: FastAPI, editor: TestClient, question: str
) -> None:
    text = editor.get("/search", params={"q": question}).text
    assert "leaves nothing to look for." in text
    assert "leaves out guides that hold it" in text
    assert "Ask someone to record it" not in text
    assert words(app.state.base) == []


def test_a_redaction_reaches_what_was_searched(app: FastAPI, editor: TestClient) -> None:
    base: KnowledgeBase = app.state.base
    bring_in(editor)
    for question in ("Passport Quentin Zyb", "quentin zyb's kayak"):
        editor.get("/search", params={"q": question})
    assert len(words(base)) == 2
    redacted = {"words": ["Quentin Zyb"], "with": "somebody"}
    assert editor.post("/api/guides/refund/redactions", json=redacted).status_code == 202
    working.work_off(base)
    editor.get("/search", params={"q": "Quentin Zyb zebra"})
    assert {each for each, _ in words(base)} == {"passport somebody", "somebody s kayak", "somebody zebra"}
    assert "Quentin" not in editor.get("/searches").text
