"""Which windows are seen, in which order, and whose they are: pure, from what the X server told of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box

EVERY_WORKSPACE = 0xFFFFFFFF
DEEPEST = 32


@dataclass(frozen=True, slots=True)
class XWindow:
    """What the X server told of one window; `client` is the part of its id that names its program."""

    id: int
    client: int
    title: str
    app: str
    pid: int | None
    box: Box
    transient_for: int | None = None
    workspace: int | None = None
    hidden: bool = False
    popup: bool = False
    described: bool = True
    passed: tuple[Box, ...] = ()


def arrange(
    bottom_up: Sequence[XWindow], active: int | None, recent: Sequence[int], workspace: int | None
) -> tuple[OpenWindow, ...]:
    """Return the windows that are seen, topmost first, each with the top-level window it belongs to.

    `recent` are windows that were active, the latest first: a popup that names no parent belongs to the most
    recent window of its program.
    """
    seen = [window for window in reversed(bottom_up) if _is_seen(window, workspace)]
    main = {window.id: window for window in seen if not window.popup}
    by_recency = sorted(main.values(), key=lambda window: _rank(window.id, recent))
    return tuple(
        _open(window, main, by_recency, active)
        for window in seen
        if window.described or (window.popup and _owner(window, main, by_recency))
    )


def _is_seen(window: XWindow, workspace: int | None) -> bool:
    elsewhere = window.workspace not in (None, EVERY_WORKSPACE, workspace) and workspace is not None
    outside = window.box.area == 0 or window.box.right <= 0 or window.box.bottom <= 0
    return not (window.hidden or elsewhere or outside)


def _rank(window_id: int, recent: Sequence[int]) -> int:
    return recent.index(window_id) if window_id in recent else len(recent)


def _owner(window: XWindow, main: Mapping[int, XWindow], by_recency: Iterable[XWindow]) -> XWindow | None:
    """Return the window that a popup belongs to, or the dialog's or main window itself."""
    if not window.popup:
        return window
    parent = main.get(window.transient_for or 0)
    return parent or next((each for each in by_recency if each.client == window.client), None)


def _top_level(window: XWindow, main: Mapping[int, XWindow]) -> int:
    """Follow dialogs up to their main window; a circle ends where it is noticed."""
    for _ in range(DEEPEST):
        parent = main.get(window.transient_for or 0)
        if parent is None:
            break
        window = parent
    return window.id


def _open(
    window: XWindow, main: Mapping[int, XWindow], by_recency: Iterable[XWindow], active: int | None
) -> OpenWindow:
    owner = _owner(window, main, by_recency) or window
    return OpenWindow(
        id=window.id,
        family=_top_level(owner, main),
        title=window.title,
        app=owner.app or window.app,
        pid=window.pid if window.pid is not None else owner.pid,
        box=window.box,
        active=window.id == active,
        popup=window.popup,
        passed=window.passed,
    )
