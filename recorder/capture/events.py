"""What the hands hand over: frozen values, in monotonic seconds and desktop pixels."""

from dataclasses import dataclass
from typing import TypeAlias

from recorder.control.orders import Order
from recorder.document.geometry import Point
from recorder.recording import Button


@dataclass(frozen=True, slots=True)
class ButtonEvent:
    """A mouse button went down or up; `button` is None where it has no name, and `number` tells."""

    time: float
    button: Button | None
    number: int
    pressed: bool
    at: Point
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WheelEvent:
    """The wheel turned by one click: `delta` right and down positive."""

    time: float
    delta: tuple[int, int]
    at: Point
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """A key went down or up: a character, or a key with a name, or neither where the keymap has no answer.

    `label` is what the key is called in a shortcut: `S` for both `s` and `S`. Releases match by `code`.
    """

    time: float
    code: int
    pressed: bool
    char: str | None = None
    name: str | None = None
    label: str = ""
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RestEvent:
    """The pointer moved and came to rest."""

    time: float
    at: Point


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """The person told the recorder something, by its window or from another program."""

    time: float
    order: Order


HandEvent: TypeAlias = ButtonEvent | WheelEvent | KeyEvent | RestEvent
AnyEvent: TypeAlias = HandEvent | OrderEvent
