"""What a person would call a control: its label, its own name, its hint, its tooltip."""

import re
from collections.abc import Sequence

from recorder.desktop.accessible import ACCESSIBLE, Kin, Node, Ref, Tree
from recorder.desktop.wire import Call
from recorder.desktop.words import tidy

FILLED_IN = frozenset({"text", "password", "combo box", "spin button", "slider", "list", "table", "tree"})
"""Controls that show something else than their own words, so that a label beside them comes first."""

WORDED = frozenset({"list item", "table cell", "tree item", "link", "button", "tab", "menu item"})
"""Controls whose name is the words on them, where they have none of their own."""

MOST_WORDS = 8
MOST_HEADERS = 24
_SHORTCUT = re.compile(r"\s+(?:(?:Ctrl|Alt|Shift|Super|Meta)\+)+\S.*$")
TABLE = "org.a11y.atspi.Table"
SELECTION = "org.a11y.atspi.Selection"
HINTS = ("placeholder-text", "placeholder")


def name_of(tree: Tree, node: Node) -> str:
    """Return the best name of a control, empty where nothing names it."""
    if node.role not in FILLED_IN:
        words = node.name or (_content(tree, node.ref) if node.role in WORDED else "")
        return _trimmed(words or tree.description(node.ref) or _label(tree, node))
    own = "" if node.role == "combo box" and _shows_choice(tree, node) else node.name
    return _trimmed(_label(tree, node) or own or _hint(tree, node) or _spoken(tree, node))


def names_around(tree: Tree, kin: Sequence[Kin]) -> list[str]:
    """Return the names of what a control is in, innermost first.

    Only what is filled in asks for more than its own name.
    """
    own = tree.names([each.ref for each in kin])
    return [
        next((name_of(tree, node) for node in tree.read([each.ref])), "")
        if each.role in FILLED_IN
        else _trimmed(name)
        for each, name in zip(kin, own, strict=True)
    ]


def column_of(tree: Tree, cell: Ref, table: Ref) -> str:
    """Return the header of the cell's column, empty where there is none."""
    (index,) = tree.ask([Call(cell, ACCESSIBLE, "GetIndexInParent")])
    column = tree.ask([Call(table, TABLE, "GetColumnAtIndex", "i", index)])[0] if index else None
    words = tree.ask([Call(table, TABLE, "GetColumnDescription", "i", column)])[0] if column else None
    return tidy(words[0]) if words else ""


def header_over(tree: Tree, cell: Node, table: Ref) -> str:
    """Return the words of the column header that stands over a cell: numbers of columns can be off by one."""
    headers = [
        each
        for each in tree.read(tree.children(table)[:MOST_HEADERS])
        if each.role == "column header" and each.box
    ]
    middle = cell.box.centre.x if cell.box else None
    over = (each for each in headers if each.box and middle and each.box.x <= middle < each.box.right)
    return next((each.name for each in over), "") if headers else column_of(tree, cell.ref, table)


def _label(tree: Tree, node: Node) -> str:
    labels = tree.read(tree.labels(node.ref))
    return tidy(" ".join(label.name for label in labels if label.name))


def _content(tree: Tree, ref: Ref, levels: int = 3) -> str:
    """Return the words on a control: the names of what is in it, down a few levels."""
    inside = tree.read(tree.children(ref)[:MOST_WORDS]) if levels else []
    words = (node.name or _content(tree, node.ref, levels - 1) for node in inside)
    return tidy(" ".join(word for word in words if any(map(str.isalnum, word))))


def _hint(tree: Tree, node: Node) -> str:
    attributes = tree.attributes(node.ref)
    return next((tidy(attributes[key]) for key in HINTS if attributes.get(key)), "")


def _spoken(tree: Tree, node: Node) -> str:
    """Return the description, but not the number that GTK gives as a slider's."""
    return "" if node.role == "slider" else tree.description(node.ref)


def _shows_choice(tree: Tree, node: Node) -> bool:
    """Tell whether a combo box is named after the option that it shows, as GTK names it."""
    if not node.name or SELECTION not in tree.interfaces(node.ref):
        return False
    (answer,) = tree.ask([Call(node.ref, SELECTION, "GetSelectedChild", "i", (0,))])
    chosen = tree.read([answer[0]]) if answer else []
    return bool(chosen) and chosen[0].name == node.name


def _trimmed(name: str) -> str:
    """Return the name without the colon that leads on to its field, or the keys that do the same."""
    return _SHORTCUT.sub("", name).removesuffix(":").rstrip()
