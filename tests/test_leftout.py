"""What rules left out can be brought back: as the step it would be, where it was done."""

from recorder.compose import compose
from recorder.compose.leftout import left_out, neighbour
from recorder.document.geometry import Point
from tests.takes import FORM, ISSUE, NOTE, REASON, RETURNED, Take, refund


def captions(take: Take) -> list[tuple[str, str]]:
    return [(piece.step.caption, piece.rule) for piece in left_out(take.recording())]


def test_what_was_merged_and_what_was_suppressed_is_listed_with_its_rule() -> None:
    take = refund().scroll(0, 2).scroll(0, -2)
    assert captions(take) == [
        ("Open the **Reason** list", "a click that opens a list"),
        ("Click **Note**", "a click into a field"),
        ("Press **Tab**", "Tab out of a field"),
        ("Scroll up in **Refund desk**", "scrolling there and back"),
    ]


def test_a_piece_has_the_picture_of_its_own_moment_and_says_where_it_went() -> None:
    take = Take(FORM).click(REASON).click(RETURNED)
    (piece,), guide = left_out(take.recording()), compose(take.recording())
    assert piece.into == guide.steps[0].id
    assert piece.step.picture
    assert guide.steps[0].picture
    assert piece.step.picture.file != guide.steps[0].picture.file
    assert piece.step.action
    assert piece.step.action.at == Point(*REASON.box.centre)  # type: ignore[union-attr]


def test_it_comes_where_it_was_done_beside_what_is_still_there() -> None:
    take = Take(FORM).click(ISSUE).click(NOTE).type(NOTE, "abc", "abc").press("Tab").click(REASON)
    into, out = left_out(take.recording())
    guide = compose(take.recording())
    issue, note, reason = guide.steps
    assert (into.step.caption, neighbour(into, guide)) == ("Click **Note**", issue.id)
    assert (out.step.caption, neighbour(out, guide)) == ("Press **Tab**", note.id)
    without = guide.model_copy(update={"steps": (reason,)})
    assert (neighbour(into, without), neighbour(out, without)) == (None, None)
    both = guide.model_copy(update={"steps": (into.step, reason)})
    assert neighbour(out, both) == into.step.id, "what was brought back before is a neighbour too"


def test_a_plain_click_leaves_nothing_out() -> None:
    assert captions(Take().click(ISSUE)) == []
