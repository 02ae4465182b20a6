"""pynput's own listeners, as Windows and macOS use them, hear what real hands do; here on an X server."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar

import pytest

from recorder.capture.events import ButtonEvent, HandEvent, KeyEvent, RestEvent, WheelEvent
from recorder.capture.plain_hands import PlainHands
from recorder.document.geometry import Point
from tests.running import xdo

LISTEN = Path(__file__).parent / "programs" / "listen.py"
NAMES = {each.__name__: each for each in (ButtonEvent, KeyEvent, RestEvent, WheelEvent, Point)}
Kind = TypeVar("Kind", bound=HandEvent)


class Ears:
    """A listening process, and what it heard."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(LISTEN), "plainly"],
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == "listening\n"

    def next(self, kind: type[Kind]) -> Kind:
        """Return the next event of a kind."""
        assert self._process.stdout
        while True:
            event = eval(self._process.stdout.readline().partition(" ")[2], NAMES)
            if isinstance(event, kind):
                return event

    def close(self) -> None:
        """End the listener in good order."""
        self._process.communicate(timeout=10)


@pytest.fixture
def ears(desktop: Mapping[str, str]) -> Iterator[Ears]:
    listening = Ears(desktop)
    yield listening
    listening.close()


def test_a_click_is_heard_with_its_place_and_what_was_held(desktop: Mapping[str, str], ears: Ears) -> None:
    xdo(desktop, "mousemove", 300, 400, "keydown", "ctrl", "click", 3, "keyup", "ctrl")
    down, up = ears.next(ButtonEvent), ears.next(ButtonEvent)
    assert (down.button, down.at, down.pressed, down.modifiers) == ("right", (300, 400), True, ("Ctrl",))
    assert (up.pressed, up.number) == (False, 3)
    xdo(desktop, "click", 8)
    assert ears.next(ButtonEvent).button == "back"
    assert ears.next(ButtonEvent).modifiers == ()


def test_the_wheel_counts_right_and_down(desktop: Mapping[str, str], ears: Ears) -> None:
    xdo(desktop, "click", 5, "click", 4, "click", 7)
    assert [ears.next(WheelEvent).delta for _ in range(3)] == [(0, 1), (0, -1), (1, 0)]


def test_keys_have_characters_names_and_labels(desktop: Mapping[str, str], ears: Ears) -> None:
    xdo(desktop, "key", "a", "key", "shift+b", "key", "ctrl+s", "key", "Return")
    presses = [event for _ in range(12) if (event := ears.next(KeyEvent)).pressed]
    told = [(each.char, each.name, each.label, each.modifiers) for each in presses]
    assert told == [
        ("a", None, "A", ()),
        (None, "Shift", "Shift", ()),
        ("B", None, "B", ("Shift",)),
        (None, "Ctrl", "Ctrl", ()),
        ("s", None, "S", ("Ctrl",)),
        (None, "Enter", "Enter", ()),
    ]


def test_a_pointer_that_has_come_to_rest_is_told_once(desktop: Mapping[str, str], ears: Ears) -> None:
    xdo(desktop, "mousemove", 100, 100, "mousemove", 120, 130, "mousemove", 500, 510)
    rest = ears.next(RestEvent)
    while rest.at != (500, 510):
        rest = ears.next(RestEvent)
    xdo(desktop, "mousemove", 40, 50)
    assert ears.next(RestEvent).at == (40, 50)


def test_a_control_character_of_windows_is_named_by_its_key() -> None:
    heard: list[HandEvent] = []
    hands = PlainHands(heard.append, lambda: 1.0)
    hands._key(SimpleNamespace(name="ctrl_l", value=SimpleNamespace(vk=162)), pressed=True)
    hands._key(SimpleNamespace(char="\x13", vk=0x53), pressed=True)
    hands._key(SimpleNamespace(char=None, vk=None), pressed=True)
    assert [event.label for event in heard if isinstance(event, KeyEvent)] == ["Ctrl", "S", ""]
    shortcut = heard[1]
    assert isinstance(shortcut, KeyEvent)
    assert (shortcut.char, shortcut.modifiers, shortcut.code) == (None, ("Ctrl",), 0x53)


def test_a_button_nobody_knows_has_no_name() -> None:
    heard: list[HandEvent] = []
    PlainHands(heard.append)._click(1.4, 2.6, SimpleNamespace(name="unknown"), True)
    (event,) = heard
    assert isinstance(event, ButtonEvent)
    assert (event.button, event.at) == (None, (1, 3))
