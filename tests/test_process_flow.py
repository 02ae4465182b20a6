"""A process as a flow: what follows what, whatever way it was drawn up."""

import gettext
from dataclasses import replace

from server.mapping.flow import END, START, Arrow, Flow
from server.mapping.of_process import flow_of
from server.model import Branch, Process, Slot, Stage

PICK = Stage("pick", "p", "Pick", role="Warehouse")
PACK = Stage("pack", "p", "Pack", beside=True)
LABEL = Stage("label", "p", "Label", beside=True)
SHIP = Stage("ship", "p", "Ship")
ASKED = Stage(
    "asked", "p", "In stock?", kind="decision", branches=(Branch("yes", "pick"), Branch("", "", True))
)


def flow(*stages: Stage, counts: dict[str | None, int] | None = None, **names: str) -> Flow:
    return flow_of(Process("p", "P", stages=stages), counts or {}, names, gettext.NullTranslations())


def arrows(*stages: Stage) -> set[tuple[str, str, str]]:
    return {(each.source, each.target, each.label) for each in flow(*stages).arrows}


def test_stages_follow_each_other_from_start_to_end() -> None:
    assert flow(PICK, SHIP).arrows == (Arrow(START, "pick"), Arrow("pick", "ship"), Arrow("ship", END))
    assert flow().arrows == (Arrow(START, END),)


def test_stages_side_by_side_start_together_and_are_waited_for_together() -> None:
    assert arrows(PICK, PACK, LABEL, SHIP) == {
        (START, "pick", ""), (START, "pack", ""), (START, "label", ""),
        ("pick", "ship", ""), ("pack", "ship", ""), ("label", "ship", ""), ("ship", END, ""),
    }  # fmt: skip


def test_a_way_to_the_first_of_them_starts_them_all_and_one_to_another_starts_that_alone() -> None:
    assert {("ship", "pick", ""), ("ship", "pack", "")} <= arrows(PICK, PACK, replace(SHIP, then="pick"))
    assert ("ship", "pick", "") not in arrows(PICK, PACK, replace(SHIP, then="pack"))


def test_each_branch_leads_where_it_says_and_the_rest_otherwise() -> None:
    assert arrows(ASKED, PICK) == {
        (START, "asked", ""), ("asked", "pick", "yes"), ("asked", END, "otherwise"), ("pick", END, ""),
    }  # fmt: skip
    said = flow(ASKED, PICK).stops[0].said
    assert said == "In stock?. yes: Pick. otherwise: the end"


def test_a_stage_may_go_back_or_end_the_process() -> None:
    assert ("ship", "pick", "") in arrows(PICK, replace(SHIP, then="pick"))
    assert ("pick", END, "") in arrows(replace(PICK, then=""), SHIP)


def test_what_leads_nowhere_any_more_is_said_and_no_arrow() -> None:
    lost = flow(
        replace(PICK, then="gone"), replace(ASKED, branches=(Branch("yes", "gone"), Branch("no", "")))
    )
    assert {each.target for each in lost.arrows} == {"pick", END}
    assert "leads nowhere any more" in lost.stops[0].note
    assert lost.stops[1].note == "leads nowhere any more · not every case is covered"
    assert all(stop.amber for stop in lost.stops)


def test_a_stage_that_is_a_process_leads_there_while_it_is_there() -> None:
    stage = Stage("r", "p", "Returns", kind="process", leads_to="returns")
    there, gone = flow(stage, returns="Returns").stops[0], flow(stage).stops[0]
    assert (there.url, there.note, there.amber) == ("/processes/returns", "a\u00a0process", False)
    assert (gone.url, gone.note, gone.amber) == ("#stage-r", "leads nowhere any more", True)


def test_a_stop_says_its_guides_what_is_wanted_and_that_it_is_optional() -> None:
    wanted = replace(PICK, slots=(Slot("s", "How to pick"),), optional=True)
    assert flow(wanted).stops[0].note == "optional · 1\u00a0wanted"
    assert flow(PICK).stops[0].note == "no guide yet"
    assert flow(PICK, counts={"pick": 40}).stops[0].note.startswith("40\u00a0guides")
    assert flow(PICK).stops[0].said == "Pick. Warehouse. no guide yet"
