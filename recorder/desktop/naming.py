"""What a person would call a control: its label, its own name, its hint, its tooltip."""

import re
from collections.abc import Sequence

from recorder.desktop.accessible import ACCESSIBLE, Kin, Node, Ref, Tree, number_in
from recorder.desktop.contents import choice_of
from recorder.desktop.nearby import Words, label_after, label_for, words_on
from recorder.desktop.roles import SHOWING
from recorder.desktop.wire import Call
from recorder.desktop.words import tidy
from recorder.document.geometry import Box

FILLED_IN = frozenset({"text", "password", "combo box", "spin button", "slider", "list", "table", "tree"})
"""Controls that show something else than their own words, so that a label beside them comes first."""

WORDED = frozenset({"list item", "table cell", "tree item", "link", "button", "tab", "menu item"})
"""Controls whose name is the words on them, where they have none of their own."""

PICTURED = frozenset({"button", "toggle button"})
BESIDE = frozenset({"text", "password", "combo box", "spin button", "slider", "switch"})
TICKED = frozenset({"check box", "radio button"})
SAYING = frozenset({"label", "heading"})
ON_IT = frozenset({"link", "button"})

MOST_WORDS = 8
MOST_ABOVE, MOST_BESIDE = 3, 60
MOST_HEADERS = 24
_SHORTCUT = re.compile(r"\s+(?:(?:Ctrl|Alt|Shift|Super|Meta)\+)+\S.*$")
DIRECTORY_PANE = 17
"""A view of files, whose name tells how they are drawn and is nowhere to be seen."""
TABLE = "org.a11y.atspi.Table"
IMAGE = "org.a11y.atspi.Image"
HINTS = ("placeholder-text", "placeholder")


def name_of(tree: Tree, node: Node, above: Sequence[Kin] = ()) -> str:
    """Return the best name of a control that is in what `above` lists, empty where nothing names it."""
    if node.role not in FILLED_IN:
        words = _own(tree, node) or (_content(tree, node.ref) if node.role in WORDED else "")
        found = words or tree.description(node.ref) or _label(tree, node, above)
    else:
        own = "" if _is_of_others(tree, node, above) else node.name
        found = _label(tree, node, above) or own or _hint(tree, node)
        found = found or _beside(tree, node, above) or _spoken(tree, node)
    return _trimmed(found or _beside(tree, node, above))


def names_around(tree: Tree, kin: Sequence[Kin]) -> list[str]:
    """Return the names of what a control is in, innermost first.

    Only what is filled in asks for more than its own name.
    """
    refs = [each.ref for each in kin]
    unseen = [role == DIRECTORY_PANE for role in tree.roles(refs)]
    own = ["" if hidden else name for hidden, name in zip(unseen, tree.names(refs), strict=True)]
    names = [
        next((name_of(tree, node) for node in tree.read([each.ref])), "")
        if each.role in FILLED_IN
        else _trimmed(name)
        for each, name in zip(kin, own, strict=True)
    ]
    if kin and kin[0].role == "tab list" and names[0] in tree.names(tree.children(kin[0].ref)):
        names[0] = ""  # Qt calls tabs together as the one that is open
    return names


def column_of(tree: Tree, cell: Node, kin: Sequence[Kin]) -> str:
    """Return the words of the column header over a cell, empty where there is none.

    What stands over it counts, as numbers of columns can be off by one; else they are all there is.
    """
    table = next((each.ref for each in kin if each.role in ("table", "tree")), None)
    if table is None:
        return ""
    inside = tree.read(tree.children(table)[:MOST_HEADERS])
    headers = [each for each in inside if each.role == "column header" and each.box]
    middle = cell.box.centre.x if cell.box else None
    over = (each for each in headers if each.box and middle and each.box.x <= middle < each.box.right)
    told = next((each.name for each in over), "")
    return told or _column_by_number(tree, cell.ref, table, kin[0].ref)


def _column_by_number(tree: Tree, cell: Ref, table: Ref, above: Ref) -> str:
    if TABLE not in tree.interfaces(table):
        return ""
    column = number_in(tree.ask([Call(cell, ACCESSIBLE, "GetIndexInParent")])[0])
    if above == table and column is not None:
        column = number_in(tree.ask([Call(table, TABLE, "GetColumnAtIndex", "i", (column,))])[0])
    if column is None or column < 0:
        return ""
    (words,) = tree.ask([Call(table, TABLE, "GetColumnDescription", "i", (column,))])
    return tidy(words[0]) if words and isinstance(words[0], str) else ""


def _own(tree: Tree, node: Node) -> str:
    """Return a control's own name; GTK calls one without words after its picture, not its tooltip."""
    box = node.box
    if node.role not in PICTURED or not node.name or box is None or box.width > box.height * 3 // 2:
        return node.name
    hint = tree.description(node.ref)
    if (
        not hint
        or tree.attributes(node.ref).get("toolkit") != "gtk"
        or IMAGE not in tree.interfaces(node.ref)
    ):
        return node.name
    size = tree.ask([Call(node.ref, IMAGE, "GetImageSize")])[0]
    return hint if (number_in(size) or 0) > 0 else node.name


def _beside(tree: Tree, node: Node, above: Sequence[Kin]) -> str:
    """Return the words that stand beside or on a control that nothing else names."""
    if node.box is None or node.role not in BESIDE | TICKED | ON_IT:
        return ""
    for kin in above[:MOST_ABOVE]:
        inside = tree.read(tree.children(kin.ref)[:MOST_BESIDE])
        if found := _by_place(node, node.box, [each for each in inside if each.stands(SHOWING)]):
            return found
    return _title_around(tree, node, above)


def _by_place(node: Node, box: Box, near: Sequence[Node]) -> str:
    """Return the words that name a control, among what is near it."""
    words = _words_of(near, SAYING)
    if node.role in ON_IT:
        return words_on(box, words)
    ticks = _words_of(near, TICKED) if node.role in BESIDE else []
    known = {each.box for each in (*words, *ticks)} | {box}
    after = label_after(box, words) if node.role in TICKED else ""
    return after or label_for(
        box, words, [each.box for each in near if each.box and each.box not in known], ticks
    )


def _words_of(near: Sequence[Node], roles: frozenset[str]) -> list[Words]:
    return [Words(each.name, each.box) for each in near if each.role in roles and each.name and each.box]


def _title_around(tree: Tree, node: Node, above: Sequence[Kin]) -> str:
    """Return the title of the part of a window, itself like a window, that a text is in, such as a dock."""
    inner = next((kin for kin in above[:-1] if kin.role == "window"), None) if node.role == "text" else None
    return tree.names([inner.ref])[0] if inner else ""


def _label(tree: Tree, node: Node, above: Sequence[Kin]) -> str:
    """Return the words of what labels a control; Qt says so of the frame that it is in, too."""
    around = {kin.ref for kin in above}
    labels = tree.read([ref for ref in tree.labels(node.ref) if ref not in around])
    return tidy(" ".join(label.name for label in labels if label.name))


def _is_of_others(tree: Tree, node: Node, above: Sequence[Kin]) -> bool:
    """Tell whether a control has the name of the option that it shows, or of the frame that it is in."""
    if not node.name:
        return False
    if node.role == "combo box" and choice_of(tree, node) == node.name:
        return True
    return node.role in BESIDE and node.name in tree.names([kin.ref for kin in above[:MOST_ABOVE]])


def _content(tree: Tree, ref: Ref, levels: int = 5) -> str:
    """Return the words on a control: the names of what is in it, down a few levels."""
    read = tree.read(tree.children(ref)[:MOST_WORDS]) if levels else []
    inside = [node for node in read if node.stands(SHOWING) and node.role != "progress bar"]
    words = (node.name or _content(tree, node.ref, levels - 1) for node in inside)
    return tidy(" ".join(word for word in words if any(map(str.isalnum, word))))


def _hint(tree: Tree, node: Node) -> str:
    attributes = tree.attributes(node.ref)
    return next((tidy(str(attributes[key])) for key in HINTS if attributes.get(key)), "")


def _spoken(tree: Tree, node: Node) -> str:
    """Return the description, but not the number that GTK gives as a slider's."""
    return "" if node.role == "slider" else tree.description(node.ref)


def _trimmed(name: str) -> str:
    """Return the name without the colon that leads on to its field, or the keys that do the same."""
    return _SHORTCUT.sub("", name).removesuffix(":").rstrip()
