"""Look-ups have a limit, and one that hangs does not keep the others for long."""

import threading

from recorder.desktop.asking import GIVEN_UP_SECONDS, Asker
from tests.running import wait_for


def test_an_answer_in_time_is_given_and_a_mistake_is_a_miss() -> None:
    asker = Asker()
    assert asker.ask(lambda: 5) == 5
    assert asker.ask(lambda: 1 // 0) is None
    assert asker.ask(lambda: "still here") == "still here"
    asker.close()


def test_all_is_asked_on_one_prepared_thread() -> None:
    prepared: list[int] = []
    asker = Asker(lambda: prepared.append(threading.get_ident()))
    asked = [asker.ask(threading.get_ident) for _ in range(3)]
    assert asked == prepared * 3
    assert threading.get_ident() not in prepared
    asker.close()


def test_while_one_hangs_the_others_wait_for_nothing_and_later_they_go_on() -> None:
    now, release = [0.0], threading.Event()
    asker = Asker(clock=lambda: now[0])
    assert asker.ask(release.wait) is None
    asked: list[int] = []
    assert asker.ask(lambda: asked.append(1)) is None
    assert not asked
    now[0] = GIVEN_UP_SECONDS + 0.1
    assert asker.ask(lambda: "another thread") == "another thread"
    release.set()
    asker.close()


def test_one_that_answers_late_is_asked_again_at_once() -> None:
    release = threading.Event()
    asker = Asker()
    assert asker.ask(release.wait) is None
    release.set()
    assert wait_for(lambda: asker.ask(lambda: "well"), "an answer", GIVEN_UP_SECONDS / 2) == "well"
    asker.close()
