"""Windows that come, go, move or become the active one while recording: a fact each, between actions."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from recorder.capture.masking import active
from recorder.capture.scribe import Scribe, described
from recorder.desktop.base import OpenWindow
from recorder.document.guide import Window
from recorder.recording import WindowChange

What = Literal["opened", "closed", "switched", "minimised", "moved"]


class Change(NamedTuple):
    """What became of a window, and which one was active before."""

    what: What
    window: OpenWindow
    before: OpenWindow | None


def changes(before: Sequence[OpenWindow], after: Sequence[OpenWindow]) -> Iterator[Change]:
    """Yield what changed from one look at the windows to the next; menus and other popups do not count.

    A window that becomes active because it came, or because another went, is not switched to.
    """
    old = {window.id: window for window in before if not window.popup}
    new = {window.id: window for window in after if not window.popup}
    was, front = active(old.values()), active(new.values())
    for gone in (window for key, window in old.items() if key not in new):
        yield Change("closed", gone, was)
    for came in (window for key, window in new.items() if key not in old):
        yield Change("opened", came, was)
    for key in old.keys() & new.keys():
        if old[key].box != new[key].box:
            yield Change("moved", new[key], was)
    both_stay = was is not None and front is not None and was.id in new and front.id in old
    if both_stay and was and front and was.id != front.id:
        yield Change("switched", front, was)


class Windowing:
    """Write down what became of the windows since the last look, but of those that are left out."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._windows: tuple[OpenWindow, ...] | None = None
        self._looked = 0.0
        self._known: set[int] = set()

    def note(self, windows: tuple[OpenWindow, ...], looked: float) -> None:
        """Take in the windows as they were at a time; older looks than the last are of no use."""
        if looked <= self._looked or windows == self._windows or self._unlikely(windows):
            return
        before, self._windows, self._looked = self._windows, windows, looked
        for change in changes(before, windows) if before is not None else ():
            if not self._scribe.left_out(change.window, windows):
                self._write(change, windows, looked)
        self._known.update(window.id for window in windows)

    def _unlikely(self, windows: tuple[OpenWindow, ...]) -> bool:
        """Tell whether all windows went at once: it is the display that did not answer."""
        return not windows and sum(not each.popup for each in self._windows or ()) != 1

    def forget(self) -> None:
        """Begin anew with the next look: what became of windows until then is nobody's business."""
        self._windows = None

    def _write(self, change: Change, windows: tuple[OpenWindow, ...], looked: float) -> None:
        """Write a change down; a window that was there before and comes back is switched to."""
        back = change.what == "opened" and change.window.id in self._known
        window = described(change.window)
        assert window
        left_out = self._scribe.left_out(change.before, windows)
        self._scribe.journal.add(
            WindowChange(
                time=self._scribe.since(looked),
                what="switched" if back else change.what,
                window=window,
                before=None if left_out else _unread(change.before),
            )
        )


def _unread(window: OpenWindow | None) -> Window | None:
    """Return a window that nothing was done in: its program counts, its title may be another person's."""
    told = described(window)
    return told and told.model_copy(update={"title": "", "url": None})
