"""Where secret fields were seen, so that later pictures of the same window do not show what is in them."""

from collections.abc import Collection, Sequence

from recorder.desktop.base import Desktop, OpenWindow
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target


class SecretFields:
    """Remember secret fields by window, each by its place in the window."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._seen: dict[int, set[Box]] = {}

    def remember(self, window: OpenWindow | None, target: Target | None) -> None:
        """Note a control if it is secret."""
        if window and target and target.secret and target.box:
            self._seen.setdefault(window.id, set()).add(target.box.moved(-window.box.x, -window.box.y))

    def boxes(self, windows: Sequence[OpenWindow], families: Collection[int]) -> tuple[Box, ...]:
        """Return where the secret fields of these families are, as far as the tree does not deny it."""
        return tuple(box for window in windows if window.family in families for box in self._boxes_in(window))

    def _boxes_in(self, window: OpenWindow) -> list[Box]:
        seen = self._seen.get(window.id, set())
        for inside in tuple(seen):
            box = inside.moved(window.box.x, window.box.y)
            now = self._desktop.target_at(Point(*box.centre), window)
            if now is not None and not now.secret:
                seen.discard(inside)
        return [inside.moved(window.box.x, window.box.y) for inside in seen]
