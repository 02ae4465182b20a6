"""Find the accessible object at a point: the program is asked, its answer checked and mended."""

from typing import Any

from recorder.desktop.accessible import Node, Ref, Tree
from recorder.desktop.bus import Call
from recorder.desktop.roles import SELECTED, SHOWING
from recorder.document.geometry import Point

MOST_JUMPS = 40
DEEPEST = 60
MENU_ROLES = (8, 33, 35, 45, 59)  # every kind of menu item
MOST_ITEMS = 200
COLLECTION = "org.a11y.atspi.Collection"
ALL, ANY = 1, 2


def chain_at(tree: Tree, top: Node, point: Point) -> list[Node]:
    """Return the objects around the point in a top-level window, the innermost first."""
    chain = tree.ancestors(_asked(tree, top, point), DEEPEST)
    while chain and not _holds(chain[0], point):
        chain = chain[1:]
    return _searched(tree, chain or [top], point)


def menu_chain_at(tree: Tree, top: Node, point: Point) -> list[Node]:
    """Return the open menu's item at the point and what it is in, the innermost first, or nothing.

    GTK keeps its open menus in the tree of the window that they came from.
    """
    items = [item for item in tree.read(showing(tree, top.ref, MENU_ROLES)) if _holds(item, point)]
    if not items:
        return []
    smallest = min(items, key=lambda item: item.box.area if item.box else 0)
    return tree.ancestors(smallest, DEEPEST)


def showing(tree: Tree, ref: Ref, roles: tuple[int, ...]) -> list[Ref]:
    """Return the objects of these roles that are on the screen, as far as the program can search itself."""
    return matching(tree, ref, 1 << SHOWING, roles, MOST_ITEMS)


def matching(tree: Tree, ref: Ref, states: int, roles: tuple[int, ...], most: int) -> list[Ref]:
    """Return objects inside `ref` that have all these states and one of these roles (any if none)."""
    wanted = sum(1 << role for role in roles)
    rule: tuple[Any, ...] = (
        _words(states, 2),
        ALL,
        {},
        ALL,
        _words(wanted, 5),
        ANY if roles else ALL,
        [],
        ALL,
        False,
    )
    call = Call(ref, COLLECTION, "GetMatches", "(aiia{ss}iaiiasib)uib", (rule, 1, most, True))
    (answer,) = tree.ask([call])
    return [each for each in (answer or ([],))[0] if isinstance(each, tuple)]


def _words(bits: int, count: int) -> list[int]:
    """Return the bits as signed 32-bit words, as the interface wants them."""
    words = [bits >> 32 * n & 0xFFFFFFFF for n in range(count)]
    return [word - (1 << 32) if word >> 31 else word for word in words]


def _asked(tree: Tree, top: Node, point: Point) -> Node:
    """Ask down from the window until an object answers with itself."""
    ref, seen = top.ref, {top.ref}
    for _ in range(MOST_JUMPS):
        found = tree.at_point(ref, point)
        if found is None or found in seen:
            break
        ref = found
        seen.add(ref)
    return (tree.read([ref]) or [top])[0]


def _searched(tree: Tree, chain: list[Node], point: Point) -> list[Node]:
    """Go on inwards by the boxes of the children, where the program's own answer stopped too early."""
    seen = {node.ref for node in chain}
    while len(chain) < DEEPEST:
        inner = _inside(tree, chain[0], point)
        if not inner or inner[0].ref in seen:
            break
        chain = [*inner, *chain]
        seen.update(node.ref for node in inner)
    return chain


def _inside(tree: Tree, node: Node, point: Point) -> list[Node]:
    """Return the uppermost child around the point, and what lies between.

    The page of a notebook is inside its tab, whose box does not hold it.
    """
    children = tree.read(tree.children(node.ref))
    around = _around(children, point)
    if around or node.role != "tab list":
        return around
    shown = [tab for tab in children if tab.stands(SELECTED)]
    pages = ((tab, _around(tree.read(tree.children(tab.ref)), point)) for tab in shown)
    return next(([*page, tab] for tab, page in pages if page), [])


def _around(nodes: list[Node], point: Point) -> list[Node]:
    """Return the last, uppermost of the nodes that lie around the point, alone."""
    return [each for each in nodes if _holds(each, point) and each.stands(SHOWING)][-1:]


def _holds(node: Node, point: Point) -> bool:
    return node.box is not None and node.box.holds(point)
