"""Frames are developed behind the actions, few at a time, each content once, and nothing fails unheard."""

import errno
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.capture import png
from recorder.capture.darkroom import MOST_WAITING, Darkroom, Exposure
from recorder.capture.eyes import Frame
from recorder.capture.journal import Journal
from recorder.capture.spool import read_recording
from recorder.document.geometry import Box, Point
from recorder.recording import Moment, Press, Settled, Start

FRAME = Frame(0, Box(0, 0, 4, 3), (bytearray(48),), 1, 100.0, 101.0, (), ())


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    start = Start(id="take", at=datetime.now(UTC), platform="linux-x11", recorder="0", monitors=())
    with Journal(tmp_path / "take", start, 100.0) as opened:
        yield opened


def exposure(shade: int, gate: threading.Event | None = None) -> Exposure:
    def develop() -> bytes:
        assert gate is None or gate.wait(20)
        return png.encode(4, 3, [bytes([shade] * 36)])

    return Exposure((shade,), FRAME, develop)


def settled(moment: str) -> Settled:
    return Settled(time=2, of=1, moment=moment)


def facts(journal: Journal) -> list[str]:
    return [fact.kind for fact in read_recording(journal.folder).facts]


def test_what_is_developed_behind_is_written_down_with_its_facts(journal: Journal) -> None:
    woken = threading.Event()
    darkroom = Darkroom(journal, woken.set)
    moment = darkroom.later(exposure(1), settled)
    assert woken.wait(20)
    darkroom.collect()
    assert facts(journal) == ["moment", "settled"]
    assert darkroom.later(exposure(1), settled) == moment
    assert facts(journal) == ["moment", "settled", "settled"], "what is known already is named at once"
    darkroom.close()


def test_an_action_waits_for_a_picture_that_is_being_developed(journal: Journal) -> None:
    gate = threading.Event()
    darkroom = Darkroom(journal)
    behind = darkroom.later(exposure(1, gate), settled)
    threading.Timer(0.05, gate.set).start()
    assert darkroom.at_once(exposure(1)) == behind
    assert facts(journal) == ["moment", "settled"]
    assert darkroom.at_once(exposure(2)) != behind
    darkroom.close()


def test_no_more_than_a_few_wait(journal: Journal) -> None:
    gate = threading.Event()
    darkroom = Darkroom(journal)
    kept = [darkroom.later(exposure(shade, gate)) for shade in range(MOST_WAITING + 2)]
    assert [each is None for each in kept] == [False] * MOST_WAITING + [True] * 2
    gate.set()
    darkroom.close()
    assert facts(journal) == ["moment"] * MOST_WAITING


def test_a_full_disk_is_heard_of(journal: Journal) -> None:
    def full() -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")

    darkroom = Darkroom(journal)
    darkroom.later(Exposure(("x",), FRAME, full))
    with pytest.raises(OSError, match="No space left"):
        darkroom.close()


def test_a_moment_that_never_came_is_named_by_nothing_that_is_read(journal: Journal) -> None:
    darkroom = Darkroom(journal)
    before, during = darkroom.at_once(exposure(1)), journal.reserve()
    journal.add(Press(time=1, button="left", at=Point(1, 1), before=before, during=during))
    (press,) = (fact for fact in read_recording(journal.folder).facts if isinstance(fact, Press))
    assert (press.before, press.during) == (before, None)
    darkroom.later(exposure(2), moment=during)
    darkroom.close()
    (press,) = (fact for fact in read_recording(journal.folder).facts if isinstance(fact, Press))
    assert press.during == during


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=20))
def test_whatever_the_order_each_content_is_one_picture(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[tuple[int, bool]]
) -> None:
    start = Start(id="take", at=datetime.now(UTC), platform="linux-x11", recorder="0", monitors=())
    with Journal(tmp_path_factory.mktemp("takes") / "take", start, 100.0) as journal:
        darkroom = Darkroom(journal)
        named = [
            (shade, darkroom.at_once(exposure(shade)) if at_once else darkroom.later(exposure(shade)))
            for shade, at_once in wanted
        ]
        darkroom.close()
        moments = [fact for fact in read_recording(journal.folder).facts if isinstance(fact, Moment)]
    ids = {(shade, moment) for shade, moment in named if moment}
    assert len(ids) == len({shade for shade, _ in ids}) == len({each.file for each in moments})
    assert {moment for _, moment in ids} == {each.id for each in moments}
