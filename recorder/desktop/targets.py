"""An accessible object told as a target: what it is, what it is called, what it is in, how it stands."""

from collections.abc import Sequence
from dataclasses import replace

from recorder.desktop.accessible import Kin, Node, Tree
from recorder.desktop.choosing import ENCLOSING, path_of
from recorder.desktop.naming import column_of, name_of, names_around
from recorder.desktop.roles import MENU, SWITCH, TREE_ITEM, states_of
from recorder.desktop.wire import Call
from recorder.document.guide import Target

FIELDS = ("text", "toggle button", "combo box", "spin button")
PARTED = ("combo box", "spin button")
ACTION = "org.a11y.atspi.Action"
CELLS = ("table cell", "table row")


def target_of(tree: Tree, node: Node, lineage: Sequence[Kin]) -> Target:
    """Return the object as a target, with the names of what it is in; the window itself comes last.

    The field of a combo box or spin button that has no name of its own goes by that of the whole.
    """
    refs = [kin.ref for kin in lineage]
    above = lineage[refs.index(node.ref) + 1 :] if node.ref in refs else lineage
    node = _made_plain(tree, node, above)
    outer = [_opened(kin) for kin in above[:-1]]
    around = [kin for kin in outer if kin.role in ENCLOSING]
    column = column_of(tree, node, above) if node.role in CELLS else ""
    name, names = name_of(tree, node, above), names_around(tree, around)
    if not name and outer and outer[0].role in PARTED and around[:1] == outer[:1]:
        name, names = names[0], names[1:]
    if not name and node.role in FIELDS and above[:1] and above[0].role == "panel":
        name = next(iter(tree.names([above[0].ref])), "")  # LibreOffice names the frame around a field
    return Target(
        name=name,
        role=node.role,
        state=states_of(node.role, node.states),
        box=node.box,
        path=path_of(names),
        column=column,
        secret=node.secret,
    )


def _opened(kin: Kin) -> Kin:
    """Return what encloses a control; Qt calls an item that opens a menu an item."""
    return Kin(kin.ref, "menu") if kin.role == "menu item" else kin


def _made_plain(tree: Tree, node: Node, above: Sequence[Kin]) -> Node:
    """Return the object with the role that a person would see, where its toolkit calls it otherwise."""
    if node.role == "menu item" and ((above[:1] and above[0].role == "menu bar") or _opens_menu(tree, node)):
        return replace(node, number=MENU)
    if node.role == "toggle button" and _is_switch(tree, node):
        return replace(node, number=SWITCH)
    around = next((kin.role for kin in above if kin.role in ENCLOSING), "")
    if node.role == "table cell" and around == "tree":
        return replace(node, number=TREE_ITEM)
    return node


def _opens_menu(tree: Tree, node: Node) -> bool:
    return any(child.role == "menu" for child in tree.read(tree.children(node.ref)[:2]))


def _is_switch(tree: Tree, node: Node) -> bool:
    """Tell whether a button is a switch: pages say so, and of GTK's only the action's name tells."""
    if "switch" in str(tree.attributes(node.ref).get("xml-roles", "")):
        return True
    if node.name or ACTION not in tree.interfaces(node.ref):
        return False
    (answer,) = tree.ask([Call(node.ref, ACTION, "GetName", "i", (0,))])
    return answer is not None and answer[0] == "toggle"
