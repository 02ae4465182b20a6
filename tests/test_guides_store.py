"""What lists and pages learn of guides and their versions."""

import pytest

from server.base import KnowledgeBase
from server.changing import change
from server.editing.edits import SetTitle
from server.errors import NotFoundError
from server.importing import take_in
from server.model import Person
from server.publishing import publish_draft
from server.storage import counters, edits, guides, people, versions
from server.undoing import NotYoursError, undo_edit
from tests.sample_guides import sample_file

TITLE = "How to process a customer refund"


@pytest.fixture
def person(base: KnowledgeBase) -> Person:
    with base.database.writing() as connection:
        return people.add(connection, "Ana")


def retitle(base: KnowledgeBase, person: Person, before: str, title: str) -> int | None:
    with base.database.writing() as connection:
        return change(connection, "refund", [SetTitle(before=before, title=title)], person).serial


def republish(base: KnowledgeBase, person: Person, before: str, title: str) -> None:
    retitle(base, person, before, title)
    with base.database.writing() as connection:
        publish_draft(connection, "refund", person)


def test_lists_say_what_is_published_and_the_newest_come_first(base: KnowledgeBase, person: Person) -> None:
    for name in ("refund", "second", "third"):
        take_in(base, sample_file(name), person)
    retitle(base, person, TITLE, "Refunds")
    with base.database.reading() as connection:
        assert [guide.id for guide in guides.newest(connection, 2)] == ["third", "second"]
        assert [guide.title for guide in guides.published(connection)] == [TITLE] * 3
    republish(base, person, "Refunds", "Refunds")
    with base.database.reading() as connection:
        assert [guide.id for guide in guides.newest(connection, 2)] == ["refund", "third"]
        assert guides.count(connection) == 3
        summary = guides.summary(connection, "refund")
    assert summary is not None
    assert (summary.title, summary.version, summary.published_by, summary.steps) == ("Refunds", 2, "Ana", 3)


def test_every_version_stays_as_it_was(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person)
    republish(base, person, TITLE, "Second")
    republish(base, person, "Second", "Third")
    with base.database.reading() as connection:
        history = versions.history(connection, "refund")
        first = versions.numbered(connection, "refund", 1)
    assert [(each.number, each.document.title) for each in history] == [
        (3, "Third"),
        (2, "Second"),
        (1, TITLE),
    ]
    assert first == history[-1]


def test_whatever_readers_may_see_moves_the_change_counter(base: KnowledgeBase, person: Person) -> None:
    counts = []
    for step in (
        lambda: take_in(base, sample_file(), person),
        lambda: republish(base, person, TITLE, "Refunds"),
        lambda: take_in(base, sample_file(title="Another"), person),
    ):
        step()
        with base.database.reading() as connection:
            counts.append(counters.read(connection))
    assert counts == sorted(set(counts))
    take_in(base, sample_file(title="Another"), person)
    with base.database.reading() as connection:
        assert counters.read(connection) == counts[-1], "the same again is no change"
    retitle(base, person, "Refunds", "Returns")
    with base.database.reading() as connection:
        assert counters.read(connection) == counts[-1], "readers see no draft"
        assert counters.read(connection, counters.DRAFTS) > 0


def test_only_the_author_takes_an_edit_back(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person)
    serial = retitle(base, person, TITLE, "Refunds")
    assert serial is not None
    with base.database.writing() as connection:
        other = people.add(connection, "Ben")
    with pytest.raises(NotYoursError), base.database.writing() as connection:
        undo_edit(connection, "refund", serial, other)
    with pytest.raises(NotFoundError), base.database.writing() as connection:
        undo_edit(connection, "refund", serial + 1, person)
    with base.database.writing() as connection:
        undone = undo_edit(connection, "refund", serial, person)
    assert (undone.document.title, undone.version) == (TITLE, 1)
    with base.database.reading() as connection:
        assert [each.undoes for each in edits.since(connection, "refund", 0)] == [None, serial]


def test_a_draft_is_the_last_version_and_its_edits(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person)
    change_only = SetTitle(before=TITLE, title="Not published yet")
    with base.database.writing() as connection:
        edits.append(connection, "refund", [edits.Made(change_only, change_only)], person)
    with base.database.reading() as connection:
        draft = edits.draft(connection, "refund")
        version = versions.published(connection, "refund")
        assert edits.draft(connection, "none") is None
    assert draft is not None
    assert version is not None
    assert (draft[0].title, version.document.title) == ("Not published yet", TITLE)
    serial = retitle(base, person, "Not published yet", "All of it")
    with base.database.writing() as connection:
        publish_draft(connection, "refund", person, note="All at once")
    with base.database.reading() as connection:
        version = versions.published(connection, "refund")
    assert version is not None
    assert (version.document.title, version.through, version.note) == ("All of it", serial, "All at once")
