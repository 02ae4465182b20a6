"""Edits to pictures: marks that nobody could see are refused, those that were there may stay."""

from typing import Any

import pytest
from pydantic import ValidationError

from recorder.document.geometry import Box
from recorder.document.guide import Guide
from server.editing.apply import apply
from server.editing.edits import kept_edit
from server.editing.errors import OutsideError, UnseenMarkError
from server.editing.pictures import MOST_MARKS, require_inside
from tests.example_guide import example

GUIDE = example()[0]


def edit(marks: Any, guide: Guide = GUIDE, **more: Any) -> Any:
    picture = guide.steps[0].picture
    assert picture
    before = [mark.model_dump(mode="json") for mark in picture.marks]
    return kept_edit({"kind": "set_marks", "step": "s1", "before": before, "marks": marks} | more)


@pytest.mark.parametrize(
    "mark",
    [
        {"kind": "box", "box": [5000, 5000, 20, 30]},
        {"kind": "hide", "box": [50, 50, -20, 30]},
        {"kind": "highlight", "box": [50, 50, 0, 0]},
        {"kind": "pointer", "at": [-2000, 40]},
        {"kind": "arrow", "start": [-900, -900], "end": [-500, -500]},
        {"kind": "text", "at": [50, 50], "text": "  "},
        {"kind": "number", "at": [2**31 - 1, -(2**31)], "number": 3},
    ],
)
def test_a_new_mark_that_nobody_could_see_is_refused(mark: dict[str, Any]) -> None:
    with pytest.raises(UnseenMarkError, match=f"The {mark['kind']} mark would not be seen"):
        require_inside(edit([mark]), GUIDE)


def test_a_mark_that_was_there_may_stay_wherever_it_is() -> None:
    picture = GUIDE.steps[0].picture
    assert picture
    odd = {"kind": "box", "box": [5000, 5000, 20, 30]}
    held = apply(GUIDE, edit([odd]))
    more = edit([odd, {"kind": "box", "box": [1900, 1000, 400, 400]}], held)
    require_inside(more, held)
    shown = apply(held, more).steps[0].picture
    assert shown
    assert len(shown.marks) == 2


@pytest.mark.parametrize(
    "marks",
    [
        [{"kind": "box", "box": [float("nan"), 1, 2, 3]}],
        [{"kind": "box", "box": [float("inf"), 1, 2, 3]}],
        [{"kind": "box", "box": [1e30, 1, 2, 3]}],
        [{"kind": "ring", "at": [5, 5], "radius": 10**9}],
        [{"kind": "star", "at": [5, 5]}],
        [{"kind": "pointer", "at": [5, 5]}] * (MOST_MARKS + 1),
    ],
)
def test_marks_that_make_no_sense_are_no_edit(marks: Any) -> None:
    with pytest.raises(ValidationError):
        edit(marks)


def test_a_crop_beside_the_picture_is_refused() -> None:
    crop = kept_edit({"kind": "set_crop", "step": "s1", "before": None, "crop": [9000, 0, 50, 50]})
    with pytest.raises(OutsideError):
        require_inside(crop, GUIDE)
    inside = kept_edit(
        {"kind": "set_crop", "step": "s1", "before": [320, 140, 960, 540], "crop": [0, 0, 50, 50]}
    )
    picture = apply(GUIDE, inside).steps[0].picture
    assert picture
    assert picture.shown == Box(0, 0, 50, 50)
