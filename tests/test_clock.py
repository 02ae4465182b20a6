"""The X server's clock is turned into this process's, also where its 32 bits wrap, and after a sleep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.capture.clock import WRAP, ServerClock

HOUR = 3_600


@pytest.mark.parametrize("days", [0, 49, 50, 1_000])
def test_a_server_time_is_monotonic_time_however_often_it_wrapped(days: int) -> None:
    now = days * 86_400 + 12.3456
    stamped = (round(now * 1000) - 20) % WRAP
    assert ServerClock().seconds(stamped, now) == pytest.approx(now - 0.02, abs=0.001)


def test_events_of_one_millisecond_get_one_time_whenever_they_are_seen() -> None:
    clock = ServerClock()
    assert {clock.seconds(100_000, 100.0005 + late / 10_000) for late in range(50)} == {100.0}


def test_a_server_on_another_machine_is_not_believed() -> None:
    assert ServerClock().seconds(5_000_000, 100.5) == 100.5
    assert ServerClock().seconds(99_000, 5_000.0) == 5_000.0


def test_events_that_waited_while_the_recorder_was_stopped_keep_their_times() -> None:
    clock = ServerClock()
    clock.seconds(100_000, 100.001)
    assert [clock.seconds(stamped, 9_000.0) for stamped in (101_000, 101_350)] == [101.0, 101.35]


def test_a_server_whose_clock_jumped_ahead_is_not_believed() -> None:
    clock = ServerClock()
    clock.seconds(100_000, 100.001)
    assert clock.seconds(500_000, 101.0) == 101.0


@given(
    st.floats(0, 10_000 * HOUR),
    st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 4 * HOUR * 1000)), min_size=1, max_size=20),
)
def test_whatever_stops_and_wraps_times_follow_one_another_and_are_never_ahead(
    began: float, steps: list[tuple[int, int]]
) -> None:
    clock = ServerClock()
    happened = round(began * 1000)
    clock.seconds(happened % WRAP, happened / 1000)
    seen = happened
    times: list[float] = []
    for pause, slept in steps:
        happened += pause
        seen = max(seen, happened + slept)
        times.append(clock.seconds(happened % WRAP, seen / 1000))
        assert times[-1] == pytest.approx(happened / 1000, abs=0.002)
        assert times[-1] <= seen / 1000
    assert times == sorted(times)


@given(st.integers(0, WRAP - 1), st.floats(0, 10_000 * HOUR), st.sampled_from([True, False]))
def test_whatever_a_server_says_no_time_is_ahead_or_negative_by_more_than_it_wraps(
    stamped: int,
    now: float,
    known: bool,  # noqa: FBT001  # drawn
) -> None:
    told = ServerClock(known).seconds(stamped, now)
    assert now - WRAP / 2000 - 1 <= told <= now
