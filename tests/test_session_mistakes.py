"""A mistake in the session's thread ends the recording loudly: nothing goes on as if it were kept."""

from datetime import UTC, datetime
from pathlib import Path

from recorder.capture.eyes import Eyes
from recorder.capture.journal import Journal
from recorder.capture.session import Session
from recorder.desktop.scripted import ScriptedDesktop
from recorder.recording import Start


def broken_clock() -> float:
    raise ValueError("no time to tell")


def test_a_mistake_stops_the_recording_and_is_kept_for_the_sentence(tmp_path: Path) -> None:
    start = Start(id="take", at=datetime.now(UTC), platform="linux-x11", recorder="0", monitors=())
    asked: list[str] = []
    with Journal(tmp_path / "take", start, 0.0) as journal:
        session = Session(
            desktop=ScriptedDesktop(),
            eyes=Eyes(tuple),
            journal=journal,
            stop=asked.append,
            clock=broken_clock,
        )
        session.start()
        session.finish("test")
    assert isinstance(session.failure, ValueError)
    assert asked == ["failure"]
