"""However many events wait with frames of a screen that changes all over, they take little room."""

from hypothesis import given
from hypothesis import strategies as st

from recorder.capture.eyes import Frame
from recorder.capture.waiting import Waiting
from recorder.document.geometry import Box

BAND = 1_000
ROOM = 10 * BAND


def frame(number: int, *, monitor: int = 0, shared: Frame | None = None, bands: int = 4) -> Frame:
    """Return a frame finished at second `number`; all but one band are those of the frame it shares with."""
    others = shared.bands[1:] if shared else tuple(bytearray(BAND) for _ in range(bands - 1))
    own = (bytearray(BAND), *others)
    return Frame(monitor, Box(0, 0, 25, 40), own, number, number - 0.5, float(number), (), ())


def test_each_event_keeps_its_own_frame_while_there_is_room() -> None:
    waiting = Waiting(ROOM)
    first, second = frame(1), frame(2)
    assert [waiting.hold(each) for each in (first, second, None)] == [first, second, None]


def test_without_room_an_event_waits_with_the_newest_frame_before_it() -> None:
    waiting = Waiting(ROOM)
    first, second, third = frame(1), frame(2), frame(3)
    for each in (first, second):
        waiting.hold(each)
    assert waiting.hold(third) is second
    assert waiting.hold(second) is second


def test_room_is_made_when_an_event_has_been_worked_on() -> None:
    waiting = Waiting(ROOM)
    first, second, third = frame(1), frame(2), frame(3)
    held = [waiting.hold(each) for each in (first, second, second)]
    for each in held[:2]:
        waiting.release(each)
    assert waiting.hold(third) is third
    waiting.release(None)


def test_what_frames_share_counts_once() -> None:
    waiting = Waiting(ROOM)
    frames = [frame(1)]
    for number in range(2, 8):
        frames.append(frame(number, shared=frames[-1]))
    assert [waiting.hold(each) for each in frames] == frames


def test_a_frame_of_another_monitor_always_finds_room() -> None:
    waiting = Waiting(ROOM)
    for number in (1, 2):
        waiting.hold(frame(number))
    beside = frame(3, monitor=1)
    assert waiting.hold(beside) is beside


def test_a_frame_larger_than_all_room_is_held_alone() -> None:
    waiting = Waiting(ROOM)
    large = frame(1, bands=20)
    assert waiting.hold(large) is large
    assert waiting.hold(frame(2, bands=20)) is large


@given(st.lists(st.booleans(), max_size=60))
def test_no_event_waits_with_a_frame_from_after_it_and_the_room_is_kept(steps: list[bool]) -> None:
    waiting, queue, number = Waiting(ROOM), list[Frame](), 0
    for comes in steps:
        if comes:
            number += 1
            held = waiting.hold(frame(number))
            assert held
            assert held.finished <= number
            queue.append(held)
        elif queue:
            waiting.release(queue.pop(0))
        assert sum(sum(map(len, each.bands)) for each in set(queue)) <= ROOM
