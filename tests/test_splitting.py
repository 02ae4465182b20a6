"""One step becomes two: the words part where they were joined, and what belongs to them goes along."""

from typing import Any

import pytest

from recorder.document.guide import Guide, Step
from server.editing.apply import apply, require_sound
from server.editing.edits import parse_edit
from server.editing.errors import WordlessError
from server.editing.proposing import proposed_split

BOX = [100, 100, 80, 30]


def step(caption: str, **more: Any) -> Step:
    return Step.model_validate({"id": "s1", "kind": "action", "caption": caption, **more})


@pytest.mark.parametrize(
    ("caption", "first", "second"),
    [
        ("Click **A**, then click **B**", "Click **A**", "Click **B**"),
        ("Click **A**, then click **B**, then wait", "Click **A**", "Click **B**, then wait"),
        ("Open **Orders** and then choose one", "Open **Orders**", "Choose one"),
        ("Fill in **Note**. Click **Save**", "Fill in **Note**", "Click **Save**"),
        ("Open **Save, then close**; wait", "Open **Save, then close**", "Wait"),
        ("Type `a and b` and press **Enter**", "Type `a and b`", "Press **Enter**"),
        ("Click **Save and close**", "Click **Save and close**", "Click **Save and close**"),
        ("Click", "Click", "Click"),
        ("🧾 prüfen, then اضغط", "🧾 prüfen", "اضغط"),
    ],
)
def test_words_are_parted_where_they_were_joined(caption: str, first: str, second: str) -> None:
    assert proposed_split(step(caption)) == (first, second)


def test_other_languages_part_where_their_own_captions_are_joined() -> None:
    joined = "Klicken Sie auf **A**, dann klicken Sie auf **B**"
    first, second = proposed_split(step(joined), "de")
    assert (first, second) in {
        ("Klicken Sie auf **A**", "Klicken Sie auf **B**"),
        (joined, joined),
    }


def split(whole: Step, **said: str) -> tuple[Step, Step]:
    document = {
        "format": "handrail-guide",
        "version": 1,
        "id": "g",
        "title": "t",
        "steps": [whole.model_dump()],
    }
    wanted = {"kind": "split_step", "step": "s1", "copy": "s2", "before": whole.caption, **said}
    first, second = apply(Guide.model_validate(document), parse_edit.validate_python(wanted)).steps
    return first, second


def test_picture_values_and_the_control_go_with_the_words_that_name_them() -> None:
    marks = [
        {"kind": "box", "box": BOX},
        {"kind": "pointer", "at": [120, 110]},
        {"kind": "hide", "box": [0, 0, 9, 9]},
    ]
    picture = {"file": f"images/{'a' * 64}.png", "width": 640, "height": 400, "marks": marks}
    whole = step(
        "Fill in **Note**, then click **Save**",
        picture=picture,
        values=[{"name": "Note", "text": "Returned", "show": "example"}, {"name": "Save", "text": "x"}],
        target={"name": "Save", "role": "button", "box": BOX},
        action={"kind": "click", "at": [120, 110]},
        callout={"kind": "tip", "text": "Look"},
        detail="Slowly.",
        when="if it is new",
        future=7,
    )
    first, second = split(whole)
    assert ([value.name for value in first.values], [value.name for value in second.values]) == (
        ["Note"],
        ["Save"],
    )
    assert first.picture
    assert second.picture
    assert [mark.kind for mark in first.picture.marks] == ["hide"]
    assert second.picture.marks == whole.picture.marks if whole.picture else False
    assert (first.target, second.target) == (None, whole.target)
    assert (first.detail, first.callout, second.detail, second.callout) == (
        "Slowly.",
        whole.callout,
        "",
        None,
    )
    assert first.when == second.when == "if it is new"
    assert first.model_extra == second.model_extra == {"future": 7}


def test_without_a_name_to_go_by_both_show_all() -> None:
    first, second = split(step("Do this, then that", action={"kind": "press", "keys": ["Enter"]}))
    assert first.action == second.action


def test_each_of_the_two_needs_words() -> None:
    wanted = {
        "kind": "split_step",
        "step": "s1",
        "copy": "s2",
        "before": "Click",
        "first": "Click",
        "second": " ",
    }
    document = {"format": "handrail-guide", "version": 1, "id": "g", "title": "t", "steps": []}
    with pytest.raises(WordlessError):
        require_sound(Guide.model_validate(document), parse_edit.validate_python(wanted))
