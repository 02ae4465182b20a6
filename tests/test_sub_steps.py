"""Steps and their sub-steps: what goes along, what stays, and that a sub-step has something above it."""

from typing import Any

import pytest

from recorder.document.guide import Guide
from server.editing.apply import apply, inverse
from server.editing.edits import AnyEdit, parse_edit
from server.editing.errors import NestingError, UnknownStepError, UsedIdError
from server.editing.touched import touched

TREE = "a0 b0 b1 b2 c0"
"""b has two sub-steps at different depths; the digit is the level."""


def guide(tree: str = TREE) -> Guide:
    steps = [
        {"id": each, "kind": "note" if each[0] == "n" else "action", "caption": each, "level": int(each[1])}
        for each in tree.split()
    ]
    return Guide.model_validate(
        {"format": "handrail-guide", "version": 1, "id": "g", "title": "t", "steps": steps}
    )


def tree(of: Guide) -> str:
    """Return the steps by their first letter and the digit they were born with, and the level they have."""
    return " ".join(f"{step.id}:{step.level}" for step in of.steps)


def edit(kind: str, **fields: Any) -> AnyEdit:
    return parse_edit.validate_python({"kind": kind, **fields})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (edit("move_step", step="b0", after=None), "b0:0 b1:1 b2:2 a0:0 c0:0"),
        (edit("move_step", step="b0", after="c0"), "a0:0 c0:0 b0:0 b1:1 b2:2"),
        (edit("move_step", step="b0", after="b1"), "a0:0 b0:0 b1:1 b2:2 c0:0"),
        (edit("move_step", step="b1", after="a0"), "a0:0 b1:1 b2:2 b0:0 c0:0"),
        (edit("move_step", step="b1", after=None), "b1:0 b2:1 a0:0 b0:0 c0:0"),
        (edit("move_step", step="c0", after="b0"), "a0:0 b0:0 c0:1 b1:1 b2:2"),
        (edit("move_step", step="c0", after="b1"), "a0:0 b0:0 b1:1 c0:2 b2:2"),
        (edit("move_step", step="c0", after="gone", ahead_of="b0"), "a0:0 c0:0 b0:0 b1:1 b2:2"),
        (edit("delete_step", step="b0", before="b0"), "a0:0 b1:0 b2:1 c0:0"),
        (edit("delete_step", step="b1", before="b1"), "a0:0 b0:0 b2:1 c0:0"),
        (edit("merge_steps", step="a0", next="b0"), "a0:0 b1:1 b2:2 c0:0"),
        (edit("merge_steps", step="b0", next="b1"), "a0:0 b0:0 b2:1 c0:0"),
        (edit("set_level", step="b0", before=0, level=1), "a0:0 b0:1 b1:2 b2:2 c0:0"),
        (edit("set_level", step="b1", before=1, level=0), "a0:0 b0:0 b1:0 b2:1 c0:0"),
        (edit("duplicate_step", step="b0", before="b0", copy="x0"), "a0:0 b0:0 b1:1 b2:2 x0:0 c0:0"),
        (edit("split_step", step="b0", copy="x0", before="b0", first="1", second="2"),
         "a0:0 b0:0 x0:0 b1:1 b2:2 c0:0"),
        (edit("insert_step", after="b0", content={"id": "x0", "kind": "note", "caption": "x"}),
         "a0:0 b0:0 x0:1 b1:1 b2:2 c0:0"),
        (edit("insert_step", after=None, content={"id": "x0", "kind": "note", "caption": "x", "level": 2}),
         "x0:0 a0:0 b0:0 b1:1 b2:2 c0:0"),
    ],
)  # fmt: skip
def test_sub_steps_keep_their_place_in_the_whole(change: AnyEdit, expected: str) -> None:
    after = apply(guide(), change)
    assert tree(after) == expected
    assert apply(after, inverse(guide(), change)) == guide()


def test_a_sub_step_needs_a_step_above_it() -> None:
    for step in ("a0", "b0"):
        with pytest.raises(NestingError):
            apply(guide(), edit("set_level", step=step, before=0, level=2))
    with pytest.raises(UnknownStepError):
        apply(guide(), edit("move_step", step="a0", after="gone"))


def test_a_note_has_no_sub_steps() -> None:
    after = apply(guide("a0 n0 b1"), edit("delete_step", step="n0", before="n0"))
    assert tree(after) == "a0:0 b1:1"


def test_undoing_a_move_leaves_alone_what_others_took_elsewhere_meanwhile() -> None:
    move = edit("move_step", step="b0", after=None)
    moved = apply(guide(), move)
    others = apply(moved, edit("move_step", step="b1", after="c0"))
    assert tree(others) == "b0:0 a0:0 c0:0 b1:1 b2:2"
    assert tree(apply(others, inverse(guide(), move))) == "a0:0 b0:0 c0:0 b1:1 b2:2"


def test_an_id_that_another_step_has_is_refused() -> None:
    for change in (
        edit("insert_step", after=None, content={"id": "a0", "kind": "note", "caption": "x"}),
        edit("duplicate_step", step="b0", before="b0", copy="a0"),
        edit("split_step", step="b0", copy="a0", before="b0", first="1", second="2"),
    ):
        with pytest.raises(UsedIdError):
            apply(guide(), change)


def test_steps_whose_number_changed_are_touched_too() -> None:
    before = guide()
    assert touched(before, apply(before, edit("delete_step", step="a0", before="a0"))) == (
        "b0",
        "b1",
        "b2",
        "c0",
    )
    assert touched(before, apply(before, edit("set_caption", step="b1", before="b1", caption="B"))) == ("b1",)
    guideline = apply(before, edit("set_about", field="kind", before="procedure", to="guideline"))
    assert len(touched(before, guideline)) == 5, "the rules of a guideline have no numbers"
