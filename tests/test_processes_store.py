"""Processes, their stages in order, and the guides and gaps in them."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event, text

from server.base import KnowledgeBase
from server.model import Place
from server.storage import former_names, guides, processes
from server.storage.keys import fold, free_key
from server.storage.tables import stages
from tests.sample_guides import sample_guide


def place(base: KnowledgeBase, process: str, stage: str = "") -> Place | None:
    with base.database.writing() as connection:
        return processes.find_or_make(connection, process, stage)


def test_a_place_is_made_once_whatever_its_case(base: KnowledgeBase) -> None:
    first = place(base, "Customer  support", "Refunds")
    assert first == Place("customer-support", "Customer support", "refunds", "Refunds")
    assert place(base, "CUSTOMER SUPPORT ", "reFUNDS") == first
    assert place(base, "Customer support") == Place("customer-support", "Customer support")
    with base.database.reading() as connection:
        (process,) = processes.all_processes(connection)
    assert [stage.name for stage in process.stages] == ["Refunds"]


def test_without_a_process_there_is_no_place(base: KnowledgeBase) -> None:
    assert place(base, "  ", "Refunds") is None


def test_the_same_stage_name_in_two_processes_is_two_stages(base: KnowledgeBase) -> None:
    first, second = place(base, "Sales", "Start"), place(base, "Support", "Start")
    assert first is not None
    assert second is not None
    assert (first.stage, second.stage) == ("start", "start-2")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Größe & Maß", "grosse-mass"),
        ("返品", "返品"),
        ("注文 処理", "注文-処理"),
        ("Возвраты: Йод", "возвраты-йод"),
        ("إدارة المرتجعات", "إدارة-المرتجعات"),
        ("हिन्दी में", "हिन्दी-में"),
        ("🎉", "party-popper"),
        ("Müller 🎉", "muller"),
        ("…", "process"),
        ("New", "new-2"),
        ("x" * 900, "x" * 60),
    ],
)
def test_a_key_reads_like_the_name_in_any_script(base: KnowledgeBase, name: str, key: str) -> None:
    first = place(base, name)
    assert first is not None
    assert first.process == key


def test_names_that_make_one_key_get_two(base: KnowledgeBase) -> None:
    first, second, third = place(base, "返品"), place(base, "返品!"), place(base, "返品?")
    assert [each and each.process for each in (first, second, third)] == ["返品", "返品-2", "返品-3"]


def test_a_stage_without_a_published_guide_is_a_gap(base: KnowledgeBase) -> None:
    place(base, "Support", "Greet")
    refunds = place(base, "Support", "Refunds")
    assert refunds is not None
    with base.database.writing() as connection:
        guides.add(connection, sample_guide()[0], at=guides_time())
        processes.put_guide(connection, "refund", refunds)
    with base.database.reading() as connection:
        process = processes.process(connection, "support")
        assert processes.process(connection, "none") is None
    assert process is not None
    assert [stage.is_gap for stage in process.stages] == [True, True]
    assert (process.gaps, process.guide_count) == (2, 0)


def guides_time() -> datetime:
    return datetime.now(UTC)


@pytest.mark.parametrize(("one", "other"), [("Straße", "STRASSE"), ("ﬁnance", "Finance"), (" a  b ", "A B")])
def test_names_are_compared_as_people_do(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_new_key_costs_the_same_however_long_the_log_is(base: KnowledgeBase) -> None:
    asked: list[str] = []
    with base.database.writing() as connection:
        ended = [former_names.Ended("gone", "check", "check")]
        ended += [former_names.Ended("gone", f"check-{number}", "check") for number in range(2, 3_000)]
        former_names.note(connection, ended)
        event.listen(connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
        assert free_key(connection, stages.c.id, "Check") == "check-3000"
        assert len(asked) < 30
        asked.clear()
        assert free_key(connection, stages.c.id, "Look") == "look"
        assert len(asked) == 2
        of_former_names = next(each for each in asked if "former_names" in each).replace("?", "'look'")
        plans = connection.execute(text(f"EXPLAIN QUERY PLAN {of_former_names}")).all()
    assert all(plan[3].startswith("SEARCH") for plan in plans)
