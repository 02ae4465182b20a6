"""People who do not know the guides' words find the guide they need among the first five."""

from collections.abc import Sequence

import pytest

from recorder.document.guide import Guide
from server.base import KnowledgeBase
from server.searching.finding import find
from server.searching.known import Known
from tests.bench.big_base import GUIDES, STEPS, made_guide, places
from tests.everyday import CHOICES, QUESTIONS
from tests.office_questions import fill, office_guides, publish_all, questions

CROWD = 300
"""Guides of the big base beside those of the office: one of each of its processes."""


@pytest.fixture
def office(base: KnowledgeBase) -> KnowledgeBase:
    fill(base)
    return base


def ranks(
    base: KnowledgeBase, *, meaning: bool, asking: Sequence[tuple[str, str]] = questions()
) -> Sequence[int]:
    """Return for each question at which rank the guide stands that answers it, 0 where it does not."""
    known, found = Known(meaning=meaning), []
    with base.database.reading() as connection:
        known.learn(connection)
        for asked, answer in asking:
            ids = [each.guide.id for each in find(connection, asked, known=known).found]
            found.append(ids.index(answer) + 1 if answer in ids else 0)
    return found


def share(found: Sequence[int], best: int) -> float:
    return sum(0 < rank <= best for rank in found) / len(found)


def test_nine_of_ten_questions_are_answered_among_the_first_five(office: KnowledgeBase) -> None:
    found = ranks(office, meaning=True)
    assert (len(found), len(office_guides())) == (100, 120)
    assert share(found, 5) >= 0.9
    assert share(found, 1) >= 0.65


def without_pictures(guide: Guide) -> Guide:
    steps = tuple(step.model_copy(update={"picture": None}) for step in guide.steps)
    return guide.model_copy(update={"steps": steps})


def test_what_somebody_else_asks_is_answered_as_well(office: KnowledgeBase) -> None:
    found = ranks(office, meaning=True, asking=questions("others"))
    assert len(found) == 40
    assert share(found, 5) >= 0.9
    assert share(found, 2) >= 0.85


def test_everyday_questions_are_answered_among_many_special_cases_of_the_same(office: KnowledgeBase) -> None:
    where = places(GUIDES)
    files = [f"images/{'0' * 64}.png"] * STEPS
    publish_all(office, (without_pictures(made_guide(number, where, files)) for number in range(CROWD)))
    found = ranks(office, meaning=True, asking=QUESTIONS)
    assert [asked for asked, rank in zip(QUESTIONS, found, strict=True) if not 0 < rank <= CHOICES] == []


def test_words_alone_answer_seven_of_ten(office: KnowledgeBase) -> None:
    found = ranks(office, meaning=False)
    assert share(found, 5) >= 0.7
    assert share(found, 1) >= 0.4


def test_a_guide_is_found_by_its_title_first(office: KnowledgeBase) -> None:
    known = Known(meaning=True)
    with office.database.reading() as connection:
        known.learn(connection)
        for guide in office_guides():
            assert find(connection, guide.title, known=known).found[0].guide.id == guide.id


def test_nonsense_finds_nothing(office: KnowledgeBase) -> None:
    known = Known(meaning=True)
    with office.database.reading() as connection:
        known.learn(connection)
        for asked in (
            "quantum entanglement",
            "zebra",
            "best pizza",
            "climb mount everest",
            "возврат денег",
            "パスワード",
        ):
            assert find(connection, asked, known=known).found == ()
