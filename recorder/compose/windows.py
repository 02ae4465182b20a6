"""What gestures did to windows: opened a program, switched, closed, or only put them in their place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from recorder.compose.gestures import Gesture
from recorder.compose.names import clean, name_of, parts_of, program_of
from recorder.compose.values import CONTAINERS, holds_data, window_name
from recorder.document.guide import Target, Window
from recorder.recording import AnyFact, Discard, Keys, Press, Remark, Scroll, Snapshot, Typed, WindowChange

CLOSING = (("Alt", "F4"), ("Cmd", "Q"), ("Cmd", "W"))
SWITCHING = frozenset({"Alt", "Super", "Cmd"})
TITLE_BAR = 48
"""How high a window's title bar is at most, in points: what is clicked below it belongs to the program."""

_CLICKS = frozenset({"click", "double_click"})
_PASSIVE = CONTAINERS | {"", "icon", "label", "menu bar", "scroll pane", "status bar", "tool bar", "terminal"}
_HEADER_BUTTONS = frozenset({"button", "toggle button", *_PASSIVE})


def told_by_windows(gesture: Gesture) -> Gesture:
    """Return a gesture that closed, switched to or opened a window as just that, unless its words say so."""
    return closed_window(gesture) or switched_window(gesture) or opened_program(gesture) or gesture


def closed_window(gesture: Gesture) -> Gesture | None:
    """Return Alt+F4 and the button in a title bar as closing the window that went with it."""
    closed = _change(gesture, "closed")
    if closed is None:
        return None
    by_keys = gesture.kind == "press" and gesture.keys in CLOSING
    by_button = (
        gesture.kind == "click"
        and same_window(closed.window, gesture.window)
        and _in_title_bar(gesture)
        and (gesture.target is None or gesture.target.role in _HEADER_BUTTONS)
    )
    return _done_to(gesture, closed.window, "closed") if by_keys or by_button else None


def switched_window(gesture: Gesture) -> Gesture | None:
    """Return Alt+Tab and a click on the panel, or on nothing in another program, as going to its window."""
    switched = _change(gesture, "switched")
    if switched is None:
        return None
    by_keys = gesture.kind == "press" and "Tab" in gesture.keys and SWITCHING & set(gesture.keys)
    elsewhere = _of_others(switched.window, gesture.window)
    forward = same_window(switched.window, gesture.window) and _idle(gesture) and _from_others(switched)
    by_click = gesture.kind in _CLICKS and (elsewhere or forward)
    if by_keys:
        return replace(_done_to(gesture, switched.window, "switched"), kind="open", keys=())
    return _done_to(gesture, switched.window, "switched") if by_click else None


def opened_program(gesture: Gesture) -> Gesture | None:
    """Return a click on a launcher, or Enter, as opening the program whose first window came of it."""
    opened = _change(gesture, "opened")
    if opened is None or not _of_others(opened.window, gesture.window):
        return None
    by_click = gesture.kind in _CLICKS and _calls_it(gesture.target, opened.window)
    by_enter = gesture.kind == "press" and gesture.keys == ("Enter",) and not name_of(gesture.target)
    return _done_to(gesture, opened.window, "opened") if by_click or by_enter else None


def only_focuses(gesture: Gesture) -> bool:
    """Tell whether a click on nothing in particular only brought a window of its own program forward."""
    if gesture.kind not in _CLICKS or not _idle(gesture) or not gesture.changes:
        return False
    return all(
        change.what == "switched" and same_window(change.window, gesture.window) and not _from_others(change)
        for change in gesture.changes
    )


def only_arranges(gesture: Gesture) -> bool:
    """Tell whether a window was only moved, sized or put away, by its title bar or its edge."""
    if gesture.kind not in (*_CLICKS, "drag") or not _on_nothing(gesture):
        return False
    arranged = (change for change in gesture.changes if change.what in ("moved", "minimised"))
    return any(_alike(change.window, gesture.window) for change in arranged)


Parents = Mapping[str, Window]
"""The last window with a title of each program: what its popups belong to."""


def parents_after(facts: Iterable[AnyFact], before: Parents) -> Parents:
    """Return what popups belong to that come after these facts."""
    parents = dict(before)
    for fact in facts:
        if isinstance(fact, Snapshot | Remark | Discard):
            parents.clear()
        elif isinstance(fact, Press | Scroll | Typed | Keys) and fact.window and _titled(fact.window):
            parents[fact.window.app] = fact.window
    return parents


def in_parents(gestures: Iterable[Gesture], before: Parents) -> Iterator[Gesture]:
    """Yield the gestures, those in menus and other popups with the window that the popup belongs to."""
    parents = dict(before)
    for gesture in gestures:
        window = gesture.window
        if window is None or _titled(window):
            if window is not None:
                parents[window.app] = window
            yield gesture
            continue
        parent = parents.get(window.app)
        yield replace(gesture, window=_with_popup(parent, window)) if parent else gesture


def _titled(window: Window) -> bool:
    return bool(parts_of(clean(window.title)))


def _with_popup(parent: Window, popup: Window) -> Window:
    both = parent.box.join(popup.box) if parent.box and popup.box else popup.box or parent.box
    return parent.model_copy(update={"box": both})


def same_window(one: Window | None, two: Window | None) -> bool:
    """Tell whether both are known to be one window."""
    return one is not None and two is not None and (one.app, one.title) == (two.app, two.title)


def in_one_window(first: Gesture, second: Gesture) -> bool:
    """Tell whether two gestures were in one window, as far as is known."""
    one, two = first.window, second.window
    return one is None or two is None or same_window(one, two)


def _done_to(gesture: Gesture, window: Window, what: Literal["opened", "closed", "switched"]) -> Gesture:
    """Return the gesture with the window as its target; the box stays that of what was clicked."""
    box = gesture.target.box if gesture.target and gesture.target.role not in CONTAINERS else None
    target = Target(name=window_name(window), role="window", state=(what,), box=box, source="window")
    return replace(gesture, target=target)


def _change(gesture: Gesture, what: str) -> WindowChange | None:
    """Return the last change of a kind that came of the gesture."""
    return next((each for each in reversed(gesture.changes) if each.what == what), None)


def _alike(one: Window, two: Window | None) -> bool:
    return two is None or same_window(one, two)


def _of_others(window: Window, acted_on: Window | None) -> bool:
    return acted_on is None or window.app != acted_on.app


def _from_others(change: WindowChange) -> bool:
    """Tell whether the window that was active before is known to be another program's."""
    return change.before is not None and change.before.app != change.window.app


def _calls_it(target: Target | None, window: Window) -> bool:
    """Tell whether what was clicked is called like the program, or has no name at all."""
    name = name_of(target).lower()
    if not name:
        return target is None or not target.role or target.role in _PASSIVE
    if target is not None and holds_data(target):
        return False
    called = (window_name(window).lower(), program_of(window).lower())
    return any(each and (each in name or name in each) for each in called)


def _on_nothing(gesture: Gesture) -> bool:
    return gesture.target is None or gesture.target.role in _PASSIVE


def _idle(gesture: Gesture) -> bool:
    """Tell whether a click surely met nothing that acts: where no tree told what it met, only a title bar."""
    return _in_title_bar(gesture) if gesture.target is None else _on_nothing(gesture)


def _in_title_bar(gesture: Gesture) -> bool:
    box = gesture.window.box if gesture.window else None
    return box is not None and gesture.at is not None and gesture.at.y < box.y + TITLE_BAR
