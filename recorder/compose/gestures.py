"""Gestures: what a person did, on the way from single facts to the actions of a guide.

A gesture stands for one event and carries all others that were merged into it, each with the rule that did
it: so whatever the rules do, events are gestures and merged events, and the ledger adds up.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from recorder.compose.rules import Rule
from recorder.document.geometry import Point
from recorder.document.guide import Target, Window
from recorder.recording import AnyFact, Became, Button, Keys, Press, Release, Scroll, Typed, WindowChange

Kind = Literal[
    "click", "double_click", "right_click", "middle_click", "drag", "scroll", "type", "press", "open"
]
Join = Callable[["Gesture", "Gesture"], "Gesture | None"]
Test = Callable[["Gesture"], bool]

CLICKS: Mapping[Button, Kind] = {"right": "right_click", "middle": "middle_click"}


@dataclass(frozen=True, slots=True)
class Part:
    """Events of one fact in a gesture: `rule` merged them into it, or without one it is the gesture's own.

    `serial` counts the input facts before that one.
    """

    serial: int
    count: int = 1
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Gesture:
    """One thing a person did, in desktop pixels.

    `serial` counts the input facts before its first one. `text` is what was typed, None where that was only
    counted; it is all that the field holds where `whole`. `landed` is the control where a drag ended, `held`
    how long a button was held down on purpose. `changes` are the windows that came and went with it, `became`
    what its control holds and how it stands since.
    """

    kind: Kind
    serial: int
    time: float
    until: float
    target: Target | None = None
    window: Window | None = None
    moment: str | None = None
    button: Button | None = None
    count: int = 1
    modifiers: tuple[str, ...] = ()
    at: Point | None = None
    to: Point | None = None
    landed: Target | None = None
    scroll: tuple[int, int] | None = None
    keys: tuple[str, ...] = ()
    text: str | None = None
    whole: bool = False
    held: float = 0.0
    changes: tuple[WindowChange, ...] = ()
    became: Became | None = None
    parts: tuple[Part, ...] = ()

    @property
    def events(self) -> int:
        """How many events the gesture stands for."""
        return sum(part.count for part in self.parts)

    @property
    def merged(self) -> Mapping[str, int]:
        """How many events each rule merged into the gesture."""
        counts = Counter[str]()
        for part in self.parts:
            if part.rule:
                counts[part.rule] += part.count
        return counts


def swallow(kept: Gesture, other: Gesture, rule: Rule) -> Gesture:
    """Return `kept` answering for the events of both, those of `other` merged by `rule` or as they were."""
    parts = (*kept.parts, *(replace(part, rule=part.rule or rule) for part in other.parts))
    first, last = sorted((kept, other), key=lambda each: each.serial)
    return replace(
        kept,
        serial=first.serial,
        time=first.time,
        until=max(last.until, first.until),
        changes=(*first.changes, *last.changes),
        became=last.became or first.became,
        parts=parts,
    )


def fold(gestures: Iterable[Gesture], join: Join) -> Iterator[Gesture]:
    """Yield the gestures, each made one with the gesture before it where `join` gives one."""
    held: Gesture | None = None
    for gesture in gestures:
        joined = join(held, gesture) if held else None
        if joined is None and held is not None:
            yield held
        held = joined or gesture
    if held is not None:
        yield held


def gesture_of(serial: int, fact: AnyFact) -> Gesture | None:
    """Return what one input fact shows of a person, or None where it shows nothing by itself."""
    match fact:
        case Press():
            return _pressed(serial, fact)
        case Scroll():
            return _scrolled(serial, fact)
        case Typed():
            return _typed(serial, fact)
        case Keys():
            return _keyed(serial, fact)
        case _:
            return None


def released(pressed: Gesture, serial: int, release: Release, reach: int) -> Gesture:
    """Return the press with its release: a click, or a drag where it came up out of `reach`."""
    ended = Part(serial, release.count, "a release ends its press")
    whole = replace(pressed, until=max(pressed.until, release.time), parts=(*pressed.parts, ended))
    return (
        replace(whole, kind="drag", to=release.at, landed=release.target)
        if _dragged(whole, release, reach)
        else whole
    )


def _dragged(pressed: Gesture, release: Release, reach: int) -> bool:
    at = pressed.at or release.at
    far = max(abs(at.x - release.at.x), abs(at.y - release.at.y)) > reach
    still_on_it = pressed.target is not None and pressed.target.role in _CLICKED_SLOPPILY
    box = pressed.target.box if pressed.target else None
    return far and not (still_on_it and box is not None and box.holds(release.at))


_CLICKED_SLOPPILY = frozenset(
    {"button", "toggle button", "switch", "check box", "radio button", "menu", "menu item", "tab", "link"}
)


def _pressed(serial: int, fact: Press) -> Gesture:
    return Gesture(
        kind=CLICKS.get(fact.button, "click"),
        serial=serial,
        time=fact.time,
        until=fact.time,
        target=fact.target,
        window=fact.window,
        moment=fact.before,
        button=fact.button,
        modifiers=fact.modifiers,
        at=fact.at,
        parts=_parts(serial, fact.count, "events of one press"),
    )


def _scrolled(serial: int, fact: Scroll) -> Gesture:
    return Gesture(
        kind="scroll",
        serial=serial,
        time=fact.time,
        until=fact.time,
        target=fact.target,
        window=fact.window,
        moment=fact.before,
        at=fact.at,
        modifiers=fact.modifiers,
        scroll=fact.delta,
        parts=_parts(serial, fact.count, "turns of the wheel in one go"),
    )


def _typed(serial: int, fact: Typed) -> Gesture:
    secret = fact.target is not None and fact.target.secret
    keys, value = (None, None) if secret else (fact.keys, fact.value)
    return Gesture(
        kind="type",
        serial=serial,
        time=fact.time,
        until=max(fact.time, fact.until),
        target=fact.target,
        window=fact.window,
        moment=fact.filled,
        keys=keys or (),
        text=written(keys) if value is None and keys is not None else value,
        whole=value is not None,
        parts=_parts(serial, fact.count, "keys of one run of typing"),
    )


def _keyed(serial: int, fact: Keys) -> Gesture:
    return Gesture(
        kind="press",
        serial=serial,
        time=fact.time,
        until=fact.time,
        target=fact.target,
        window=fact.window,
        moment=fact.before,
        keys=fact.keys,
        count=0 if fact.repeated else 1,
        parts=_parts(serial, fact.count, "keys of one shortcut"),
    )


def _parts(serial: int, count: int, rule: Rule) -> tuple[Part, ...]:
    """Return the one event that a fact's gesture stands for, and the rest of them, merged by `rule`."""
    return (Part(serial), Part(serial, count - 1, rule)) if count > 1 else (Part(serial),)


def written(keys: Iterable[str], before: str = "") -> str:
    """Return the text that `keys` leave of `before`, the cursor at its end; some of them edit."""
    left, right = list(before), list[str]()
    for key in keys:
        match key:
            case "Backspace":
                del left[-1:]
            case "Delete":
                del right[-1:]
            case "Left":
                right += [left.pop()] if left else []
            case "Right":
                left += [right.pop()] if right else []
            case "Home":
                right += reversed(left)
                left.clear()
            case "End":
                left += reversed(right)
                right.clear()
            case "Enter":
                left.append("\n")
            case _:
                left += key if len(key) == 1 else ""
    return "".join(left + right[::-1])
