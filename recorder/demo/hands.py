"""Scripted hands: real X events through XTEST, from a connection of their own, at the pace of a person.

They know only places and keys. What they press goes the way of every mouse and keyboard: through the X server
to whatever listens, the program and the recorder alike.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from recorder.document.geometry import Box, Point
from recorder.errors import RecorderError

MOTION_SECONDS = 0.012
KEY_SECONDS = 0.035
PRESS_SECONDS = 0.06
REST_SECONDS = 0.25
BUTTONS = {"left": 1, "middle": 2, "right": 3}


class HandsError(RecorderError):
    """The hands cannot do what the script asks for."""


def path_between(start: Point, end: Point) -> list[Point]:
    """Return the places a hand passes on its way: a slight arc, slow at both ends, `end` last."""
    distance = max(abs(end.x - start.x), abs(end.y - start.y))
    count = min(60, max(8, distance // 16))
    bow = min(40.0, distance / 12)
    shares = (number / count for number in range(1, count + 1))
    eased = [share * share * (3 - 2 * share) for share in shares]
    return [
        Point(
            round(start.x + (end.x - start.x) * way),
            max(0, round(start.y + (end.y - start.y) * way - 4 * bow * way * (1 - way))),
        )
        for way in eased
    ]


class Hands:
    """A mouse and a keyboard on one display."""

    def __init__(self, display: Any) -> None:
        self._display = display

    def move(self, to: Point) -> None:
        """Move the pointer there, along a path."""
        from Xlib import X  # noqa: PLC0415  its absence must not break an import

        at = self._display.screen().root.query_pointer()
        for place in path_between(Point(at.root_x, at.root_y), to):
            self._send(X.MotionNotify, x=place.x, y=place.y)
            time.sleep(MOTION_SECONDS)

    def click(self, box: Box, button: str = "left", count: int = 1) -> None:
        """Click into the box right of its middle and below its words, so that the pointer hides none."""
        from Xlib import X  # noqa: PLC0415

        self.move(Point(box.x + box.width * 5 // 8, box.y + box.height * 3 // 4))
        time.sleep(REST_SECONDS)
        for _ in range(count):
            self._send(X.ButtonPress, BUTTONS[button])
            time.sleep(PRESS_SECONDS)
            self._send(X.ButtonRelease, BUTTONS[button])
            time.sleep(PRESS_SECONDS)

    def type(self, text: str) -> None:
        """Type the text key by key, as the keyboard's own layout has them.

        Raises:
            HandsError: the keyboard has no key for a character.
        """
        for character in text:
            self.press(*self._keys_of(character))

    def press(self, *keys: str) -> None:
        """Press the keys together, by their X names such as `Control_L`, `s`, `Return`."""
        from Xlib import X  # noqa: PLC0415

        codes = [self._code_of(key) for key in keys]
        for code in codes:
            self._send(X.KeyPress, code)
        time.sleep(KEY_SECONDS)
        for code in reversed(codes):
            self._send(X.KeyRelease, code)
        time.sleep(KEY_SECONDS)

    def _keys_of(self, character: str) -> tuple[str, ...]:
        from Xlib import XK  # noqa: PLC0415

        keysym = XK.string_to_keysym(character) or ord(character)
        for _, column in self._display.keysym_to_keycodes(keysym):
            if column in (0, 1):
                return (character,) if column == 0 else ("Shift_L", character)
        raise HandsError(f"The keyboard of this display has no key for '{character}'.")

    def _code_of(self, key: str) -> int:
        from Xlib import XK  # noqa: PLC0415

        code: int = self._display.keysym_to_keycode(XK.string_to_keysym(key) or ord(key[0]))
        if code == 0:
            raise HandsError(f"The keyboard of this display has no key '{key}'.")
        return code

    def _send(self, kind: int, detail: int = 0, x: int = 0, y: int = 0) -> None:
        from Xlib.ext import xtest  # noqa: PLC0415

        xtest.fake_input(self._display, kind, detail, x=x, y=y)
        self._display.sync()


@contextmanager
def hands_on(display: str) -> Iterator[Hands]:
    """Lay hands on the display of that name, such as `:1`, and take them off afterwards."""
    from Xlib.display import Display  # noqa: PLC0415

    connection = Display(display)
    try:
        yield Hands(connection)
    finally:
        connection.close()
