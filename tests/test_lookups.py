"""Look-ups are answered in order by a thread of their own, and nobody waits for one that hangs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from recorder.capture import lookups
from recorder.capture.lookups import LookUp, LookUps
from recorder.document.geometry import Point
from tests.slow_desktop import HUNG, IN_HUNG, IN_LIVELY, LIVELY, SlowDesktop


@contextmanager
def asking(desktop: SlowDesktop, answered: threading.Event | None = None) -> Iterator[LookUps]:
    look_ups = LookUps(desktop, answered.set if answered else lambda: None)
    look_ups.start()
    try:
        yield look_ups
    finally:
        desktop.goes_on.set()
        look_ups.close()
        look_ups.join()


def test_an_answer_is_told_of_and_kept() -> None:
    answered = threading.Event()
    with asking(SlowDesktop(), answered) as look_ups:
        look_up = look_ups.ask_target(IN_LIVELY, LIVELY)
        found = look_up.within(lookups.PATIENCE_SECONDS * 50)
        assert found
        assert found.name == "Lively"
        assert answered.wait(10)
        assert look_up.done
        assert look_up.began <= look_up.ended


def test_who_waits_for_a_program_that_hangs_gets_nothing_and_goes_on() -> None:
    desktop = SlowDesktop()
    with asking(desktop) as look_ups:
        assert look_ups.target_at(IN_HUNG, HUNG) is None
        assert not desktop.goes_on.is_set()


def test_a_question_nobody_waits_for_any_more_is_not_put() -> None:
    asked: list[int] = []
    look_up: LookUp[None] = LookUp(lambda: asked.append(1), 10.0, 0.5)
    look_up.put(lambda: 10.6)
    assert (asked, look_up.done, look_up.found) == ([], True, None)


def test_a_look_up_that_fails_costs_only_its_own_name() -> None:
    with asking(SlowDesktop()) as look_ups:
        failed = look_ups.ask_target(Point(0, 0), None)
        assert failed.within(10) is None
        assert failed.done
        found = look_ups.ask_target(IN_LIVELY, LIVELY).within(10)
        assert found
        assert found.name == "Lively"
