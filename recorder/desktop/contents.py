"""What toolkits say in ways of their own: options, pages and open menus."""

from collections.abc import Sequence

from recorder.desktop.accessible import Kin, Node, Tree, refs_in
from recorder.desktop.pointing import MENU_ROLES, matching
from recorder.desktop.roles import FOCUSED, SELECTED, SHOWING
from recorder.desktop.wire import Call

SELECTION, DOCUMENT = "org.a11y.atspi.Selection", "org.a11y.atspi.Document"
OPTION_ROLES = (*MENU_ROLES, 32)  # and list items
PAGE_ROLES = (82, 95)  # document frames and web documents
ADDRESSES = ("URI", "DocURL")
FEW = 4


def choice_of(tree: Tree, node: Node) -> str | None:
    """Return the option that a list shows, None where it does not tell."""
    if SELECTION in tree.interfaces(node.ref):
        (answer,) = tree.ask([Call(node.ref, SELECTION, "GetSelectedChild", "i", (0,))])
        chosen = tree.read(refs_in((list(answer),))) if answer else []
        if chosen and chosen[0].name:
            return chosen[0].name
    inside = tree.read(matching(tree, node.ref, 1 << SELECTED, OPTION_ROLES, FEW))
    return next((option.name for option in inside if option.name), None) or _named_after(tree, node)


def _named_after(tree: Tree, node: Node) -> str | None:
    """Return the option that a list of Qt is named after."""
    lists = tree.children(node.ref)[:FEW]
    options = tree.names(tree.inside(lists)) if node.name else []
    return node.name if node.name in options else None


def item_chosen(tree: Tree, top: Node) -> Node | None:
    """Return the item of an open menu that the keyboard has got to; GTK says only that it is selected."""
    refs = matching(tree, top.ref, 1 << SHOWING | 1 << SELECTED, MENU_ROLES, FEW)
    return next((node for node in reversed(tree.read(refs)) if node.role == "menu item"), None)


def page_of(tree: Tree, top: Node) -> str | None:
    """Return the address of the page in a window that has the keyboard itself, None where none has."""
    refs = matching(tree, top.ref, 1 << SHOWING | 1 << FOCUSED, PAGE_ROLES, FEW)
    answers = tree.ask([Call(ref, DOCUMENT, "GetAttributes") for ref in refs])
    told = (answer[0] for answer in answers if answer)
    return next((page[key] for page in told for key in ADDRESSES if page.get(key)), None)


def whole_of(tree: Tree, node: Node, lineage: Sequence[Kin]) -> Node:
    """Return the list that a nameless button in it stands for: in GTK the button has the keyboard."""
    if node.role not in ("toggle button", "button") or node.name:
        return node
    around = next((kin for kin in lineage[1:4] if kin.role == "combo box"), None)
    return next(iter(tree.read([around.ref])), node) if around else node
