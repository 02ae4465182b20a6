"""A recording that waits as a draft: placed when it is published, gone for good when it is thrown away."""

import pytest

from server.base import KnowledgeBase
from server.changing import change
from server.editing.edits import DeleteStep, SetPlace
from server.errors import NotFoundError
from server.importing import take_in
from server.model import Person
from server.painting import draw_waiting
from server.publishing import publish_draft
from server.storage import guides, people, processes, versions
from server.throwing_away import PublishedError, throw_away, what_is_lost
from server.undoing import undo_edit
from tests.sample_guides import CAPTIONS, sample_file


@pytest.fixture
def person(base: KnowledgeBase) -> Person:
    with base.database.writing() as connection:
        return people.add(connection, "Ana")


def place_of(base: KnowledgeBase, guide: str = "refund") -> tuple[str, ...]:
    with base.database.reading() as connection:
        placed = guides.places_of(connection, [guide]).get(guide, ())
    return tuple(f"{each.process_name}/{each.stage_name}" for each in placed)


def names_of_processes(base: KnowledgeBase) -> list[str]:
    with base.database.reading() as connection:
        return [each.name for each in processes.all_processes(connection)]


def test_a_draft_is_nowhere_until_it_is_published(base: KnowledgeBase, person: Person) -> None:
    assert take_in(base, sample_file(), person, as_draft=True).outcome == "new"
    with base.database.reading() as connection:
        assert versions.last_number(connection, "refund") == 0
        assert [each.id for each in guides.unpublished(connection)] == ["refund"]
    assert names_of_processes(base) == []
    with base.database.writing() as connection:
        publish_draft(connection, "refund", person)
    assert place_of(base) == ("Customer support/Refunds",)


def test_a_draft_gets_the_place_that_was_chosen_for_it(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person, as_draft=True)
    with base.database.writing() as connection:
        wanted = SetPlace(before="Customer support", before_stage="Refunds", process="Orders")
        change(connection, "refund", [wanted], person)
        publish_draft(connection, "refund", person)
    assert place_of(base) == ("Orders/None",)
    assert names_of_processes(base) == ["Orders"]


def test_a_published_guide_moves_once_that_is_published(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person)
    wanted = SetPlace(before="Customer support", before_stage="Refunds", process="Orders", stage="Returns")
    with base.database.writing() as connection:
        serial = change(connection, "refund", [wanted], person).serial
    assert place_of(base) == ("Customer support/Refunds",)
    assert names_of_processes(base) == ["Customer support"]
    assert serial
    with base.database.writing() as connection:
        publish_draft(connection, "refund", person)
    assert place_of(base) == ("Orders/Returns",)
    with base.database.writing() as connection:
        undo_edit(connection, "refund", serial, person)
        publish_draft(connection, "refund", person)
    assert place_of(base) == ("Customer support/Refunds",)


def test_a_guide_under_review_moves_before_it_is_published(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person, as_draft=True)
    with base.database.writing() as connection:
        placed = processes.find_or_make(connection, "Customer support", "")
        processes.move_guide(connection, "refund", placed)
        wanted = SetPlace(before="Customer support", before_stage="Refunds", process="Orders")
        change(connection, "refund", [wanted], person)
        publish_draft(connection, "refund", person)
    assert place_of(base) == ("Orders/None",)


def test_what_is_thrown_away_is_in_no_row_and_no_object(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file("other"), person)
    draw_waiting(base)
    before = {name for name, _ in base.objects.names()}
    take_in(base, sample_file(), person, as_draft=True)
    with base.database.writing() as connection:
        edit = DeleteStep(step="s2", before=CAPTIONS[1])
        serial = change(connection, "refund", [edit], person).serial
        assert serial
        undo_edit(connection, "refund", serial, person)
    draw_waiting(base)
    with base.database.reading() as connection:
        lost = what_is_lost(connection, "refund")
    assert (lost.title, lost.steps, lost.edits) == ("How to process a customer refund", 3, 2)
    assert {name for name, _ in base.objects.names()} > before
    throw_away(base, "refund")
    assert {name for name, _ in base.objects.names()} == before
    with base.database.reading() as connection:
        assert not guides.exists(connection, "refund")
    with pytest.raises(NotFoundError):
        throw_away(base, "refund")
    assert take_in(base, sample_file(), person, as_draft=True).outcome == "new"


def test_pictures_that_another_guide_uses_stay(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person)
    draw_waiting(base)
    before = {name for name, _ in base.objects.names()}
    take_in(base, sample_file(id="twin"), person, as_draft=True)
    throw_away(base, "twin")
    assert {name for name, _ in base.objects.names()} == before


def test_what_readers_have_is_not_thrown_away(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person)
    with pytest.raises(PublishedError):
        throw_away(base, "refund")
    with base.database.reading() as connection, pytest.raises(PublishedError):
        what_is_lost(connection, "refund")
