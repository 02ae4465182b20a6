"""Events of several connections come out in the order in which they happened."""

import threading
import time

from recorder.capture.events import KeyEvent
from recorder.capture.inbox import HOLD_SECONDS, Inbox, Seen


def seen(moment: float) -> Seen:
    return Seen(KeyEvent(moment, 1, pressed=True), None, time.monotonic())


def test_a_late_event_still_comes_first() -> None:
    inbox = Inbox(lambda _: None)
    for moment in (3.0, 1.0, 2.0):
        inbox.put(seen(moment))
    assert [found.event.time for _ in range(3) if (found := inbox.take(None))] == [1.0, 2.0, 3.0]


def test_after_a_sleep_an_event_that_comes_in_much_later_still_comes_first() -> None:
    inbox, now = Inbox(lambda _: None), time.monotonic()
    inbox.put(seen(now - 5))
    threading.Timer(4 * HOLD_SECONDS, inbox.put, (seen(now - 6),)).start()
    assert [found.event.time for _ in range(2) if (found := inbox.take(None))] == [now - 6, now - 5]


def test_an_event_is_told_of_before_it_waits() -> None:
    arrived: list[float] = []
    inbox = Inbox(lambda _: arrived.append(time.monotonic()))
    began = time.monotonic()
    inbox.put(seen(1.0))
    inbox.take(None)
    assert arrived[0] - began < HOLD_SECONDS < time.monotonic() - began


def test_nothing_comes_at_the_deadline() -> None:
    assert Inbox(lambda _: None).take(time.monotonic() + 0.01) is None


def test_a_call_wakes_who_waits() -> None:
    inbox = Inbox(lambda _: None)
    threading.Timer(0.02, inbox.wake).start()
    assert inbox.take(None) is None


def test_a_call_is_not_lost_behind_an_event() -> None:
    inbox = Inbox(lambda _: None)
    inbox.put(seen(1.0))
    assert inbox.take(None) is not None
    inbox.wake()
    assert inbox.take(None) is None


def test_what_is_left_can_be_drained_in_order() -> None:
    inbox = Inbox(lambda _: None)
    for moment in (2.0, 1.0):
        inbox.put(seen(moment))
    assert [each.event.time for each in inbox.drain()] == [1.0, 2.0]
    assert inbox.drain() == []
