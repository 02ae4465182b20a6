"""A long recording stays as small as a short one: nothing in memory grows with the number of steps."""

import gc
from collections import Counter
from pathlib import Path

from recorder.capture.events import ButtonEvent
from recorder.capture.eyes import Eyes, Frame
from recorder.capture.hover import Glance, Hit
from recorder.capture.inbox import Seen
from recorder.capture.lookups import LookUp
from recorder.document.geometry import Box, Point
from recorder.recording import Press
from tests.running import wait_for
from tests.slow_desktop import HUNG, IN_LIVELY, LIVELY, SlowDesktop, taking

CLICKS = 300
FEW = 40
KINDS = (Seen, Frame, LookUp, Glance, Hit, ButtonEvent, Press)


class Flicker(Eyes):
    """Eyes that see another screen each time."""

    seen = 0

    def before(self, moment: float, at: Point | None = None) -> Frame:  # noqa: ARG002
        """Return a frame like no other."""
        self.seen += 1
        pixels = bytearray(self.seen.to_bytes(4, "big") * 80 * 4)
        windows = (HUNG, LIVELY)
        return Frame(0, Box(400, 0, 80, 4), (pixels,), self.seen, moment, moment, windows, windows)


def held() -> Counter[str]:
    """Count the objects of each kind that are in memory."""
    gc.collect()
    return Counter(kind.__name__ for each in gc.get_objects() for kind in KINDS if type(each) is kind)


def test_what_is_in_memory_does_not_grow_with_the_steps(tmp_path: Path) -> None:
    others = held()  # by other tests of this process
    with taking(tmp_path, SlowDesktop(), Flicker(tuple)) as take:
        for number in range(CLICKS):
            take.click(Point(IN_LIVELY.x + number % 50, IN_LIVELY.y))
        journal = take.folder / "journal.jsonl"
        wait_for(lambda: journal.read_bytes().count(b'"kind":"release"') == CLICKS, "all clicks")
        assert {name: count for name, count in (held() - others).items() if count > FEW} == {}
    assert len([fact for fact in take.facts if isinstance(fact, Press)]) == CLICKS
