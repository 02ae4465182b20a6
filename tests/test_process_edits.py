"""Edits of processes: what each makes of one, the way back, and what is refused."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from server.errors import ServerError
from server.processes.editing.apply import apply, inverse
from server.processes.editing.edits import AnyProcessEdit, PublicProcessEdit
from server.processes.editing.errors import ProcessConflictError
from server.processes.editing.shape import BranchShape, ProcessShape, SlotShape, StageShape

PARSE: TypeAdapter[AnyProcessEdit] = TypeAdapter(PublicProcessEdit)
PROCESS = ProcessShape(
    id="refunds",
    name="Refunds",
    stages=(
        StageShape(id="take", name="Take", guides=("g1", "g2"), slots=(SlotShape(id="w1", title="Wanted"),)),
        StageShape(
            id="decide",
            name="Decide",
            kind="decision",
            branches=(BranchShape(label="Yes", to="pay"), BranchShape(otherwise=True)),
        ),
        StageShape(id="pay", name="Pay", guides=("g2", "g3")),
    ),
    guides=("g4",),
)


def edit(kind: str, **said: Any) -> AnyProcessEdit:
    return PARSE.validate_python({"kind": kind, **said})


EVERY = [
    edit("set_process", field="name", before="Refunds", to="Money back"),
    edit("set_process", field="inputs", before=[], to=["Order", "", " Reason "]),
    edit("set_process", field="owner", before=None, to=7),
    edit("set_stage", stage="take", field="role", before="", to="Agent"),
    edit("set_stage", stage="take", field="kind", before="work", to="decision"),
    edit("set_stage", stage="pay", field="then", before=None, to=""),
    edit("set_stage", stage="pay", field="beside", before=False, to=True),
    edit(
        "set_stage",
        stage="decide",
        field="branches",
        before=[
            {"label": "Yes", "to": "pay", "otherwise": False},
            {"label": "", "to": "", "otherwise": True},
        ],
        to=[{"label": "No", "to": ""}],
    ),
    edit("insert_stage", after="take", content={"id": "new", "name": "New"}),
    edit("insert_stage", after=None, content={"id": "new", "name": "New"}),
    edit("move_stage", stage="pay", after=None),
    edit("move_stage", stage="take", after="pay"),
    edit("delete_stage", stage="take"),
    edit("delete_stage", stage="pay"),
    edit("put_guide", guide="g1", stage="take", after="g2"),
    edit("put_guide", guide="g1", stage="pay", after="g2"),
    edit("put_guide", guide="g1", stage=None, after=None),
    edit("take_guide", guide="g2", stage="take"),
    edit("take_guide", guide="g4", stage=None),
    edit("insert_slot", stage="pay", content={"id": "w2", "title": "How to pay"}),
    edit("set_slot", slot="w1", field="title", before="Wanted", to="Wanted more"),
    edit("delete_slot", slot="w1"),
]


@pytest.mark.parametrize("wanted", EVERY, ids=lambda each: each.kind)
def test_each_edit_changes_the_process_and_its_way_back_leads_back(wanted: AnyProcessEdit) -> None:
    changed = apply(PROCESS, wanted)
    assert changed != PROCESS
    back = inverse(PROCESS, wanted, changed)
    assert apply(changed, back) == PROCESS
    assert apply(apply(changed, back), wanted) == changed


def test_lines_are_tidied_and_empty_ones_left_out() -> None:
    assert apply(PROCESS, EVERY[1]).inputs == ("Order", "Reason")


def test_guides_of_a_deleted_stage_stay_in_the_process_once() -> None:
    without = apply(PROCESS, edit("delete_stage", stage="take"))
    assert without.guides == ("g4", "g1")
    assert [stage.id for stage in without.stages] == ["decide", "pay"]


def test_what_leads_to_a_deleted_stage_stays_until_somebody_says_otherwise() -> None:
    without = apply(PROCESS, edit("delete_stage", stage="pay"))
    assert without.stages[1].branches[0].to == "pay"


def test_the_same_field_changed_by_two_gives_the_second_both_values() -> None:
    first = apply(PROCESS, edit("set_stage", stage="take", field="role", before="", to="Agent"))
    with pytest.raises(ProcessConflictError) as caught:
        apply(first, edit("set_stage", stage="take", field="role", before="", to="Team lead"))
    assert caught.value.status == 409
    told = caught.value.more
    assert (told["before"], told["mine"], told["theirs"], told["stage"]) == ("", "Team lead", "Agent", "take")


def test_what_both_want_is_no_conflict_and_changes_nothing() -> None:
    wanted = edit("set_stage", stage="take", field="role", before="", to="Agent")
    first = apply(PROCESS, wanted)
    assert apply(first, wanted) is first


@pytest.mark.parametrize(
    "wanted",
    [
        edit("set_stage", stage="gone", field="role", before="", to="Agent"),
        edit("move_stage", stage="take", after="gone"),
        edit("delete_stage", stage="gone"),
        edit("insert_stage", after="gone", content={"id": "new", "name": "New"}),
        edit("insert_stage", after=None, content={"id": "take", "name": "New"}),
        edit("take_guide", guide="g9", stage="take"),
        edit("put_guide", guide="g1", stage="pay", after="g9"),
        edit("set_slot", slot="gone", field="title", before="", to="More"),
        edit("delete_slot", slot="gone"),
        edit("insert_slot", stage="pay", content={"id": "w1", "title": "More"}),
    ],
    ids=lambda each: each.kind,
)
def test_what_is_gone_is_said_and_nothing_is_made(wanted: AnyProcessEdit) -> None:
    with pytest.raises(ServerError, match=r"^[A-Z].*\.$") as caught:
        apply(PROCESS, wanted)
    assert caught.value.status == 409


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "set_stage", "stage": "take", "field": "kind", "before": "work", "to": "magic"},
        {"kind": "set_stage", "stage": "take", "field": "optional", "before": False, "to": "perhaps"},
        {"kind": "set_stage", "stage": "take", "field": "guides", "before": [], "to": []},
        {"kind": "set_stage", "stage": "a/b", "field": "role", "before": "", "to": ""},
        {"kind": "set_process", "field": "purpose", "before": "", "to": "x" * 20_001},
        {"kind": "set_process", "field": "inputs", "before": [], "to": ["x"] * 101},
        {"kind": "set_process", "field": "owner", "before": None, "to": "x" * 201},
        {
            "kind": "set_stage",
            "stage": "take",
            "field": "branches",
            "before": [],
            "to": [{"otherwise": True}] * 2,
        },
        {"kind": "restore_stage", "after": None, "content": {"id": "x", "name": "x"}},
    ],
)
def test_what_fits_no_field_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        PARSE.validate_python(said)
