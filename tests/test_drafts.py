"""A draft is the editors' alone: its guide moves once it is published, and home reminds them of it."""

import pytest

from server import trash
from server.base import KnowledgeBase
from server.changing import change
from server.editing.edits import SetCaption, SetPlace
from server.importing import take_in
from server.model import Person
from server.publishing import publish_draft
from server.routes.pages.home import own_first
from server.storage import drafting, guides, people, processes, versions
from server.undoing import undo, undo_edit
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


def reword(base: KnowledgeBase, guide: str, person: Person, before: str, caption: str) -> None:
    with base.database.writing() as connection:
        change(connection, guide, [SetCaption(step="s1", before=before, caption=caption)], person)


def test_home_reminds_editors_of_drafts_their_own_first(base: KnowledgeBase, person: Person) -> None:
    with base.database.writing() as connection:
        other = people.add(connection, "Ben")
    for guide in ("refund", "second", "third", "same"):
        take_in(base, sample_file(guide), person)
    reword(base, "refund", person, CAPTIONS[0], "One")
    reword(base, "second", other, CAPTIONS[0], "Two")
    reword(base, "second", person, "Two", "Three")
    reword(base, "third", other, CAPTIONS[0], "Four")
    reword(base, "same", other, CAPTIONS[0], "Five")
    with base.database.writing() as connection:
        undo(connection, "same", other)
    with base.database.reading() as connection:
        found = drafting.unpublished(connection)
    assert [each.id for each in found] == ["third", "second", "refund"], "what is as it was is no draft"
    assert [each.name for each in found[1].people] == ["Ana", "Ben"]
    assert [each.id for each in own_first(found, person)] == ["second", "refund", "third"]
    with base.database.writing() as connection:
        publish_draft(connection, "second", person)
        trash.put(connection, "third", person)
        assert [each.id for each in drafting.unpublished(connection)] == ["refund"]
