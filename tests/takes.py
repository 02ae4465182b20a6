"""Recordings written by hand: one call a thing a person does, as capture would write it down."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from recorder.document.geometry import Box, Point
from recorder.document.guide import Monitor, Target, Window
from recorder.recording import (
    After,
    AnyFact,
    Became,
    Button,
    Keys,
    Moment,
    Press,
    Recording,
    Release,
    Scroll,
    Start,
    Typed,
    WindowChange,
)

SCREEN = Monitor(x=0, y=0, width=1920, height=1080)
DESK = Window(title="Refund desk", app="refund-desk", box=Box(100, 80, 1280, 800))
FORM = Window(title="Refund order 4711", app="refund-desk", box=Box(300, 200, 520, 420))


def control(name: str, role: str, box: tuple[int, int, int, int] | None = None, **known: Any) -> Target:
    return Target(name=name, role=role, box=Box(*box) if box else None, **known)


ORDER = control("Order 4711 · Ines Okafor", "table cell", (110, 200, 400, 28), path=("Orders",))
REASON = control("Reason", "combo box", (320, 310, 480, 34))
RETURNED = control("Returned goods", "menu item", (320, 390, 480, 28), path=("Reason",))
NOTE = control("Note:", "text", (320, 365, 480, 34))
PIN = control("PIN", "password", (320, 420, 480, 34), secret=True)
NOTIFY = control("Notify customer", "check box", (320, 470, 180, 24))
ISSUE = control("Issue refund", "button", (690, 570, 110, 36))


class Take:
    """Facts in the making; the clock runs one second a deed unless it is told otherwise."""

    def __init__(self, window: Window | None = DESK, monitors: tuple[Monitor, ...] = (SCREEN,)) -> None:
        self.window, self.monitors = window, monitors
        self.facts: list[AnyFact] = []
        self.time = 0.0

    def moment(self, monitor: int = 0) -> str:
        """Keep a frame of a monitor, and return its id."""
        screen = self.monitors[monitor]
        name = f"m{len(self.facts)}"
        size = (round(screen.width * screen.scale), round(screen.height * screen.scale))
        self.facts.append(
            Moment(
                time=self.time,
                id=name,
                file=f"{len(self.facts):064x}.png",
                monitor=monitor,
                width=size[0],
                height=size[1],
            )
        )
        return name

    def click(
        self,
        target: Target | None = None,
        at: tuple[int, int] | None = None,
        *,
        button: Button = "left",
        after: float = 1.0,
        monitor: int = 0,
        modifiers: tuple[str, ...] = (),
        to: tuple[int, int] | None = None,
        landed: Target | None = None,
        held: float = 0.05,
    ) -> "Take":
        """Press and release a button."""
        self.time += after
        place = Point(*at) if at else target.box.centre if target and target.box else Point(500, 400)
        before = self.moment(monitor)
        self.facts += [
            Press(
                time=self.time,
                button=button,
                at=place,
                modifiers=modifiers,
                target=target,
                window=self.window,
                before=before,
            ),
            Release(time=self.time + held, button=button, at=Point(*to) if to else place, target=landed),
        ]
        return self

    def type(
        self,
        target: Target | None,
        keys: Iterable[str] | None,
        value: str | None = None,
        count: int | None = None,
    ) -> "Take":
        """Type into a control, its keys known or only counted."""
        self.time += 1
        known = None if keys is None else tuple(keys)
        self.facts.append(
            Typed(
                time=self.time,
                until=self.time + 0.5,
                keys=known,
                value=value,
                target=target,
                window=self.window,
                filled=self.moment(),
                count=count or len(known or ("",)) or 1,
            )
        )
        return self

    def press(self, *keys: str, target: Target | None = None, repeated: bool = False) -> "Take":
        """Press a shortcut or a single key."""
        self.time += 1
        before = self.moment()
        fact = Keys(
            time=self.time, keys=keys, target=target, window=self.window, before=before, repeated=repeated
        )
        self.facts.append(fact)
        return self

    def became(
        self, target: Target | None = None, value: str | None = None, *, pasted: bool = False
    ) -> "Take":
        """See what came of the last action's control."""
        of = next(
            fact.time for fact in reversed(self.facts) if isinstance(fact, Press | Scroll | Typed | Keys)
        )
        fact = Became(time=self.time + 0.2, of=of, target=target, value=value, pasted=pasted)
        self.facts.append(fact)
        return self

    def change(self, what: Any, window: Window, before: Window | None = None) -> "Take":
        """See what became of a window."""
        self.facts.append(WindowChange(time=self.time + 0.1, what=what, window=window, before=before))
        return self

    def scroll(
        self,
        right: int,
        down: int,
        target: Target | None = None,
        count: int = 1,
        modifiers: tuple[str, ...] = (),
    ) -> "Take":
        """Turn the wheel."""
        self.time += 0.2
        before = self.moment()
        fact = Scroll(
            time=self.time,
            at=Point(500, 400),
            delta=(right, down),
            modifiers=modifiers,
            target=target,
            window=self.window,
            before=before,
            count=count,
        )
        self.facts.append(fact)
        return self

    def settle(self, window: Window | None = None, shown: tuple[Target, ...] = ()) -> "Take":
        """Let the screen settle after the last action."""
        self.time += 1
        self.facts.append(
            After(time=self.time, moment=self.moment(), window=window or self.window, shown=shown)
        )
        return self

    def recording(self, **start: Any) -> Recording:
        """Return the recording, its start as usual but for what is told."""
        known = {"id": "take", "platform": "linux-x11", "recorder": "0.1.0", "monitors": self.monitors}
        at = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
        return Recording(start=Start(**{"at": at, **known, **start}), facts=tuple(self.facts))


def refund() -> Take:
    """Return a whole refund: an order chosen, a form filled in, the money sent back."""
    take = Take().click(ORDER, (200, 220)).click(control("Refund…", "button", (110, 700, 110, 36)))
    take.window = FORM
    take.click(REASON).click(RETURNED).click(NOTE).type(NOTE, "Customer returnx", "Customer return").press(
        "Tab"
    )
    take.type(PIN, None, count=8).click(NOTIFY).click(ISSUE)
    return take.settle(Window(title="Refund issued", app="refund-desk", box=Box(500, 300, 300, 150)))
