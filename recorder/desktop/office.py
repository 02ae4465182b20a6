"""LibreOffice's own window inside GTK's: it says that all in it is too high, and searching it never ends.

It forgets the menu bar above it when it tells places, and a sheet in it has billions of cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from recorder.desktop.accessible import Kin, Node, Ref, Tree
from recorder.document.geometry import Box

ROOT_PANE = 46
HIGHEST = 64
"""How high a menu bar is at most, in points."""
LEVELS, MOST = 3, 24
"""How deep in a window another one is looked for, and among how many objects."""


def searchable(tree: Tree, window: Ref) -> list[Ref]:
    """Return the parts of a window that can be searched: all of it, unless there is another one in it."""
    for level in _levels(tree, window):
        panes = [role == ROOT_PANE for role in tree.roles(level)]
        if any(panes):
            return [ref for ref, is_pane in zip(level, panes, strict=True) if not is_pane]
    return [window]


def slipped(tree: Tree, top: Node, lineage: Sequence[Kin]) -> tuple[Ref, int]:
    """Return the inner window that an object is in, and how far below its word it is: 0 where right."""
    roles = tree.roles([kin.ref for kin in lineage])
    pane = next((kin.ref for kin, role in zip(lineage, roles, strict=True) if role == ROOT_PANE), None)
    (told,) = tree.boxes([pane]) if pane else (None,)
    if pane is None or told is None:
        return top.ref, 0
    rooms = (box for level in _levels(tree, top.ref) for box in tree.boxes(level))
    return pane, next((room.y - told.y for room in rooms if room and _below(room, told)), 0)


def moved_down(node: Node, down: int) -> Node:
    """Return an object with its box where it really is."""
    return replace(node, box=node.box._replace(y=node.box.y + down)) if node.box else node


def _levels(tree: Tree, window: Ref) -> Iterator[list[Ref]]:
    """Yield what is in a window, what is in that, and so on."""
    level = [window]
    for _ in range(LEVELS):
        level = tree.inside(level)[:MOST]
        yield level


def _below(room: Box, told: Box) -> bool:
    """Tell whether a place is as large as the one told, and a menu bar's height below it."""
    alike = (room.x, room.width, room.height) == (told.x, told.width, told.height)
    return alike and 0 < room.y - told.y <= HIGHEST
