"""What the next look-up in a window will ask is guessed from the last ones."""

from recorder.desktop.accessible import ACCESSIBLE, AT_POINT, COMPONENT, EXTENTS, Ref
from recorder.desktop.foresight import MOST_CALLS, MOST_OBJECTS, Foresight
from recorder.desktop.wire import Call
from recorder.document.geometry import Box, Point

WINDOW = 7
HERE, NEAR, FAR = Point(20, 20), Point(60, 20), Point(500, 20)
FRAME, FIELD, LABEL = ("p", "/frame"), ("p", "/field"), ("p", "/label")
FRAME_BOX, FIELD_BOX = Box(0, 0, 400, 300), Box(10, 10, 30, 20)


def role(ref: Ref) -> Call:
    return Call(ref, ACCESSIBLE, "GetRole")


def place(ref: Ref) -> Call:
    return Call(ref, COMPONENT, EXTENTS, "u", (0,))


def at_point(ref: Ref, point: Point) -> Call:
    return Call(ref, COMPONENT, AT_POINT, "iiu", (point.x, point.y, 0))


def seen() -> Foresight:
    foresight = Foresight()
    answers = {
        at_point(FRAME, HERE): (FIELD,),
        place(FRAME): (tuple(FRAME_BOX),),
        role(FIELD): (79,),
        place(FIELD): (tuple(FIELD_BOX),),
        role(LABEL): (29,),
    }
    foresight.note(WINDOW, answers, FIELD_BOX)
    return foresight


def test_at_the_control_found_last_all_is_asked_again_about_the_new_point() -> None:
    asked = seen().calls(WINDOW, Point(11, 11))
    assert set(asked) == {
        at_point(FRAME, Point(11, 11)),
        place(FRAME),
        role(FIELD),
        place(FIELD),
        role(LABEL),
    }


def test_elsewhere_only_what_lies_around_is_asked() -> None:
    assert set(seen().calls(WINDOW, NEAR)) == {at_point(FRAME, NEAR), place(FRAME)}
    assert seen().calls(WINDOW, FAR) == []
    assert seen().calls(8, HERE) == []


def test_what_is_gone_is_not_asked_again() -> None:
    foresight = seen()
    foresight.note(WINDOW, {role(FRAME): None, place(FRAME): None}, None)
    assert foresight.calls(WINDOW, NEAR) == []


def test_answers_of_wrong_types_are_no_places() -> None:
    foresight = Foresight()
    foresight.note(WINDOW, {place(FRAME): ("here",), role(FRAME): (1,)}, None)
    assert foresight.calls(WINDOW, HERE) == []


def test_memory_and_questions_are_bounded() -> None:
    foresight = Foresight()
    for n in range(MOST_OBJECTS * 3):
        ref = ("p", f"/{n}")
        foresight.note(WINDOW, {place(ref): (tuple(FRAME_BOX),), role(ref): (1,)}, None)
    asked = foresight.calls(WINDOW, HERE)
    assert len({call.to for call in asked}) == MOST_OBJECTS
    assert len(asked) <= MOST_CALLS
