"""On PostgreSQL a search finds the same, in the same order, as on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.base import KnowledgeBase, opened_base
from server.searching.finding import find
from server.searching.known import Known
from server.settings import Settings
from tests.office_questions import fill, office_guides, publish_all, questions
from tests.postgres import base_on_postgres

BESIDES = ("vacatoin", '"purchase order"', "order -purchase", "rese", "role")
ALIKE = 15


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with base_on_postgres(tmp_path_factory.mktemp("base") / "data") as opened:
        fill(opened)
        yield opened


def found(base: KnowledgeBase, asked: list[str]) -> list[list[str]]:
    known = Known()
    with base.database.reading() as connection:
        known.learn(connection)
        return [[each.guide.id for each in find(connection, one, known=known).found] for one in asked]


def test_both_databases_find_the_same(base: KnowledgeBase, tmp_path: Path) -> None:
    asked = [question for question, _ in (*questions(), *questions("others"))]
    with opened_base(Settings(data=tmp_path / "lite")) as lite:
        fill(lite)
        there = found(lite, [*asked, *BESIDES])
    assert found(base, [*asked, *BESIDES]) == there
    assert sum(map(bool, there)) > 0.95 * len(asked)


def test_guides_that_hold_none_of_the_words_are_found_by_their_meaning(base: KnowledgeBase) -> None:
    # the last of this file, since what it adds stays in the base
    near = next(guide for guide in office_guides() if guide.id == "month-close")
    publish_all(base, (near.model_copy(update={"id": f"{near.id}-{number}"}) for number in range(ALIKE)))
    (ids,) = found(base, ["bookkeeping "])
    assert len([each for each in ids if each.startswith(near.id)]) == ALIKE + 1
