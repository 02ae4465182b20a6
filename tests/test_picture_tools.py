"""What the tools offer for a picture: crops that fit it, and the controls known in it."""

from typing import Any

from recorder.document.geometry import Box
from recorder.document.guide import Guide, Step
from server.picture_tools import controls, crops
from tests.example_guide import example

GUIDE = example()[0]
ORDER, REASON = Box(336, 248, 328, 48), Box(640, 496, 640, 46)


def changed(**changes: Any) -> Guide:
    first = GUIDE.steps[0].model_copy(update=changes)
    return GUIDE.model_copy(update={"steps": (first, *GUIDE.steps[1:])})


def offered(step: Step) -> dict[str, Box]:
    assert step.picture
    return {str(name): box for name, box in crops(step, step.picture).items()}


def test_a_crop_may_be_the_window_the_picture_or_close_to_the_target() -> None:
    found = offered(GUIDE.steps[0])
    assert found["window"] == Box(320, 140, 1280, 800)
    assert found["picture"] == Box(0, 0, 1920, 1080)
    assert found["target"].covers(ORDER)
    assert found["window"].grown(40).covers(found["target"])
    assert found["target"].area < found["window"].area


def test_without_a_target_or_a_window_only_the_picture_is_offered() -> None:
    assert set(
        offered(GUIDE.steps[0].model_copy(update={"target": None, "action": None, "window": None}))
    ) == {"picture"}


def test_controls_of_other_steps_in_the_same_window_are_known_the_own_one_first() -> None:
    found = controls(GUIDE, None, GUIDE.steps[1])
    assert found[0] == REASON
    assert set(found) == {ORDER, REASON, Box(640, 606, 640, 46), Box(1090, 780, 190, 48)}


def test_controls_elsewhere_and_boxes_that_fit_no_picture_are_not_offered() -> None:
    window = GUIDE.steps[0].window
    target = GUIDE.steps[0].target
    assert window
    assert target
    other = changed(window=window.model_copy(update={"title": "Another window"}))
    assert ORDER not in controls(other, None, other.steps[1])
    vast = changed(target=target.model_copy(update={"box": Box(-50, -50, 4000, 4000)}))
    assert len(controls(vast, None, vast.steps[1])) == 3
