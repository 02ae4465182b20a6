"""Two steps made one: what it says, what it shows, and what must not be merged."""

from typing import Any

import pytest

from recorder.compose.captions import caption_for
from recorder.document.guide import Guide, Step
from server.editing.apply import apply
from server.editing.edits import MergeSteps
from server.editing.errors import CannotMergeError, ConflictError, UnknownStepError
from server.editing.merged import merge

NAME, NOTE, SAVE = [300, 100, 200, 30], [300, 160, 200, 30], [420, 300, 80, 30]
WINDOW = {"title": "Order", "app": "shop", "box": [0, 0, 640, 400]}


def step(number: int, kind: str, name: str, box: list[int], role: str = "button", **more: Any) -> Step:
    made = Step.model_validate(
        {
            "id": f"s{number}",
            "kind": "action",
            "caption": "",
            "action": {"kind": kind, "button": "left" if kind == "click" else None, "at": box[:2]},
            "target": {"name": name, "role": role, "box": box},
            "window": WINDOW,
            "picture": {
                "file": f"images/{number:064x}.png",
                "width": 640,
                "height": 400,
                "marks": [{"kind": "box", "box": box}],
            },
            **more,
        }
    )
    return made if made.caption else made.model_copy(update={"caption": caption_for(made)})


def click(number: int, name: str = "Save", box: list[int] = SAVE, **more: Any) -> Step:
    return step(number, "click", name, box, **more)


def fill(number: int, name: str = "Note", box: list[int] = NOTE, **more: Any) -> Step:
    values = [{"name": name, "text": f"typed {number}"}]
    return step(number, "type", name, box, "text field", values=values, **more)


def bare(number: int, kind: str, caption: str) -> Step:
    return Step.model_validate({"id": f"s{number}", "kind": kind, "caption": caption})


def test_a_click_after_typing_shows_the_filled_field_and_where_to_click() -> None:
    merged = merge(fill(1), click(2), "en")
    assert merged.caption == "Fill in **Note**, then click **Save**"
    assert merged.short == "Fill in Note, then click Save"
    assert merged.id == "s1"
    assert merged.target == click(2).target
    assert merged.picture
    assert merged.picture.file == f"images/{2:064x}.png"
    assert [list(mark.box) for mark in merged.picture.marks if mark.kind == "box"] == [NOTE, SAVE]
    assert [value.text for value in merged.values] == ["typed 1"]


def test_in_another_window_only_the_place_to_click_is_marked() -> None:
    elsewhere = click(2, window={**WINDOW, "title": "Confirm"})
    merged = merge(fill(1), elsewhere, "en")
    assert merged.picture == elsewhere.picture


def test_two_clicks_show_the_screen_before_the_first() -> None:
    first = click(1, "Options", NAME)
    merged = merge(first, click(2), "en")
    assert merged.caption == "Click **Options**, then click **Save**"
    assert merged.picture == first.picture
    assert merged.action == first.action


def test_the_click_into_a_field_is_implied_by_filling_it() -> None:
    merged = merge(click(1, "Note", NOTE), fill(2), "en")
    assert merged.caption == "Fill in **Note**"
    assert merged.picture == fill(2).picture
    assert merged.detail == ""


def test_words_by_hand_that_are_implied_are_kept_below() -> None:
    merged = merge(click(1, "Note", NOTE, caption="Go to the note at the bottom"), fill(2), "en")
    assert merged.caption == "Fill in **Note**"
    assert merged.detail == "Go to the note at the bottom"


def test_the_values_of_both_keep_apart() -> None:
    merged = merge(fill(1), fill(2), "en")
    assert [(value.name, value.text) for value in merged.values] == [
        ("Note", "typed 1"),
        ("Note 2", "typed 2"),
    ]


def test_a_note_goes_below_the_step_it_follows() -> None:
    merged = merge(click(1, detail="Once."), bare(2, "note", "It cannot be undone."), "en")
    assert merged.caption == "Click **Save**"
    assert merged.detail == "Once.\n\nIt cannot be undone."


@pytest.mark.parametrize(
    ("second", "language", "caption"),
    [
        ("**USB** port", "en", "Click **Save**, then **USB** port"),
        ("USB first.", "en", "Click **Save**, then USB first"),
        ("Say thanks", "en", "Click **Save**, then say thanks"),
        ("Betrag eingeben", "de", "Click **Save**, dann Betrag eingeben"),
    ],
)
def test_the_words_go_on_as_they_would_in_a_sentence(second: str, language: str, caption: str) -> None:
    assert merge(click(1), click(2, caption=second), language).caption == caption


def test_captions_of_ours_go_on_small_in_german_too() -> None:
    first, second = (
        each.model_copy(update={"caption": caption_for(each, "de")}) for each in (fill(1), click(2))
    )
    assert merge(first, second, "de").caption == f"{first.caption}, dann auf **Save** klicken"


@pytest.mark.parametrize("kind", ["result", "heading"])
def test_what_is_no_action_is_not_merged(kind: str) -> None:
    with pytest.raises(CannotMergeError):
        merge(click(1), bare(2, kind, "Done"), "en")


def guide() -> Guide:
    steps = (fill(1), click(2), click(3, "Close"))
    return Guide(format="handrail-guide", version=1, id="g", title="t", steps=steps)


def test_only_neighbours_as_they_were_seen_are_merged() -> None:
    first, second, third = guide().steps
    with pytest.raises(CannotMergeError, match="no longer follow"):
        apply(guide(), MergeSteps(step="s1", next="s3", before=first.caption, before_next=third.caption))
    with pytest.raises(ConflictError):
        apply(guide(), MergeSteps(step="s1", next="s2", before=first.caption, before_next="other"))
    with pytest.raises(UnknownStepError):
        apply(guide(), MergeSteps(step="s1", next="gone", before=first.caption, before_next=""))
    merged = apply(
        guide(), MergeSteps(step="s1", next="s2", before=first.caption, before_next=second.caption)
    )
    assert [each.id for each in merged.steps] == ["s1", "s3"]
