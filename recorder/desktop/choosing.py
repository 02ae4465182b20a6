"""Which of the nested controls around a point a person means, and what it is in: pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from recorder.desktop.accessible import Node
from recorder.desktop.roles import ACTED_ON
from recorder.document.geometry import Box, Point

CLEAR = frozenset({"label", "icon", "panel", "heading", "group"})
"""What is looked through: the words and pictures on a control, and boxes that only arrange things."""

_HOLDERS = frozenset({"list", "table", "tree", "combo box", "spin button", "menu", "menu bar", "tab list"})
ENCLOSING = _HOLDERS | {"tab", "page", "group", "dialog", "panel", "tool bar", "status bar"}
"""What has a name that says where something is; rows and items hold data, windows have titles."""

FARTHEST = 12
SMALL = 12


class Kind(Protocol):
    """What has a role: any object of any accessibility tree."""

    @property
    def role(self) -> str:
        """The plain word of its role."""


class Control(Kind, Protocol):
    """What has a name and a place besides."""

    @property
    def name(self) -> str:
        """Its own name."""

    def holds(self, point: Point, /) -> bool:
        """Tell whether the point lies in its box."""


Told = TypeVar("Told", bound=Control)


def worth_reading(lineage: Sequence[Kind]) -> int:
    """Return how many objects, innermost first, can be the one that is meant: up to the first solid one."""
    solid = (n for n, kin in enumerate(lineage[:FARTHEST]) if kin.role not in CLEAR)
    return next(solid, FARTHEST - 1) + 1


def meant(chain: Sequence[Told], point: Point) -> Told | None:
    """Return which object of the chain (innermost first) is meant by a point."""
    around = [node for node in chain if node.holds(point)][:FARTHEST]
    looked_through = worth_reading(around)
    acted_on = next((node for node in around[:looked_through] if node.role in ACTED_ON), None)
    named = next((node for node in around if node.name and node.role in CLEAR), None)
    return acted_on or named or next(iter(around), None)


def labelled_by_place(nodes: Sequence[Node], point: Point) -> Node | None:
    """Return the check box or radio button whose words, drawn to its right, lie at the point.

    Its box is widened to hold them. Browsers keep such words out of the tree, but a click on them counts.
    """
    ticked = [node for node in nodes if node.role in ("check box", "radio button")]
    bare = [node for node in ticked if node.box and node.box.width <= 2 * node.box.height]
    widened = (replace(node, box=node.box.join(_words_of(node, node.box))) for node in bare if node.box)
    return next((node for node in widened if node.holds(point)), None)


def _words_of(node: Node, box: Box) -> Box:
    """Return about where the words to the right of a small box are: letters are half as wide as high."""
    high = max(box.height, SMALL)
    return Box(box.right, box.y - high // 4, high + len(node.name) * high * 2 // 3, high + high // 2)


def path_of(inwards: Sequence[str]) -> tuple[str, ...]:
    """Return the names of what encloses a control, the outermost first, from those innermost first."""
    names = [name for name in reversed(inwards) if name]
    return tuple(name for n, name in enumerate(names) if n == 0 or name != names[n - 1])
