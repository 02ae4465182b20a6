"""Sounds tell what a recording does: played by what is there, never waited for, never missed."""

import io
import os
import wave
from pathlib import Path

import pytest

from recorder.control.events import Composing, Event, Paused, Recording
from recorder.control.sounds import TUNES, Sounds, tune
from tests.running import wait_for


@pytest.mark.parametrize("notes", TUNES.values())
def test_a_tune_is_short_and_soft_and_ends_in_silence(notes: tuple[float, ...]) -> None:
    with wave.open(io.BytesIO(tune(notes))) as sound:
        seconds = sound.getnframes() / sound.getframerate()
        data = sound.readframes(sound.getnframes())
    levels = [int.from_bytes(data[at : at + 2], "little", signed=True) for at in range(0, len(data), 2)]
    assert seconds < 0.3
    assert 2_000 < max(levels) < 10_000
    assert abs(levels[0]) < 100
    assert abs(levels[-1]) < 700


def player(folder: Path, script: str) -> None:
    """Put a player of sounds into a folder."""
    program = folder / "paplay"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_what_is_there_plays_a_tune_an_event_and_the_end_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    player(tmp_path, f'basename "$1" >> {tmp_path}/played')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    sounds, played = Sounds(tmp_path / "sounds"), tmp_path / "played"
    events: tuple[Event, ...] = (Recording("take", {}), Paused(), Composing(0, 2), Composing(2, 2))
    for event in events:
        sounds.tell(event)
        for each in sounds._playing:
            each.wait()
    assert played.read_text().split() == ["recording.wav", "paused.wav", "composing.wav"]
    with wave.open(str(tmp_path / "sounds" / "paused.wav")) as sound:
        assert sound.getnframes()


def test_a_player_that_hangs_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    player(tmp_path, f"echo $$ > {tmp_path}/process; exec sleep 60")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    sounds = Sounds(tmp_path / "sounds")
    sounds.tell(Recording("take", {}))
    sounds.close()
    note = tmp_path / "process"
    wait_for(lambda: note.exists() and note.read_text(), "the player")
    process = int(note.read_text())
    assert Path(f"/proc/{process}").exists()
    os.kill(process, 9)
    sounds._playing[0].wait()
