"""A recorder that is killed at any instant, with hands at work, loses at most the step in flight."""

import os
import random
import signal
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from recorder.capture.recover import recover_all
from recorder.document.guidefile import read_guide
from recorder.recording import Press
from tests.bench.workload import click, program
from tests.recorder_process import Recorder, recording

TAKES = 8
LONGEST_SECONDS = 1.2
RATE = 8
"""Clicks a second: so fast that most kills hit a step in flight."""


class Clicking(threading.Thread):
    """Hands that click the next time once the click before is written down, until told to stop."""

    def __init__(self, display: str, recorder: Recorder) -> None:
        super().__init__(name="clicking", daemon=True)
        self._display, self._recorder = display, recorder
        self.asked, self.done = threading.Event(), 0

    def run(self) -> None:
        """Click."""
        while not self.asked.is_set():
            self.done += 1
            click(self._display, 1, RATE)
            while len(self._recorder.facts(Press)) < self.done and not self.asked.is_set():
                time.sleep(0.002)


def test_a_kill_at_any_instant_costs_the_step_in_flight_at_most(
    desktop: Mapping[str, str], tmp_path: Path
) -> None:
    seed = int(os.environ.get("KILL_SEED", "0")) or random.randrange(1 << 30)
    print(f"KILL_SEED={seed} gives the same instants again")  # noqa: T201 - shown where it fails
    chance = random.Random(seed)
    with program("gtk", desktop):
        for number in range(TAKES):
            folder = tmp_path / str(number)
            folder.mkdir()
            with recording(desktop, folder) as recorder:
                clicking = Clicking(desktop["DISPLAY"], recorder)
                clicking.start()
                time.sleep(chance.uniform(0, LONGEST_SECONDS))
                recorder.process.send_signal(signal.SIGKILL)
                recorder.process.wait()
                clicking.asked.set()
                clicking.join()
            check(recorder, clicking.done)


def check(recorder: Recorder, clicks: int) -> None:
    """See that all clicks but perhaps the last come back, in a guide that can be read."""
    (recovered,) = recover_all(recorder.spool, recorder.output)
    assert recovered.guide, recovered.told
    assert not recovered.broken
    with read_guide(recorder.output) as file:
        assert file.guide.recorded
        ledger = file.guide.recorded.ledger
        kept = file.recording["recording/journal.jsonl"].count(b'"kind":"press"')
        assert kept >= clicks - 1
        assert len([step for step in file.guide.steps if step.picture]) == len(file.guide.steps)
        actions = sum(step.kind == "action" for step in file.guide.steps)  # a result may have come back, too
        assert ledger.events == actions + ledger.merged + ledger.suppressed + ledger.dropped
    assert list(recorder.spool.iterdir()) == []
