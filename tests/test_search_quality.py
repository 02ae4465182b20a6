"""People who do not know the guides' words find the guide they need among the first five."""

from collections.abc import Sequence

import pytest

from server.base import KnowledgeBase
from server.searching.finding import find
from server.searching.known import Known
from tests.office_questions import fill, office_guides, questions


@pytest.fixture
def office(base: KnowledgeBase) -> KnowledgeBase:
    fill(base)
    return base


def ranks(base: KnowledgeBase, *, meaning: bool) -> Sequence[int]:
    """Return for each question at which rank the guide stands that answers it, 0 where it does not."""
    known, found = Known(meaning=meaning), []
    with base.database.reading() as connection:
        known.learn(connection)
        for asked, answer in questions():
            ids = [each.guide.id for each in find(connection, asked, known=known).found]
            found.append(ids.index(answer) + 1 if answer in ids else 0)
    return found


def share(found: Sequence[int], best: int) -> float:
    return sum(0 < rank <= best for rank in found) / len(found)


def test_nine_of_ten_questions_are_answered_among_the_first_five(office: KnowledgeBase) -> None:
    found = ranks(office, meaning=True)
    assert (len(found), len(office_guides())) == (100, 120)
    assert share(found, 5) >= 0.9
    assert share(found, 1) >= 0.7


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
