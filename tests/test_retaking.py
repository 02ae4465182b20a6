"""A step taken again has the new picture and facts, and keeps what its author wrote, chose and drew."""

import pytest

from recorder.compose.captions import caption_for
from recorder.document.geometry import Box, Point
from recorder.document.guide import (
    AnyMark,
    BoxMark,
    Callout,
    CaseValue,
    HideMark,
    PointerMark,
    Step,
    TextMark,
)
from server.retaking import Known, is_by_hand, retaken
from tests.steps_made import made, pictured

OLD, MOVED = made("Save@300,200", take="old"), made("Save@500,260", take="new")


def again(old: Step, new: Step = MOVED, original: Step | None = OLD, *, new_words: bool = False) -> Step:
    return retaken(old, new, Known(original), "en", new_words=new_words)


def marked(*more: AnyMark, step: Step = OLD) -> Step:
    assert step.picture
    picture = step.picture.model_copy(update={"marks": (*step.picture.marks, *more)})
    return step.model_copy(update={"picture": picture})


def marks(step: Step) -> tuple[AnyMark, ...]:
    assert step.picture
    return step.picture.marks


def test_an_untouched_step_becomes_the_new_one_under_its_old_id() -> None:
    assert again(OLD) == MOVED.model_copy(update={"id": OLD.id})


def test_what_the_author_wrote_stays() -> None:
    written = {
        "caption": "Now **save** it",
        "short": "Save it",
        "detail": "It takes a while.",
        "callout": Callout(kind="tip", text="Save often."),
        "optional": True,
        "when": "it is late",
        "level": 1,
    }
    found = again(OLD.model_copy(update=written))
    assert {name: getattr(found, name) for name in written} == written
    assert (found.picture, found.target) == (MOVED.picture, MOVED.target)


def test_words_of_our_own_follow_the_facts() -> None:
    renamed = made("Keep@300,200", take="new")
    assert again(OLD, renamed).caption == "Click **Keep**"
    by_hand = OLD.model_copy(update={"caption": "Save it"})
    assert again(by_hand, renamed).caption == "Save it"
    assert again(by_hand, renamed, new_words=True).caption == "Click **Keep**"


def test_a_caption_written_in_the_new_take_is_taken_as_it_stands() -> None:
    renamed = made("Keep@300,200", take="new", caption="Keep what you have")
    assert again(OLD, renamed).caption == "Keep what you have"


def test_a_mark_by_hand_goes_with_the_control() -> None:
    words = TextMark(at=Point(300, 160), text="Here")
    around = BoxMark(box=Box(280, 180, 140, 80))
    found = marks(again(marked(words, around)))
    assert found[:2] == marks(MOVED)
    assert found[2:] == (
        TextMark(at=Point(500, 220), text="Here"),
        BoxMark(box=Box(480, 240, 140, 80)),
    )


def test_a_mark_that_would_lie_outside_is_left_out() -> None:
    far = made("Save@1800,1000", take="new")
    assert marks(again(marked(TextMark(at=Point(900, 900), text="x")), far)) == marks(far)


def test_marks_that_the_author_took_away_stay_away() -> None:
    assert OLD.picture
    bare = OLD.picture.model_copy(update={"marks": OLD.picture.marks[:1]})
    found = marks(again(OLD.model_copy(update={"picture": bare})))
    assert [type(each) for each in found] == [BoxMark]
    assert found[0] == marks(MOVED)[0]


def test_a_coloured_box_around_the_control_is_the_authors() -> None:
    coloured = BoxMark(box=Box(300, 200, 100, 40), color="blue")
    assert marks(again(marked(coloured)))[-1] == BoxMark(box=Box(500, 260, 100, 40), color="blue")


def test_what_is_hidden_stays_hidden_at_both_places() -> None:
    found = marks(again(marked(HideMark(box=Box(600, 300, 90, 30)))))
    assert [each.box for each in found if isinstance(each, HideMark)] == [
        Box(800, 360, 90, 30),
        Box(600, 300, 90, 30),
    ]


def test_marks_follow_to_a_denser_screen() -> None:
    assert MOVED.picture
    dense = MOVED.picture.model_copy(update={"width": 3840, "height": 2160, "scale": 2.0})
    target = MOVED.target and MOVED.target.model_copy(update={"box": Box(600, 400, 200, 80)})
    new = MOVED.model_copy(update={"picture": dense, "target": target})
    assert marks(again(marked(TextMark(at=Point(310, 150), text="x")), new))[-1] == TextMark(
        at=Point(620, 300), text="x"
    )


def test_a_chosen_crop_goes_with_the_control_and_any_other_is_the_new_one() -> None:
    assert OLD.picture
    assert MOVED.picture
    chosen = OLD.picture.model_copy(update={"crop": Box(250, 150, 300, 200)})
    found = again(OLD.model_copy(update={"picture": chosen}))
    assert found.picture
    assert found.picture.crop == Box(450, 210, 300, 200)
    whole = OLD.picture.model_copy(update={"crop": None})
    found = again(OLD.model_copy(update={"picture": whole}))
    assert found.picture
    assert found.picture.crop is None
    unknown = again(OLD, original=None)
    assert unknown.picture
    assert unknown.picture.crop == MOVED.picture.crop


def test_a_picture_is_never_lost() -> None:
    assert again(OLD, MOVED.model_copy(update={"picture": None})).picture == OLD.picture
    assert again(OLD.model_copy(update={"picture": None})).picture == MOVED.picture


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            [("Note", "Old words", "never")],
            [("Note", "New words", "never")],
            [("Note", "New words", "never")],
        ),
        (
            [("Note", "An example", "example")],
            [("Note", "New", "never")],
            [("Note", "An example", "example")],
        ),
        ([("Note", "Fixed", "fixed")], [("Notes", "New", "never")], [("Notes", "Fixed", "fixed")]),
        ([("Note", "Kept", "fixed")], [], [("Note", "Kept", "fixed")]),
        ([], [("Note", "New", "never")], [("Note", "New", "never")]),
    ],
)
def test_values_that_readers_see_stay_as_they_were_chosen(
    old: list[tuple[str, str, str]], new: list[tuple[str, str, str]], expected: list[tuple[str, str, str]]
) -> None:
    def values(each: list[tuple[str, str, str]]) -> tuple[CaseValue, ...]:
        return tuple(CaseValue(name=name, text=text, show=show) for name, text, show in each)

    before = made("type Note", take="old", values=values(old))
    before = before.model_copy(update={"caption": caption_for(before, "en")})
    found = again(before, made("type Note", take="new", values=values(new)), None)
    assert [(each.name, each.text, each.show) for each in found.values] == expected
    assert not is_by_hand(found, "en")


def test_the_pointer_of_the_old_take_is_not_kept_beside_the_new_one() -> None:
    aside = OLD.model_copy(update={"picture": pictured("old", Box(300, 200, 100, 40))})
    assert aside.picture
    moved = aside.picture.model_copy(update={"marks": (PointerMark(at=Point(390, 236)),)})
    found = marks(again(aside.model_copy(update={"picture": moved}), original=None))
    assert found == marks(MOVED)


def test_what_was_redacted_is_hidden_in_the_new_picture_at_both_places() -> None:
    known = Known(OLD, (Box(600, 300, 90, 30),))
    found = marks(retaken(OLD, MOVED, known, "en"))
    assert [each.box for each in found if isinstance(each, HideMark)] == [
        Box(800, 360, 90, 30),
        Box(600, 300, 90, 30),
    ]
