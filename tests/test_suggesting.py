"""A guide without a place gets the right one suggested, or none: measured on a written set of cases."""

from collections.abc import Collection, Sequence

from server.model import Place
from server.ordering.suggesting import (
    Key,
    Neighbour,
    Places,
    Reason,
    Suggestion,
    Surroundings,
    suggest,
    terms_of,
)
from server.ordering.traits import Trait, traits_of
from tests.place_cases import BELONG, BELONG_NOWHERE, LATER, PLACED, Case
from tests.small_guides import small_guide


def traits(case: Case) -> tuple[Trait, ...]:
    return traits_of(small_guide("guide", case.title, case.names, app=case.app))


BASE = tuple((f"p{number}", case, traits(case)) for number, case in enumerate(PLACED))
NAMES = dict.fromkeys((case.process, stage) for case in PLACED for stage in (case.stage, ""))
PLACES = Places.of(Place(name, name, stage or None, stage or None) for name, stage in NAMES)


def suggested(case: Case, turned_down: Collection[Key] = ()) -> Suggestion | None:
    mine = traits(case)
    neighbours = {
        term: [
            Neighbour(guide, each.process, each.stage or None)
            for guide, each, theirs in BASE
            if term in {one.term for one in theirs}
        ]
        for term in terms_of(mine)
    }
    return suggest(case.title, mine, Surroundings(neighbours, PLACES, len(BASE)), turned_down)


def is_right(case: Case, found: Suggestion) -> bool:
    """Tell whether it is the right process, and the right stage of it or none."""
    place = found.place
    return place.process == case.process and (not case.stage or place.stage in (case.stage, None))


def measured(cases: Sequence[Case]) -> tuple[float, float]:
    """Return which share of what is suggested is right, and of what belongs somewhere gets that suggested."""
    made = [(case, found) for case in cases if (found := suggested(case))]
    right = sum(is_right(case, found) for case, found in made)
    return right / len(made), right / sum(bool(case.process) for case in cases)


def test_what_is_suggested_is_right_and_most_of_what_belongs_somewhere_is() -> None:
    precision, recall = measured((*BELONG, *BELONG_NOWHERE))
    assert precision >= 0.95
    assert recall >= 0.85


def test_it_is_so_too_for_cases_written_after_the_thresholds() -> None:
    precision, recall = measured(LATER)
    assert precision >= 0.95
    assert recall >= 0.85


def test_most_suggestions_name_the_very_stage() -> None:
    made = [(case, found) for case in (*BELONG, *LATER) if (found := suggested(case)) and case.stage]
    assert sum(found.place.stage == case.stage for case, found in made) >= 0.8 * len(made)


def test_the_reason_is_what_the_guides_there_have_in_common() -> None:
    voucher = next(case for case in BELONG if "voucher" in case.title)
    found = suggested(voucher)
    assert found
    assert found.reason == Reason("program", ("refund-desk",), 4)
    month = next(case for case in BELONG if case.title.startswith("Umsatzsteuer"))
    found = suggested(month)
    assert found
    assert found.reason == Reason("words", ("Monatsabschluss", "prüfen"), 1)


def test_a_place_that_was_turned_down_is_not_suggested_again() -> None:
    voucher = next(case for case in BELONG if "voucher" in case.title)
    assert suggested(voucher, [("Customer support", "Refunds")]) is None


def test_nothing_is_suggested_where_nothing_has_a_place() -> None:
    mine = traits(BELONG[0])
    assert suggest(BELONG[0].title, mine, Surroundings({}, Places.of(()), 0)) is None
    assert suggest("", (), Surroundings({}, PLACES, len(BASE))) is None
