"""A guide file enters whole or not at all, and never over what people edited."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from recorder.errors import GuideFileError
from server.base import KnowledgeBase, open_base
from server.importing import take_in
from server.model import Person
from server.searching.finding import find
from server.settings import Settings
from server.storage import arrivals, guide_lists, guides, people, processes, tables, versions
from server.storage.guide_lists import Wanted
from tests.sample_guides import sample_file, sample_guide


@pytest.fixture
def person(base: KnowledgeBase) -> Person:
    with base.database.writing() as connection:
        return people.add(connection, "Ana")


def test_the_first_arrival_is_published_placed_and_found(base: KnowledgeBase, person: Person) -> None:
    assert take_in(base, sample_file(), person).outcome == "new"
    with base.database.reading() as connection:
        version = versions.published(connection, "refund")
        (process,) = processes.all_processes(connection)
        (found,) = find(connection, "refund").found
    assert version is not None
    assert version.document == sample_guide()[0]
    assert (version.number, version.published_by) == (1, person)
    assert (process.name, [stage.name for stage in process.stages]) == ("Customer support", ["Refunds"])
    assert [guide.id for guide in process.stages[0].guides] == ["refund"]
    assert found.guide.id == "refund"


def test_the_same_again_changes_nothing(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person)
    before = counts(base)
    assert take_in(base, sample_file(), person).outcome == "same"
    assert counts(base) == before


def test_another_content_waits_beside(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person)
    assert take_in(base, sample_file(title="Refunds, taken again"), person).outcome == "draft"
    assert take_in(base, sample_file(title="Refunds, taken again"), person).outcome == "same"
    with base.database.reading() as connection:
        (waiting,) = arrivals.waiting(connection, "refund")
        summary = guides.summary(connection, "refund")
    assert waiting.title == "Refunds, taken again"
    assert summary is not None
    assert summary.title == "How to process a customer refund"
    assert summary.version == 1


def test_places_are_found_ignoring_case(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file("a"), person)
    take_in(base, sample_file("b", process="CUSTOMER  support", stage="refunds"), person)
    take_in(base, sample_file("c", process="Bücher", stage=""), person)
    take_in(base, sample_file("d", process="", stage="Refunds"), person)
    with base.database.reading() as connection:
        support, books = processes.all_processes(connection)
        loose = guide_lists.part(connection, Wanted(unplaced=True), 9)
    assert {guide.id for guide in support.stages[0].guides} == {"a", "b"}
    assert (books.id, [guide.id for guide in books.guides]) == ("bucher", ["c"])
    assert [guide.id for guide in loose] == ["d"]


def test_a_bad_file_leaves_nothing(base: KnowledgeBase, person: Person) -> None:
    whole = sample_file().getvalue()
    before = counts(base)
    for length in (0, 10, len(whole) // 2, len(whole) - 3):
        path = base.settings.data / "cut.guide"
        path.write_bytes(whole[:length])
        with pytest.raises(GuideFileError):
            take_in(base, path, person)
    assert counts(base) == before
    assert not list(base.objects.names())


def test_a_failure_while_storing_leaves_nothing(base: KnowledgeBase, person: Person) -> None:
    before = counts(base)
    with base.database.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON versions BEGIN SELECT RAISE(ABORT, 'disk full'); END",
        )
    with pytest.raises(Exception, match="disk full"):
        take_in(base, sample_file(), person)
    assert counts(base) == before
    assert not list(base.objects.names())


def test_review_first_keeps_a_new_guide_from_readers(tmp_path: Path) -> None:
    base = open_base(Settings(data=tmp_path, review_first=True))
    with base.database.writing() as connection:
        person = people.add(connection, "Ana")
    assert take_in(base, sample_file(), person).outcome == "new"
    with base.database.reading() as connection:
        assert versions.published(connection, "refund") is None
        assert not guides.newest(connection)
        assert not find(connection, "refund").found
    base.database.close()


def counts(base: KnowledgeBase) -> dict[str, int]:
    with base.database.reading() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in tables.metadata.tables.items()
        }
