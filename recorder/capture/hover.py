"""What is under the pointer, looked up while it rests: after a click the control may be gone."""

from dataclasses import dataclass

from recorder.desktop.base import Desktop, OpenWindow
from recorder.document.geometry import Point
from recorder.document.guide import Target

REST_SECONDS = 0.04
AGAIN_SECONDS = 0.15


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the screen, the content the screen had, and the window there."""

    at: Point
    content: int | None
    window: OpenWindow | None


@dataclass(frozen=True, slots=True)
class Glance:
    """What was found at a place, and when."""

    place: Place
    time: float
    target: Target | None


def glance(desktop: Desktop, place: Place, time: float) -> Glance:
    """Look up what is at a place."""
    return Glance(place, time, desktop.target_at(place.at, place.window))


def holds(seen: Glance | None, place: Place) -> bool:
    """Tell whether an earlier look answers for a place as if it were made now: nothing has changed since."""
    return _fits(seen, place) and seen is not None and seen.place.content == place.content


def choose(hovered: Glance | None, pressed: Glance) -> Target | None:
    """Return the control that was pressed: what the press found, unless what was there before has gone.

    A look at the press comes after it, so the program may have answered already. The one made while the
    pointer rested wins if the screen has not changed between that look and the press, if the press found
    nothing, or if it found the same control, perhaps in its new state, or what that control opened.
    """
    if hovered and (holds(hovered, pressed.place) or _answered(hovered, pressed)):
        return hovered.target
    return pressed.target


def _answered(hovered: Glance, pressed: Glance) -> bool:
    """Tell whether the look at the press shows how the control found before it has answered."""
    before, after = hovered.target, pressed.target
    if before is None or hovered.time > pressed.time or not _fits(hovered, pressed.place):
        return False
    if after is None or (before.name, before.role, before.box) == (after.name, after.role, after.box):
        return True
    return before.role in ("combo box", "menu") and before.name in after.path


def _fits(seen: Glance | None, place: Place) -> bool:
    """Tell whether a control found before lies under this place too, in the same window."""
    if seen is None or seen.target is None or seen.target.box is None:
        return False
    here, there = place.window, seen.place.window
    if here is None or there is None or (here.id, here.box) != (there.id, there.box):
        return False
    return seen.target.box.holds(place.at)
