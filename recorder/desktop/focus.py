"""Which control has the keyboard, and what it holds. On doubt nothing: what is typed then is not kept."""

from recorder.desktop.accessible import Node, Tree
from recorder.desktop.bus import Call
from recorder.desktop.pointing import matching
from recorder.desktop.roles import FOCUSED, SHOWING

TEXT, VALUE = "org.a11y.atspi.Text", "org.a11y.atspi.Value"
PROPERTIES = "org.freedesktop.DBus.Properties"
LONGEST = 20_000
FEW = 8


def focus_in(tree: Tree, top: Node) -> Node | None:
    """Return the object that says it has the keyboard, None unless exactly one innermost object does."""
    found = tree.read(matching(tree, top.ref, 1 << FOCUSED | 1 << SHOWING, (), FEW))
    focused = [node for node in found if node.stands(FOCUSED) and node.role not in ("window", "document")]
    return focused[-1] if focused else None


def value_of(tree: Tree, node: Node) -> str | None:
    """Return the text that a field holds, or the number of a slider."""
    text, number = tree.ask(
        [
            Call(node.ref, TEXT, "GetText", "ii", (0, LONGEST)),
            Call(node.ref, PROPERTIES, "Get", "ss", (VALUE, "CurrentValue")),
        ]
    )
    if text:
        return str(text[0])
    return f"{number[0][1]:g}" if number else None
