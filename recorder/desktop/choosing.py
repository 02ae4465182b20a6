"""Which of the nested controls around a point a person means, and what it is in: pure."""

from collections.abc import Sequence

from recorder.desktop.accessible import Node
from recorder.desktop.roles import ACTED_ON
from recorder.document.geometry import Point

CLEAR = frozenset({"label", "icon", "panel", "heading", "group"})
"""What is looked through: the words and pictures on a control, and boxes that only arrange things."""

ENCLOSING = frozenset(
    {
        *("list", "table", "tree", "combo box", "tab list", "tab", "page", "menu", "menu bar", "group"),
        *("dialog", "panel", "tool bar", "status bar"),
    }
)
"""What has a name that says where something is; rows and items hold data, windows have titles."""

DEEP_CLEAR = 12


def meant(chain: Sequence[Node], point: Point) -> int | None:
    """Return the place in the chain (innermost first) of the control that is meant by a point."""
    first = next((n for n, node in enumerate(chain) if _holds(node, point)), None)
    if first is None:
        return None
    for n, node in enumerate(chain[first : first + DEEP_CLEAR], first):
        if node.role in ACTED_ON and _holds(node, point):
            return n
        if node.role not in CLEAR:
            break
    around = range(first, min(len(chain), first + DEEP_CLEAR))
    named = (n for n in around if chain[n].name and chain[n].role in CLEAR and _holds(chain[n], point))
    return next(named, first)


def path_of(inwards: Sequence[str]) -> tuple[str, ...]:
    """Return the names of what encloses a control, the outermost first, from those innermost first."""
    names = [name for name in reversed(inwards) if name]
    return tuple(name for n, name in enumerate(names) if n == 0 or name != names[n - 1])


def _holds(node: Node, point: Point) -> bool:
    return node.box is not None and node.box.holds(point)
