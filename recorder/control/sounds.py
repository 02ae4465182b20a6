"""Short soft sounds that tell when a recording begins, pauses, goes on and ends."""

import io
import math
import shutil
import subprocess
import sys
import wave
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

from recorder.control.events import Composing, Event, Failed, Paused, Recording, Resumed
from recorder.control.stations import Scene

RATE = 22_050
LOUDNESS = 0.18
NOTE_SECONDS = 0.11
FADE_SECONDS = 0.03
BY_PYTHON = (sys.executable, "-c", "import sys, winsound as w; w.PlaySound(sys.argv[1], w.SND_FILENAME)")
"""What plays a file on Windows."""

PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
TUNES: dict[type[Event], tuple[float, ...]] = {
    Recording: (659.3, 880.0),
    Paused: (659.3,),
    Resumed: (880.0,),
    Composing: (880.0, 659.3),
    Failed: (440.0, 330.0),
}
"""The notes of each event, in Hertz: up when it begins, down when it ends."""


class Sounds:
    """Play by whatever this machine has, else ring the bell; never wait, and never fail a recording."""

    follows = False
    asks = False

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or user_cache_path("handrail") / "sounds"
        self._playing: list[subprocess.Popen[bytes]] = []
        self._ended = False

    def open(self, scene: Scene) -> None:
        """Be ready."""

    def tell(self, event: Event) -> None:
        """Play the event's tune; that of the end once."""
        notes = TUNES.get(type(event))
        if notes is None or (self._ended and isinstance(event, Composing)):
            return
        self._ended = isinstance(event, Composing)
        self._playing = [each for each in self._playing if each.poll() is None]
        players = (BY_PYTHON,) if find_spec("winsound") else PLAYERS
        player = next((words for words in players if shutil.which(words[0])), None)
        if player is None:
            ring()
            return
        command = [*player, str(self._file(type(event).__name__.lower(), notes))]
        quiet = subprocess.DEVNULL
        self._playing.append(
            subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
        )

    def close(self) -> None:
        """Let the last tune end by itself."""

    def _file(self, name: str, notes: tuple[float, ...]) -> Path:
        path = self._folder / f"{name}.wav"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(tune(notes))
        return path


def tune(notes: tuple[float, ...]) -> bytes:
    """Return the notes, in Hertz, one after the other as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(b"".join(each for note in notes for each in _samples(note)))
    return file.getvalue()


def _samples(note: float) -> Iterator[bytes]:
    """Yield one note, which swells and fades so that it does not click."""
    count = int(RATE * NOTE_SECONDS)
    for number in range(count):
        edge = min(number, count - number) / (RATE * FADE_SECONDS)
        level = LOUDNESS * min(1.0, edge) * math.sin(2 * math.pi * note * number / RATE)
        yield round(level * 32_767).to_bytes(2, "little", signed=True)


def ring() -> None:
    """Ring the terminal's bell, or without a terminal the display's."""
    if sys.stderr.isatty():
        sys.stderr.write("\a")
        sys.stderr.flush()
        return
    with suppress(ImportError):  # there is no X11 on other systems
        from Xlib import display  # noqa: PLC0415  # importing this module must not need it

        screen = display.Display()
        screen.bell(0)
        screen.close()
