"""Crops and marks: the place recognised, the click inside, the words readable and never covered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.compose import compose
from recorder.compose.framing import (
    COLUMN,
    NARROW,
    READABLE,
    close_crop,
    frame_crop,
)
from recorder.compose.marks import marks_for
from recorder.compose.words import words_box
from recorder.document.geometry import Box, Point
from recorder.document.guide import Action, BoxMark, Monitor, Picture, PointerMark, Target, Window
from recorder.document.paint import mark_box
from tests.takes import DESK, FORM, ISSUE, NOTE, NOTIFY, ORDER, REASON, SCREEN, Take, control

FRAME = Box(0, 0, 1920, 1080)
BUTTON = control("Save", "button", (700, 500, 90, 34))
FILE = f"images/{0:064x}.png"

monitors = st.sampled_from(
    [(1920, 1080, 1.0), (3840, 2160, 2.0), (800, 600, 1.0), (1366, 768, 1.0), (320, 200, 1.0)]
)
roles = st.sampled_from(
    ["button", "check box", "text", "list item", "tab", "link", "menu item", "panel", "table cell"]
)
names = st.text("abc ", max_size=30)


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Picture, Target, Point, Box | None]:
    """A picture, and a target of any size with a click on its visible part, in a window or nowhere known."""
    width, height, scale = draw(monitors)
    frame = Box(0, 0, width, height)
    across, down = st.integers(-300, width - 1), st.integers(-300, height - 1)
    box = Box(
        draw(across), draw(down), draw(st.integers(301, width + 400)), draw(st.integers(301, height + 400))
    )
    if draw(st.booleans()):
        box = Box(
            draw(st.integers(0, width - 1)),
            draw(st.integers(0, height - 1)),
            draw(st.integers(1, 500)),
            draw(st.integers(1, 60)),
        )
    seen = box.meet(frame) or frame
    at = Point(draw(st.integers(seen.x, seen.right - 1)), draw(st.integers(seen.y, seen.bottom - 1)))
    window = draw(st.none() | st.builds(Box, across, down, st.integers(301, 2500), st.integers(301, 1500)))
    target = Target(name=draw(names), role=draw(roles), box=box)
    return Picture(file=FILE, width=width, height=height, scale=scale), target, at, window


def words_height(target: Target, scale: float) -> float:
    """Return how high the words of a target are at least: 14 points, or less where its box is lower."""
    assert target.box is not None
    return min(14 * scale, max(9 * scale, target.box.height))


def clicked(at: Point, kind: str = "click") -> Action:
    return Action.model_validate({"kind": kind, "button": "left", "at": at})


@given(scenes())
def test_the_click_is_always_inside_a_crop_inside_the_picture(
    scene: tuple[Picture, Target, Point, Box | None],
) -> None:
    picture, target, at, window = scene
    crop = frame_crop(picture.frame, picture.scale, target, at, window)
    assert picture.frame.covers(crop)
    assert crop.holds(at)


@given(scenes())
def test_words_are_readable_in_the_column(scene: tuple[Picture, Target, Point, Box | None]) -> None:
    picture, target, at, window = scene
    crop = frame_crop(picture.frame, picture.scale, target, at, window)
    assert words_height(target, picture.scale) * COLUMN / crop.width >= READABLE


@given(scenes())
def test_the_close_crop_holds_the_words_or_else_the_click_readably_inside_what_is_shown(
    scene: tuple[Picture, Target, Point, Box | None],
) -> None:
    picture, target, at, window = scene
    crop = frame_crop(picture.frame, picture.scale, target, at, window)
    action = clicked(at)
    marks = marks_for(action, target, window, picture.frame, picture.scale)
    painted = picture.model_copy(update={"crop": crop, "marks": marks})
    close = close_crop(painted, target, action, window)
    tip = next((mark.at for mark in marks if isinstance(mark, PointerMark)), at)
    words = words_box(target, picture.scale)
    assert words
    assert painted.shown.covers(close)
    assert close.holds(tip) or close.meet(words) or not (crop.holds(tip) or crop.meet(words))
    assert words_height(target, picture.scale) * NARROW / close.width >= READABLE


@given(scenes())
def test_the_arrow_never_covers_the_words_it_points_at(
    scene: tuple[Picture, Target, Point, Box | None],
) -> None:
    picture, target, at, window = scene
    marks = marks_for(clicked(at), target, window, picture.frame, picture.scale)
    words = words_box(target, picture.scale)
    assert words is not None
    seen = words.meet(picture.frame) or Box(0, 0, 0, 0)
    for mark in marks:
        if isinstance(mark, PointerMark):
            covered = mark_box(mark, picture, Box(0, 0, round(960 * picture.scale), 600)).meet(seen)
            assert (
                covered is None or covered.width <= 3 * picture.scale or covered.height <= 3 * picture.scale
            )


@given(scenes())
def test_the_arrow_stays_in_sight(scene: tuple[Picture, Target, Point, Box | None]) -> None:
    picture, target, at, window = scene
    for mark in marks_for(clicked(at), target, window, picture.frame, picture.scale):
        if isinstance(mark, PointerMark):
            crop = frame_crop(picture.frame, picture.scale, target, at, window, tip=mark.at)
            assert crop.grown(1).holds(mark.at)


def test_a_dialog_is_shown_whole() -> None:
    for dialog in (Box(300, 200, 520, 420), Box(400, 100, 940, 740), Box(20, 20, 200, 100)):
        at = dialog.centre
        assert frame_crop(FRAME, 1.0, None, at, dialog).covers(dialog)


def test_a_large_window_is_cropped_to_the_standard_scale_without_leaving_it() -> None:
    window = Box(100, 80, 1600, 950)
    for at in (Point(150, 120), Point(1650, 1000), Point(900, 500)):
        crop = frame_crop(FRAME, 1.0, None, at, window)
        assert (crop.width, crop.height) == (960, 600)
        assert window.grown(16).covers(crop)


def test_the_scale_is_the_same_from_step_to_step_and_window_to_window() -> None:
    take = Take().click(ORDER)
    take.window = FORM
    steps = compose(take.click(NOTIFY).click(ISSUE).recording()).steps
    assert {step.picture.crop.width for step in steps if step.picture and step.picture.crop} == {960}


def test_the_crop_stays_put_in_one_window_while_it_shows_the_next_target() -> None:
    window = Box(0, 0, 1800, 1000)
    first = frame_crop(FRAME, 1.0, None, Point(500, 300), window)
    near = frame_crop(FRAME, 1.0, BUTTON, BUTTON.box and BUTTON.box.centre, window, previous=first)
    far = frame_crop(FRAME, 1.0, None, Point(1700, 950), window, previous=first)
    assert near == first
    assert far != first
    assert far.holds(Point(1700, 950))


def test_a_dialog_inside_the_crop_before_does_not_move_it() -> None:
    crop = Box(100, 100, 960, 600)
    inside, beside = Box(300, 200, 400, 300), Box(800, 500, 400, 300)
    assert frame_crop(FRAME, 1.0, None, inside.centre, inside, previous=crop, same_window=False) == crop
    moved = frame_crop(FRAME, 1.0, None, beside.centre, beside, previous=crop, same_window=False)
    assert moved.covers(beside)


def test_another_large_window_is_framed_anew() -> None:
    crop = Box(100, 100, 960, 360)
    window = Box(90, 90, 1700, 900)
    assert frame_crop(FRAME, 1.0, None, Point(400, 300), window, previous=crop, same_window=False) != crop


def test_small_words_bring_the_crop_closer() -> None:
    small = control("fine print", "label", (300, 300, 80, 10))
    crop = frame_crop(FRAME, 1.0, small, Point(310, 305), DESK.box)
    assert 10 * COLUMN / crop.width >= READABLE


@pytest.mark.parametrize("box", [(-40, 500, 90, 34), (1880, 1060, 90, 34), (500, -20, 90, 34)])
def test_a_target_partly_off_the_screen_is_marked_where_it_is_seen(box: tuple[int, int, int, int]) -> None:
    target = control("Save", "button", box)
    seen = Box(*box).meet(FRAME)
    assert seen is not None
    crop = frame_crop(FRAME, 1.0, target, seen.centre, None)
    (around, _) = marks_for(clicked(seen.centre), target, None, FRAME, 1.0)
    assert FRAME.covers(crop)
    assert crop.covers(seen)
    assert around == BoxMark(box=seen)


def test_a_second_monitor_left_of_the_first_has_places_of_its_own() -> None:
    left = Monitor(x=-1280, y=-200, width=1280, height=1024)
    window = Window(title="Notes", app="notes", box=Box(-1200, -150, 800, 600))
    take = Take(window, (SCREEN, left)).click(control("Save", "button", (-1000, 300, 90, 34)), monitor=1)
    (step,) = compose(take.recording()).steps
    assert step.target is not None
    assert step.action is not None
    assert step.window is not None
    assert step.picture is not None
    assert step.target.box == Box(280, 500, 90, 34)
    assert step.action.at == Point(325, 517)
    assert step.window.box == Box(80, 50, 800, 600)
    assert step.picture.shown.covers(Box(80, 50, 800, 600))


def test_a_dense_screen_is_framed_in_its_own_pixels() -> None:
    dense = Monitor(x=0, y=0, width=1440, height=900, scale=2.0)
    window = Window(title="Notes", app="notes", box=Box(100, 100, 500, 400))
    (step,) = compose(
        Take(window, (dense,)).click(control("Save", "button", (200, 200, 90, 34))).recording()
    ).steps
    assert step.target is not None
    assert step.picture is not None
    assert step.picture.crop is not None
    assert step.target.box == Box(400, 400, 180, 68)
    assert step.picture.crop.width == 1920
    assert step.picture.crop.covers(Box(200, 200, 1000, 800))


def test_a_button_gets_a_box_and_the_pointer_and_the_action_keeps_its_place() -> None:
    at = Point(745, 517)
    box, pointer = marks_for(clicked(at), BUTTON, None, FRAME, 1.0)
    words = words_box(BUTTON)
    assert box == BoxMark(box=BUTTON.box or FRAME)
    assert isinstance(pointer, PointerMark)
    assert words is not None
    assert pointer.at.y >= words.bottom
    (step,) = compose(Take().click(BUTTON, at).recording()).steps
    assert step.action is not None
    assert step.action.at == at


def test_a_click_beside_the_words_is_marked_where_it_was() -> None:
    (_, pointer) = marks_for(clicked(Point(480, 214)), ORDER, None, FRAME, 1.0)
    assert pointer == PointerMark(at=Point(480, 214))


def test_typing_is_marked_by_a_box_alone() -> None:
    action = clicked(Point(400, 380), "type")
    assert marks_for(action, NOTE, None, FRAME, 1.0) == (BoxMark(box=Box(320, 365, 480, 34)),)


def test_a_ring_stands_where_no_box_is_known_or_it_is_too_large_to_point_at_anything() -> None:
    document = control("Letter", "document", (100, 100, 1200, 700))
    for target in (None, control("Save", "button"), document):
        (mark,) = marks_for(clicked(Point(400, 380)), target, DESK.box, FRAME, 1.0)
        assert (mark.kind, mark.model_dump()["at"]) == ("ring", (400, 380))


def test_a_drag_is_an_arrow_and_a_key_has_no_pointer() -> None:
    enter = Action(kind="press", keys=("Enter",))
    drag = Action(kind="drag", button="left", at=Point(10, 10), to=Point(200, 300))
    assert [mark.kind for mark in marks_for(drag, None, None, FRAME, 1.0)] == ["arrow"]
    assert [mark.kind for mark in marks_for(enter, REASON, None, FRAME, 1.0)] == ["box"]
    assert marks_for(enter, None, None, FRAME, 1.0) == ()
    shortcut = Action(kind="press", keys=("Ctrl", "S"))
    assert marks_for(shortcut, REASON, None, FRAME, 1.0) == ()


def test_the_close_crop_of_a_result_is_the_middle_of_its_window() -> None:
    picture = Picture(file=FILE, width=1920, height=1080, crop=Box(200, 100, 960, 600))
    window = Target(name="Refund issued", role="window", box=Box(400, 250, 560, 300))
    assert close_crop(picture, window, None).centre == Point(680, 400)
    assert close_crop(picture, None, None) == picture.crop


def test_a_popup_inside_the_crop_does_not_move_what_comes_after_it() -> None:
    large = Window(title="Editor", app="editor", box=Box(0, 0, 1900, 1060))
    popup = Window(title="editor", app="editor", box=Box(500, 300, 200, 150))
    take = Take(large).click(None, (900, 500))
    take.window = popup
    take.click(None, (550, 350))
    take.window = large
    steps = compose(take.click(None, (910, 510)).recording()).steps
    assert len({step.picture.crop for step in steps if step.picture}) == 1


def test_the_whole_arrow_is_shown_for_a_button_at_the_foot_of_its_window() -> None:
    foot = control("Issue refund", "button", (300, 586, 520, 34))
    take = Take(FORM).click(foot, (625, 611))
    (step,) = compose(take.recording()).steps
    assert step.picture
    (arrow,) = (mark for mark in step.picture.marks if isinstance(mark, PointerMark))
    assert step.picture.shown.covers(mark_box(arrow, step.picture))
    assert close_crop(step.picture, step.target, step.action).covers(mark_box(arrow, step.picture))


def test_the_only_item_of_a_menu_has_its_box() -> None:
    item = control("As text", "menu item", (768, 237, 108, 25), path=("Export",))
    take = Take(Window(title="", app="refund-desk", box=Box(767, 232, 110, 35))).click(item)
    (step,) = compose(take.recording()).steps
    assert step.picture
    assert [mark.kind for mark in step.picture.marks] == ["box", "pointer"]


@pytest.mark.parametrize(("key", "marks"), [("Enter", ["box"]), ("Escape", []), ("F5", [])])
def test_only_keys_that_act_on_the_focus_have_a_place(key: str, marks: list[str]) -> None:
    (step,) = compose(Take().press(key, target=NOTIFY).recording()).steps
    assert step.picture
    assert [mark.kind for mark in step.picture.marks] == marks


def test_words_come_before_the_click_at_the_far_end_of_a_wide_row() -> None:
    row = control("Refunds", "list item", (120, 400, 900, 24), path=("Queues",))
    at = Point(1000, 415)
    picture = Picture(
        file=FILE, width=1920, height=1080, crop=frame_crop(FRAME, 1.0, row, at, DESK.box), marks=()
    )
    words = words_box(row)
    assert words
    assert close_crop(picture, row, clicked(at)).covers(words)
    assert close_crop(picture, row, clicked(Point(300, 410))).holds(Point(300, 410))


def test_a_long_row_does_not_push_the_start_of_its_window_out_of_sight() -> None:
    window, row = Box(40, 60, 1000, 900), control("Refunds", "list item", (100, 685, 920, 20))
    assert frame_crop(FRAME, 1.0, row, Point(675, 700), window).x == window.x


def test_the_close_crop_shows_a_dialog_whole_that_is_readable_so() -> None:
    dialog = Box(714, 416, 492, 247)
    confirm = control("Confirm refund", "button", (966, 583, 192, 44))
    picture = Picture(file=FILE, width=1920, height=1080, crop=Box(480, 211, 960, 658))
    close = close_crop(picture, confirm, clicked(Point(1060, 616)), dialog)
    assert close.covers(dialog)
    assert words_height(confirm, 1.0) * NARROW / close.width >= READABLE


def test_the_close_crop_stays_inside_the_window_and_begins_with_a_wide_control() -> None:
    window = Box(480, 211, 960, 658)
    picture = Picture(file=FILE, width=1920, height=1080, crop=window.grown(60))
    note, issue = (
        control("Note", "text", (843, 580, 544, 44)),
        control("Issue refund", "button", (1300, 820, 131, 44)),
    )
    beginning = close_crop(picture, note, clicked(Point(900, 600), "type"), window)
    assert note.box
    assert 0 < note.box.x - beginning.x < 40
    corner = close_crop(picture, issue, clicked(Point(1360, 850)), window)
    assert window.grown(20).covers(corner)
    assert issue.box
    assert corner.covers(issue.box)


def test_a_high_window_is_shown_whole_at_the_first_step_in_it_and_stays_so() -> None:
    window = Window(title="Letter", app="editor", box=Box(300, 20, 900, 1000))
    take = Take(window).click(control("Save", "button", (330, 60, 90, 34)))
    take.click(control("Print", "button", (330, 900, 90, 34)))
    first, second = (step.picture for step in compose(take.recording()).steps)
    assert first
    assert second
    assert first.shown.covers(window.box or FRAME)
    assert second.shown == first.shown


def test_the_smallest_picture_has_a_close_crop() -> None:
    picture = Picture(file=f"images/{0:064x}.png", width=1, height=1, scale=1.0)
    scrolled = Action(kind="scroll", at=Point(0, 0), scroll=(0, 1), time=0)
    assert close_crop(picture, None, scrolled) == Box(0, 0, 1, 1)
