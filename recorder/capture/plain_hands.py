"""What the person does with mouse and keyboard where pynput's own listeners do: on Windows and macOS.

Both systems tell of input before the program under the pointer gets it, so the time at which it was heard is
early enough for a picture of the screen before it. A callback notes and hands over, nothing else, and never
raises: on Windows the whole system waits for it.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from recorder.capture.events import ButtonEvent, HandEvent, RestEvent, WheelEvent
from recorder.capture.keymap import MODIFIER_KEYS, MODIFIERS, key_event
from recorder.document.geometry import Point
from recorder.recording import Button

BUTTONS: dict[str, tuple[int, Button]] = {
    "left": (1, "left"),
    "middle": (2, "middle"),
    "right": (3, "right"),
    "x1": (8, "back"),
    "button8": (8, "back"),
    "x2": (9, "forward"),
    "button9": (9, "forward"),
}
"""How pynput calls a button, by system, and which one it is."""

STILL_SECONDS = 0.04
LETTERS_AND_DIGITS = range(0x30, 0x5B)
"""The virtual keys of Windows that are their own ASCII characters."""


class PlainHands:
    """Hand every event to `take`, from threads of pynput's, once `start` has returned."""

    def __init__(
        self, take: Callable[[HandEvent], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._take = take
        self._clock = clock
        self._held: set[str] = set()
        self._listeners: list[Any] = []
        self._moved = threading.Event()
        self._ended = threading.Event()
        self._place = Point(0, 0)

    @property
    def listening(self) -> bool:
        """Whether the system still tells what is done, as far as that can be known."""
        return all(each.is_alive() for each in self._listeners)

    def start(self) -> None:
        """Listen, and return once both listeners are live."""
        from pynput import keyboard, mouse  # noqa: PLC0415  # needs a display

        self._listeners = [
            mouse.Listener(on_move=self._move, on_click=self._click, on_scroll=self._scroll),
            keyboard.Listener(
                on_press=lambda key: self._key(key, pressed=True),
                on_release=lambda key: self._key(key, pressed=False),
            ),
        ]
        for listener in self._listeners:
            listener.start()
            listener.wait()
        threading.Thread(target=self._watch_rests, name="rests", daemon=True).start()

    def stop(self) -> None:
        """Stop listening."""
        self._ended.set()
        self._moved.set()
        for listener in self._listeners:
            listener.stop()

    def _move(self, x: float, y: float) -> None:
        self._place = Point(round(x), round(y))
        self._moved.set()

    def _click(self, x: float, y: float, button: Any, pressed: bool) -> None:  # noqa: FBT001  # as pynput calls it
        number, name = BUTTONS.get(str(button.name), (0, None))
        at = Point(round(x), round(y))
        self._take(ButtonEvent(self._clock(), name, number, pressed, at, self._modifiers()))

    def _scroll(self, x: float, y: float, right: float, up: float) -> None:
        delta = (round(right), -round(up))
        if delta != (0, 0):
            self._take(WheelEvent(self._clock(), delta, Point(round(x), round(y)), self._modifiers()))

    def _key(self, key: Any, *, pressed: bool) -> None:
        now, name = self._clock(), getattr(key, "name", None)
        with suppress(Exception):  # an odd key must not end the listener
            event = key_event(
                now,
                _code(key),
                self._state(),
                pressed=pressed,
                char=getattr(key, "char", None),
                key=name,
                base=_base(key),
            )
            self._hold(MODIFIER_KEYS.get(name or ""), pressed=pressed)
            self._take(event)

    def _hold(self, modifier: str | None, *, pressed: bool) -> None:
        if modifier and pressed:
            self._held.add(modifier)
        elif modifier:
            self._held.discard(modifier)

    def _state(self) -> int:
        """Return the modifiers held as the X server would tell them, which keys are named by."""
        return sum(mask for mask, name in MODIFIERS.items() if name in self._held)

    def _modifiers(self) -> tuple[str, ...]:
        return tuple(name for name in MODIFIERS.values() if name in self._held)

    def _watch_rests(self) -> None:
        """Tell of each place at which the pointer has come to rest."""
        while not self._ended.is_set():
            self._moved.wait()
            while self._moved.is_set() and not self._ended.is_set():
                self._moved.clear()
                self._ended.wait(STILL_SECONDS)
            if not self._ended.is_set():
                self._take(RestEvent(self._clock(), self._place))


def _code(key: Any) -> int:
    """Return a number by which the press and the release of a key are matched, whatever was held with it."""
    told = getattr(key, "value", key)
    number, char = getattr(told, "vk", None), getattr(told, "char", None)
    return int(number) if number is not None else ord(char.lower()[0]) if char else 0


def _base(key: Any) -> str | None:
    """Return the character of a key alone: held with Ctrl, Windows tells a control character."""
    char, number = getattr(key, "char", None), getattr(key, "vk", None)
    if char and char.isprintable():
        return str(char)
    return chr(number).lower() if isinstance(number, int) and number in LETTERS_AND_DIGITS else None
