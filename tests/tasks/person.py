"""The scripted person: travels, rests, clicks, types and drags as people do, and looks before each of it."""

import json
import re
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from recorder.demo.hands import (
    BUTTONS,
    MOTION_SECONDS,
    PRESS_SECONDS,
    Hands,
    HandsError,
    hands_on,
    path_between,
)
from recorder.desktop.base import OpenWindow
from recorder.desktop.x11 import X11Windows
from recorder.document.geometry import Box, Point
from tests.running import PYTHON, wait_for
from tests.tasks.script import Deed

REST_SECONDS = 0.2
AFTER_SECONDS = 0.35
NOTCH_SECONDS = 0.08
REACH = 60
"""How far from the left people click on what is wide, in pixels."""
WHEEL = {"up": 4, "down": 5}
CHORDS = {
    "á": (("dead_acute",), ("a",)),
    "é": (("dead_acute",), ("e",)),
    "è": (("dead_grave",), ("e",)),
    "@": (("ISO_Level3_Shift", "q"),),
    "\b": (("BackSpace",),),
    "\n": (("Return",),),
}
"""What is pressed for characters that have no key of their own on a German keyboard."""
TITLE_BAR = 10
CLOSE_BUTTON = 10
"""How far the middle of the close button is from the top right corner of a window of openbox."""


class Person:
    """Someone with eyes, a mouse and a keyboard on one desktop."""

    def __init__(self, hands: Hands, eyes: "subprocess.Popen[str]", screen: X11Windows) -> None:
        self._hands, self._eyes, self._screen = hands, eyes, screen

    def do(self, deed: Deed) -> None:
        """Do one deed of a script, then look at what came of it for a moment."""
        kind = next(iter(deed))
        getattr(self, f"_{kind}")(deed)
        time.sleep(AFTER_SECONDS)

    def find(self, deed: Deed, what: str) -> Box:
        """Return where the control is, once it is there and has come to rest."""
        wanted = deed | {"name": deed[what]}

        def steady() -> Box | None:
            before = self._places(wanted)
            time.sleep(0.05)
            return before if before and before == self._places(wanted) else None

        return wait_for(steady, f"{wanted}")

    def _places(self, wanted: Deed) -> Box | None:
        assert self._eyes.stdin
        assert self._eyes.stdout
        self._eyes.stdin.write(json.dumps(wanted) + "\n")
        self._eyes.stdin.flush()
        boxes = json.loads(self._eyes.stdout.readline())
        nth = wanted.get("nth", 0)
        return Box(*boxes[nth]) if len(boxes) > nth else None

    def _click(self, deed: Deed) -> None:
        self._press_at(deed, "click", "left")

    def _double(self, deed: Deed) -> None:
        self._press_at(deed, "double", "left", 2)

    def _right(self, deed: Deed) -> None:
        self._press_at(deed, "right", "right")

    def _middle(self, deed: Deed) -> None:
        self._press_at(deed, "middle", "middle")

    def _press_at(self, deed: Deed, what: str, button: str, count: int = 1) -> None:
        self._go(_spot(self.find(deed, what), deed.get("at")))
        with self._holding(deed):
            self._tap(button, count)

    @contextmanager
    def _holding(self, deed: Deed) -> Iterator[None]:
        from Xlib import X  # noqa: PLC0415

        codes = [self._hands._code_of(key) for key in deed.get("holding", ())]
        for code in codes:
            self._hands._send(X.KeyPress, code)
        time.sleep(0.1 if codes else 0)
        yield
        for code in codes:
            self._hands._send(X.KeyRelease, code)

    def _point(self, deed: Deed) -> None:
        """Click at a place in a window that no tree tells."""
        window = self._window(deed["in"])
        self._go(Point(window.box.x + deed["point"][0], window.box.y + deed["point"][1]))
        self._tap(deed.get("button", "left"), deed.get("count", 1))

    def _cell(self, deed: Deed) -> None:
        """Click a cell of a spreadsheet."""
        self._press_at(deed, "cell", "left")

    def _bar(self, deed: Deed) -> None:
        """Click the title bar of a window."""
        box = self._window(deed["bar"]).box
        self._go(Point(box.x + box.width // 3, box.y + TITLE_BAR))
        self._tap("left", 1)

    def _close(self, deed: Deed) -> None:
        """Click the button that closes a window."""
        box = self._window(deed["close"]).box
        self._go(Point(box.right - CLOSE_BUTTON, box.y + TITLE_BAR))
        self._tap("left", 1)

    def _drag(self, deed: Deed) -> None:
        from Xlib import X  # noqa: PLC0415

        start = _spot(self.find(deed, "drag"), deed.get("at"))
        end = (
            _spot(
                self.find(
                    {key: deed[key] for key in ("onto", "in") if key in deed}
                    | {"role": deed.get("onto_role", "")},
                    "onto",
                ),
                None,
            )
            if "onto" in deed
            else Point(start.x + deed["by"][0], start.y + deed["by"][1])
        )
        self._go(start)
        self._hands._send(X.ButtonPress, BUTTONS["left"])
        time.sleep(PRESS_SECONDS * 2)
        for place in path_between(start, end):
            self._hands._send(X.MotionNotify, x=place.x, y=place.y)
            time.sleep(MOTION_SECONDS)
        time.sleep(REST_SECONDS)
        self._hands._send(X.ButtonRelease, BUTTONS["left"])

    def _scroll(self, deed: Deed) -> None:
        from Xlib import X  # noqa: PLC0415

        notches = deed["scroll"]
        wheel = WHEEL["down" if notches > 0 else "up"]
        if "over" in deed:
            self._go(_spot(self.find(deed, "over"), deed.get("at")))
        for _ in range(abs(notches)):
            self._hands._send(X.ButtonPress, wheel)
            self._hands._send(X.ButtonRelease, wheel)
            time.sleep(NOTCH_SECONDS)

    def _type(self, deed: Deed) -> None:
        for character in deed["type"]:
            try:
                self._hands.type(character)
            except HandsError:
                for keys in CHORDS[character]:
                    self._hands.press(*keys)

    def _press(self, deed: Deed) -> None:
        for _ in range(deed.get("count", 1)):
            self._hands.press(*deed["press"].split())

    def _wait(self, deed: Deed) -> None:
        self._window(deed["wait"])

    def _see(self, deed: Deed) -> None:
        """Wait until something is there to be seen."""
        self.find(deed, "see")

    def _gone(self, deed: Deed) -> None:
        wait_for(lambda: not self._seen(deed["gone"]), f"the end of {deed['gone']}", 10)

    def _window(self, title: str) -> OpenWindow:
        return wait_for(lambda: self._seen(title), f"the window {title}", 10)

    def _seen(self, title: str) -> OpenWindow | None:
        return next((each for each in self._screen.windows() if re.search(title, each.title)), None)

    def _go(self, to: Point) -> None:
        self._hands.move(to)
        time.sleep(REST_SECONDS)

    def _tap(self, button: str, count: int) -> None:
        from Xlib import X  # noqa: PLC0415

        for _ in range(count):
            self._hands._send(X.ButtonPress, BUTTONS[button])
            time.sleep(PRESS_SECONDS)
            self._hands._send(X.ButtonRelease, BUTTONS[button])
            time.sleep(PRESS_SECONDS)


@contextmanager
def person(environment: Mapping[str, str]) -> Iterator[Person]:
    """Give a person at the desktop of that environment."""
    from Xlib import XK  # noqa: PLC0415

    XK.load_keysym_group("xkb")
    screen = X11Windows(environment["DISPLAY"])
    eyes = subprocess.Popen(
        [PYTHON, str(Path(__file__).with_name("places.py"))],
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        with hands_on(environment["DISPLAY"]) as hands:
            yield Person(hands, eyes, screen)
    finally:
        eyes.kill()
        eyes.communicate()
        screen.close()


def _spot(box: Box, at: Sequence[float] | None) -> Point:
    """Return where a person would click: at the share of the box that is told, else on its first words."""
    if at is None:
        return Point(box.x + min(box.width * 3 // 5, REACH), box.y + box.height * 3 // 5)
    right, down = at
    return Point(box.x + int((box.width - 1) * right), box.y + int((box.height - 1) * down))
