"""The X server's clock is turned into this process's, also where its 32 bits wrap."""

import pytest

from recorder.capture.clock import WRAP, monotonic_seconds


@pytest.mark.parametrize("days", [0, 49, 50, 1_000])
def test_a_server_time_is_monotonic_time_however_often_it_wrapped(days: int) -> None:
    now = days * 86_400 + 12.3456
    stamped = (round(now * 1000) - 20) % WRAP
    assert monotonic_seconds(stamped, now) == pytest.approx(now - 0.02, abs=0.001)


def test_events_of_one_millisecond_get_one_time_whenever_they_are_seen() -> None:
    assert {monotonic_seconds(100_000, 100 + late / 10_000) for late in range(50)} == {100.0}


def test_a_server_on_another_machine_is_not_believed() -> None:
    assert monotonic_seconds(5_000_000, 100.5) == 100.5
