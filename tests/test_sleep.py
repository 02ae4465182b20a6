"""A recorder that was stopped, as by a laptop that sleeps, loses nothing and tells the true times."""

import signal
import time
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from recorder.demo.hands import hands_on
from recorder.document.geometry import Box, Point
from recorder.recording import Keys, Press, Release
from tests.bench.workload import PLACES, program
from tests.recorder_process import recording
from tests.running import wait_for

ASLEEP = 8
"""How long, in seconds, the recorder sleeps: longer than an event of an unknown clock is believed late."""


def test_what_was_done_while_the_recorder_slept_is_kept_in_order_and_at_its_time(
    desktop: Mapping[str, str], tmp_path: Path
) -> None:
    with (
        program("gtk", desktop),
        recording(desktop, tmp_path) as recorder,
        hands_on(desktop["DISPLAY"]) as hands,
    ):
        recorder.process.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        for place in PLACES * 3:
            hands.click(Box.around(Point(*place), 4, 4))
            hands.press("F5")
        while time.monotonic() < began + ASLEEP:
            time.sleep(0.1)
        took = time.monotonic() - began
        recorder.process.send_signal(signal.SIGCONT)
        wait_for(lambda: len(recorder.facts(Keys)) == 6, "the keys")
        hands.click(Box.around(Point(*PLACES[0]), 4, 4))
        wait_for(lambda: len(recorder.facts(Press)) == 7, "the presses")
        assert recorder.stop() == 0
    facts = [fact for fact in recorder.recording.facts if isinstance(fact, Press | Release | Keys)]
    assert [fact.kind for fact in facts] == ["press", "release", "keys"] * 6 + ["press", "release"]
    times = [fact.time for fact in facts]
    assert times == sorted(times)
    assert times[-1] - times[0] > took - 1
    assert all(later - sooner < took / 2 for sooner, later in pairwise(times[:18]))
