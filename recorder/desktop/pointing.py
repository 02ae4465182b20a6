"""Find the accessible object at a point: the program is asked, its answer checked and mended."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile
from typing import Any, NamedTuple

from recorder.desktop.accessible import DEEPEST, Kin, Node, Ref, Tree, refs_in
from recorder.desktop.choosing import labelled_by_place, worth_reading
from recorder.desktop.nearby import row_at, tab_at
from recorder.desktop.office import moved_down, searchable, slipped
from recorder.desktop.roles import SELECTED, SHOWING
from recorder.desktop.wire import Call
from recorder.document.geometry import Box, Point

MOST_JUMPS = 40
MENU_ROLES = (8, 33, 35, 45, 59)  # every kind of menu item
MOST_ITEMS = 200
ROOM = 12
ASKED = "(aiia{ss}iaiiasib)uib"
COLLECTION = "org.a11y.atspi.Collection"
ALL, ANY = 1, 2


class Found(NamedTuple):
    """What lies around a point, innermost first: read as far as it may be meant, and all it is in."""

    chain: list[Node]
    lineage: list[Kin]


def around_point(tree: Tree, top: Node, point: Point) -> Found:
    """Return what a top-level window has around the point."""
    found = _around(tree, top, _layer(tree, top, point), point)
    inner, down = slipped(tree, top, found.lineage)
    if not down:
        return found
    again = _around(tree, top, inner, Point(point.x, point.y - down))
    return Found([moved_down(node, down) for node in again.chain], again.lineage)


def _around(tree: Tree, top: Node, start: Ref, point: Point) -> Found:
    """Return what is found around the point from an object inwards."""
    lineage = tree.lineage(_asked(tree, start, point))
    near = worth_reading(lineage)
    chain = _read_around(tree, lineage[:near], point) or _read_around(tree, lineage[near:], point) or [top]
    inner = _searched(tree, chain[0], point)
    outer = [kin.ref for kin in lineage].index(chain[0].ref) if chain[0] is not top else len(lineage) - 1
    return Found([*inner, *chain], [*(node.kin for node in inner), *lineage[outer:]])


def around_menu(tree: Tree, top: Node, point: Point) -> Found | None:
    """Return the open menu's item at the point and what it is in, or None.

    GTK and Qt keep their open menus in the tree of the window that they came from; only GTK searches it.
    """
    items = [item for item in tree.read(showing(tree, top.ref, MENU_ROLES)) if item.holds(point)]
    items = items or [item for item in _in_open_menus(tree, top) if item.holds(point)]
    if not items:
        return None
    smallest = min(items, key=lambda item: item.box.area if item.box else 0)
    return Found([smallest], tree.lineage(smallest.ref))


def _in_open_menus(tree: Tree, top: Node) -> list[Node]:
    """Return the items of the menus that stand open below a window's menu bar, found step by step."""
    holders = [node for node in tree.read(tree.children(top.ref)) if node.role == "menu bar"]
    found: list[Node] = []
    while holders and len(found) < MOST_ITEMS:
        items = tree.read(tree.inside([holder.ref for holder in holders]))
        menus = tree.read(tree.inside([item.ref for item in items if item.stands(SHOWING)]))
        holders = [menu for menu in menus if menu.role == "menu" and menu.stands(SHOWING)]
        found += tree.read(tree.inside([holder.ref for holder in holders]))
    return [item for item in found if item.stands(SHOWING)]


def _read_around(tree: Tree, lineage: Sequence[Kin], point: Point) -> list[Node]:
    """Read objects, without those inmost ones that do not lie around the point."""
    return list(dropwhile(lambda node: not node.holds(point), tree.read([kin.ref for kin in lineage])))


def showing(tree: Tree, ref: Ref, roles: tuple[int, ...]) -> list[Ref]:
    """Return the objects of these roles that are on the screen, as far as the program can search itself."""
    return matching(tree, ref, 1 << SHOWING, roles, MOST_ITEMS)


def matching(tree: Tree, ref: Ref, states: int, roles: tuple[int, ...], most: int) -> list[Ref]:
    """Return objects inside `ref` that have all these states and one of these roles (any if none).

    A sheet's billions of cells are not looked through.
    """
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
    asked = (rule, 1, most, True)
    calls = (Call(each, COLLECTION, "GetMatches", ASKED, asked) for each in searchable(tree, ref))
    return [found for call in calls for found in refs_in(tree.search(call))]


def _words(bits: int, count: int) -> list[int]:
    """Return the bits as signed 32-bit words, as the interface wants them."""
    words = [bits >> 32 * n & 0xFFFFFFFF for n in range(count)]
    return [word - (1 << 32) if word >> 31 else word for word in words]


def _layer(tree: Tree, top: Node, point: Point) -> Ref:
    """Return the window itself, or the popover on top of it."""
    children = tree.children(top.ref)
    layers = _shown(tree.around(children, point)) if len(children) > 1 else []
    return layers[0].ref if layers else top.ref


def _asked(tree: Tree, start: Ref, point: Point) -> Ref:
    """Ask down from an object until one answers with itself."""
    ref = start
    seen = {ref}
    for _ in range(MOST_JUMPS):
        found = tree.at_point(ref, point)
        if found is None or found in seen:
            break
        ref = found
        seen.add(ref)
    return ref


def _searched(tree: Tree, node: Node, point: Point) -> list[Node]:
    """Go on inwards by the boxes of the children, where the program's own answer stopped too early."""
    found: list[Node] = []
    seen = {node.ref}
    while len(found) < DEEPEST:
        inner = _inside(tree, found[0] if found else node, point)
        if not inner or inner[0].ref in seen:
            break
        found = [*inner, *found]
        seen.update(each.ref for each in inner)
    return found


def _inside(tree: Tree, node: Node, point: Point) -> list[Node]:
    """Return the uppermost child around the point, and what lies between.

    The page of a notebook is inside its tab, whose box does not hold it.
    """
    children = tree.children(node.ref)
    around = _shown(tree.around(children, point)) or _beside(tree, node, children, point)
    if around or node.role != "tab list":
        return around
    shown = [tab for tab in tree.read(children) if tab.stands(SELECTED)]
    pages = ((tab, _shown(tree.around(tree.children(tab.ref), point))) for tab in shown)
    return next(([*page, tab] for tab, page in pages if page), [])


def _beside(tree: Tree, node: Node, children: Sequence[Ref], point: Point) -> list[Node]:
    """Return the child that a person means by a point right beside it, alone."""
    if node.role == "tab list":
        found = tab_at(tree.read(children), point)
        return [found] if found else []
    if node.role == "tree":
        number = row_at(enumerate(tree.boxes(children)), point)
        cells = [] if number is None else tree.read([children[number]])
        return [replace(cell, box=cell.box.join(Box(*point, 1, 1))) for cell in cells if cell.box]
    return _ticked_beside(tree, children, point)


def _ticked_beside(tree: Tree, refs: Sequence[Ref], point: Point) -> list[Node]:
    """Return the check box or radio button whose words lie at the point, alone."""
    placed = zip(refs, tree.boxes(refs), strict=True)
    near = [ref for ref, box in placed if box and box.y - ROOM <= point.y < box.bottom + ROOM]
    found = labelled_by_place(tree.read(near), point) if near else None
    return [found] if found else []


def _shown(nodes: list[Node]) -> list[Node]:
    """Return the last, uppermost of the nodes that are on the screen, alone."""
    return [each for each in nodes if each.stands(SHOWING)][-1:]
