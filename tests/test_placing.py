"""What is chosen of a take becomes edits of the guide: one call, exact, and never more than was chosen."""

from functools import reduce

import pytest

from recorder.document.guide import Guide, Step
from server.editing.apply import apply, inverse
from server.editing.edits import AnyEdit, TakeStep
from server.placing import Beside, Choice, Mode, Row, edits_for, laid_out
from tests.steps_made import take


def guide_of(*steps: Step, **more: str) -> Guide:
    return Guide(format="handrail-guide", version=1, id="g", title="T", steps=steps, **more)


def beside(
    *words: str, mode: Mode = "whole", step: str | None = None, guide: Guide, dropped: tuple[Step, ...] = ()
) -> Beside:
    originals = {each.id: each for each in guide.steps if each.kind != "note"}
    return Beside(guide_of(*take(*words, name="new")), mode, step, originals, dropped=dropped)


def placed(guide: Guide, take: Beside, **chosen: Choice) -> Guide:
    edits, _ = edits_for(guide, take, laid_out(guide, take), chosen)
    return reduce(apply, edits, guide)


def undone(guide: Guide, edits: tuple[AnyEdit, ...]) -> Guide:
    ways = []
    now = guide
    for edit in edits:
        after = apply(now, edit)
        ways.append(inverse(now, edit, after))
        now = after
    return reduce(apply, reversed(ways), now)


def shown(rows: tuple[Row, ...]) -> list[str]:
    return [f"{row.pair.kind} {row.first} {row.why}".strip() for row in rows]


def ids(guide: Guide) -> list[str]:
    return [step.id for step in guide.steps]


GUIDE = guide_of(*take("Open", "type Note", "Save", "result Saved"))


def test_a_whole_take_of_the_same_steps_brings_the_pictures_alone() -> None:
    new = beside("Open", "type Note", "Save", "result Saved", guide=GUIDE)
    assert shown(laid_out(GUIDE, new)) == ["same take"] * 3 + ["same keep nothing"]
    found = placed(GUIDE, new)
    assert ids(found) == ids(GUIDE)
    assert [step.caption for step in found.steps] == [step.caption for step in GUIDE.steps]
    assert [step.picture for step in found.steps[:3]] == [step.picture for step in new.take.steps[:3]]


def test_new_steps_come_to_their_places_and_old_ones_stay() -> None:
    new = beside("Open", "Print", "Save", "Close", "result Saved", guide=GUIDE)
    assert ids(placed(GUIDE, new)) == ["old0", "old1", "new1", "old2", "new3", "old3"]


def test_what_the_take_does_not_have_goes_only_if_that_is_chosen() -> None:
    new = beside("Open", "Save", guide=GUIDE)
    assert ids(placed(GUIDE, new)) == ids(GUIDE)
    assert ids(placed(GUIDE, new, old1="take")) == ["old0", "old2", "old3"]


def test_what_is_kept_stays_as_it_is() -> None:
    new = beside("Open", "type Note", "Save", guide=GUIDE)
    found = placed(GUIDE, new, old0="keep", old2="keep")
    assert (found.steps[0], found.steps[2]) == (GUIDE.steps[0], GUIDE.steps[2])
    assert found.steps[1].picture == new.take.steps[1].picture


def test_words_by_hand_stay_unless_the_new_ones_are_chosen() -> None:
    guide = guide_of(GUIDE.steps[0].model_copy(update={"caption": "Begin here"}))
    new = beside("Open", guide=guide)
    (row,) = laid_out(guide, new)
    assert row.has_other_words
    assert placed(guide, new).steps[0].caption == "Begin here"
    assert placed(guide, new, old0="words").steps[0].caption == "Click **Open**"


def test_one_call_of_edits_is_taken_back_exactly() -> None:
    new = beside("Print", "Open", "Print", "Save", "Close", guide=GUIDE)
    rows = laid_out(GUIDE, new)
    edits, names = edits_for(GUIDE, new, rows, {"old1": "take"})
    assert any(isinstance(edit, TakeStep) for edit in edits)
    assert names == {"new0": "new0", "old0": "new1", "new2": "new2", "old2": "new3", "new4": "new4"}
    assert undone(GUIDE, edits) == GUIDE


def test_a_step_that_somebody_dropped_stays_away_unless_it_is_chosen() -> None:
    guide = guide_of(GUIDE.steps[0], GUIDE.steps[2])
    new = beside("Open", "type Note", "Save", guide=guide, dropped=(GUIDE.steps[1],))
    assert shown(laid_out(guide, new)) == ["same take", "new keep dropped", "same take"]
    assert ids(placed(guide, new)) == ["old0", "old2"]
    assert ids(placed(guide, new, new1="take")) == ["old0", "new1", "old2"]


def test_notes_by_hand_stay_with_the_step_before_them() -> None:
    guide = guide_of(*take("Open", "note Mind the gap", "Save"))
    new = beside("Open", "Print", "Save", guide=guide)
    assert shown(laid_out(guide, new))[1] == "gone keep nothing"
    assert ids(placed(guide, new)) == ["old0", "old1", "new1", "old2"]


def test_a_step_that_moved_moves_if_it_is_taken() -> None:
    new = beside("Save", "Open", "type Note", guide=GUIDE)
    assert ids(placed(GUIDE, new)) == ["old2", "old0", "old1", "old3"]
    assert ids(placed(GUIDE, new, old2="keep")) == ids(GUIDE)


@pytest.mark.parametrize(
    ("words", "step", "expected", "order"),
    [
        (("Print", "Close"), "old0", ["new take", "new take"], "old0 new0 new1 old1 old2 old3"),
        (("Print",), None, ["new take"], "new0 old0 old1 old2 old3"),
        (("Print", "result Printed"), "old0", ["new take", "new keep result"], "old0 new0 old1 old2 old3"),
        # the last step before, done once more to get there, and the next one done by the way
        (("Open", "Print"), "old0", ["new keep there", "new take"], "old0 new1 old1 old2 old3"),
        (("Print", "Save"), "old1", ["new take", "new keep there"], "old0 old1 new0 old2 old3"),
        (("Save", "Save"), "old2", ["new keep there", "new take"], "old0 old1 old2 new1 old3"),
        # a step that is gone meanwhile: at the end
        (("Print",), "away", ["new take"], "old0 old1 old2 old3 new0"),
    ],
)
def test_more_steps_come_right_after_the_step_they_were_recorded_for(
    words: tuple[str, ...], step: str | None, expected: list[str], order: str
) -> None:
    new = beside(*words, mode="here", step=step, guide=GUIDE)
    assert shown(laid_out(GUIDE, new)) == expected
    assert ids(placed(GUIDE, new)) == order.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("type Note",), ["same take"]),
        (("type Note", "result Noted"), ["same take", "new keep result"]),
        (("Another button",), ["changed take"]),
        (("Open", "type Note", "Save"), ["new keep beside", "same take", "new keep beside"]),
        (("Print", "Close"), ["gone keep", "new take", "new take"]),
    ],
)
def test_a_step_done_again_is_laid_beside_that_step_alone(
    words: tuple[str, ...], expected: list[str]
) -> None:
    new = beside(*words, mode="again", step="old1", guide=GUIDE)
    assert shown(laid_out(GUIDE, new)) == expected


def test_a_step_done_again_keeps_its_place_and_its_neighbours() -> None:
    new = beside("Open", "type Note", mode="again", step="old1", guide=GUIDE)
    found = placed(GUIDE, new)
    assert ids(found) == ids(GUIDE)
    assert found.steps[1].picture == new.take.steps[1].picture
    assert (found.steps[0], *found.steps[2:]) == (GUIDE.steps[0], *GUIDE.steps[2:])
    assert ids(placed(GUIDE, new, new0="take")) == ["old0", "new0", "old1", "old2", "old3"]


def test_a_take_with_nothing_new_changes_nothing() -> None:
    new = Beside(GUIDE, "whole", None, {})
    assert {row.why for row in laid_out(GUIDE, new)} == {"nothing"}
    assert edits_for(GUIDE, new, laid_out(GUIDE, new), {}) == ((), {})


def test_our_own_words_of_a_take_are_said_in_the_language_of_the_guide() -> None:
    german = guide_of(*GUIDE.steps, language="de")
    new = beside("Print", mode="here", step="old0", guide=german)
    assert placed(german, new).step("new0") != new.take.steps[0]
    assert placed(german, new).steps[1].caption.endswith("klicken")
