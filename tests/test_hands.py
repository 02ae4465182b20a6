"""The real hands hear real X events: all of them, in time, and by their right names."""

import functools
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from Xlib import XK, X, display
from Xlib.ext import xtest

from recorder.capture.events import ButtonEvent, HandEvent, KeyEvent, RestEvent, WheelEvent
from recorder.document.geometry import Point  # noqa: F401  # what the listener prints is read with these
from tests.running import wait_for

LISTEN = Path(__file__).parent / "programs" / "listen.py"


class Ears:
    """A listening process, and what it heard."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(LISTEN)],
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == "listening\n"
        self.screen = display.Display(environment["DISPLAY"])

    def send(self, kind: int, detail: int = 0, *, x: int = 0, y: int = 0) -> None:
        """Make a real event."""
        xtest.fake_input(self.screen, kind, detail, x=x, y=y)
        self.screen.sync()

    def key(self, *names: str) -> None:
        """Press keys together, and let them go."""
        codes = [self.screen.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
        for code in codes:
            self.send(X.KeyPress, code)
        for code in reversed(codes):
            self.send(X.KeyRelease, code)

    def heard(self, count: int) -> list[tuple[float, HandEvent]]:
        """Return the first events but rests, and how late they were in milliseconds."""
        assert self._process.stdout
        found: list[tuple[float, HandEvent]] = []
        while len(found) < count:
            late, _, event = self._process.stdout.readline().partition(" ")
            told: HandEvent = eval(event)
            if not isinstance(told, RestEvent):
                found.append((float(late), told))
        return found

    def rests(self) -> RestEvent:
        """Return the next rest of the pointer."""
        assert self._process.stdout
        while True:
            told = eval(self._process.stdout.readline().partition(" ")[2])
            if isinstance(told, RestEvent):
                return told

    def close(self) -> str:
        """End the listener in good order and return what it complained of."""
        self.screen.close()
        return self._process.communicate(timeout=10)[1]


@pytest.fixture
def ears(desktop: Mapping[str, str]) -> Iterator[Ears]:
    listening = Ears(desktop)
    yield listening
    assert listening.close() == ""


def test_no_click_of_sixty_is_lost_on_a_bare_desktop(ears: Ears) -> None:
    for _ in range(60):
        ears.send(X.ButtonPress, 1)
        ears.send(X.ButtonRelease, 1)
    events = ears.heard(120)
    assert [event.pressed for _, event in events if isinstance(event, ButtonEvent)] == [True, False] * 60


def test_events_are_heard_soon_and_their_time_is_not_ahead(ears: Ears) -> None:
    for _ in range(20):
        ears.send(X.ButtonPress, 1)
        ears.send(X.ButtonRelease, 1)
    late = sorted(late for late, _ in ears.heard(40))
    assert late[0] > -2
    assert late[len(late) // 2] < 50


def test_shifted_text_is_right_and_releases_match_by_code(ears: Ears) -> None:
    ears.key("Shift_L", "a")
    ears.key("b")
    ears.key("Shift_L", "1")
    keys = [event for _, event in ears.heard(10) if isinstance(event, KeyEvent)]
    typed = [key for key in keys if key.pressed and key.char]
    assert [key.char for key in typed] == ["A", "b", "!"]
    assert {key.code for key in keys if key.pressed} == {key.code for key in keys if not key.pressed}


def test_a_shortcut_says_what_was_held(ears: Ears) -> None:
    ears.key("Control_L", "Alt_L", "End")
    end = ears.heard(3)[-1][1]
    assert isinstance(end, KeyEvent)
    assert (end.name, end.modifiers) == ("End", ("Ctrl", "Alt"))


def test_the_wheel_is_no_button(ears: Ears) -> None:
    for button in (4, 5, 6, 7):
        ears.send(X.ButtonPress, button)
        ears.send(X.ButtonRelease, button)
    turns = [event.delta for _, event in ears.heard(4) if isinstance(event, WheelEvent)]
    assert turns == [(0, -1), (0, 1), (-1, 0), (1, 0)]


def test_the_pointer_is_told_of_when_it_rests(ears: Ears) -> None:
    for step in range(30):
        ears.send(X.MotionNotify, x=300 + step, y=200)
    assert ears.rests().at == (329, 200)
    ears.send(X.MotionNotify, x=40, y=50)
    assert ears.rests().at == (40, 50)


def test_clicks_come_through_while_a_menu_holds_the_pointer(ears: Ears, desktop: Mapping[str, str]) -> None:
    holder = display.Display(desktop["DISPLAY"])
    root = holder.screen().root
    grab = functools.partial(
        root.grab_pointer,
        *(True, X.ButtonPressMask, X.GrabModeAsync, X.GrabModeAsync, X.NONE, X.NONE, X.CurrentTime),
    )
    wait_for(lambda: grab() == X.GrabSuccess, "the grab")
    for _ in range(10):
        ears.send(X.ButtonPress, 1)
        ears.send(X.ButtonRelease, 1)
    late = [late for late, _ in ears.heard(20)]
    holder.close()
    assert max(late) < 500
