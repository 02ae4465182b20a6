"""Say where controls are on the screen, for the scripted person: one JSON line asked, one answered.

Runs on the system's Python, whose accessibility library shares nothing with the recorder: what the recorder
gets wrong, this must not get wrong with it.
"""

import json
import re
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import gi

warnings.simplefilter("ignore")
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  # the version must be asked for first

MOST_CHILDREN = 200
DEEPEST = 40
FIRST_LETTER = ord("A")
FIELDS = "entry|text|password text|combo box|spin button"


def places(wanted: dict[str, Any]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the boxes of what is asked for: in the active window first, and fields before their labels."""
    tops = windows(wanted.get("in", ""))
    if "cell" in wanted:
        yield from (box for top in tops for box in cells(top, wanted["cell"]))
    elif wanted.get("role"):
        yield from (box for top in tops for box in below(top, wanted, 0, 0))
    else:
        fields = wanted | {"role": FIELDS}
        yield from (box for each in (fields, wanted) for top in tops for box in below(top, each, 0, 0))


def windows(title: str) -> list[Any]:
    """Return what programs show on their own, the active one first."""
    desktop = Atspi.get_desktop(0)
    programs = [desktop.get_child_at_index(n) for n in range(desktop.get_child_count())]
    tops = [each for program in programs if program for each in children(program)]
    fitting = [each for each in tops if re.search(title, each.get_name() or "")]
    return sorted(fitting, key=lambda each: not has(each, Atspi.StateType.ACTIVE))


def below(node: Any, wanted: dict[str, Any], shift: int, depth: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the boxes of what fits, below an object and itself."""
    if depth > DEEPEST or not (has(node, Atspi.StateType.SHOWING) or depth == 0):
        return
    if fits(node, wanted) and (box := box_of(node, shift)):
        yield box
    for child in children(node):
        yield from below(child, wanted, shift + slipped(node, child), depth + 1)


def fits(node: Any, wanted: dict[str, Any]) -> bool:
    """Tell whether an object has the role and one of the names asked for."""
    role = wanted.get("role", "")
    if role and not re.fullmatch(role, node.get_role_name()):
        return False
    name = wanted.get("name", "")
    return not name or any(bare(each) == name for each in names(node))


def names(node: Any) -> Iterator[str]:
    """Yield what an object may be called by someone who sees it."""
    yield node.get_name() or ""
    yield node.get_description() or ""
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            for n in range(relation.get_n_targets()):
                yield relation.get_target(n).get_name() or ""
    attributes = node.get_attributes() or {}
    yield attributes.get("placeholder-text", "")


def bare(name: str) -> str:
    """Return a name as it reads on the screen, without its ellipsis and colon."""
    return re.sub(r"\s*(\.\.\.|…|:)\s*$", "", name.strip()).strip()


def cells(node: Any, address: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield the box of a spreadsheet's cell such as B2: too many to walk through."""
    column, row = ord(address[0]) - FIRST_LETTER, int(address[1:]) - 1
    for sheet, shift in sheets(node, 0):
        table = sheet.get_table_iface()
        cell = table.get_accessible_at(row, column) if table else None
        if cell and (box := box_of(cell, shift)):
            yield box


def sheets(node: Any, shift: int) -> Iterator[tuple[Any, int]]:
    """Yield the tables in sight, and how far the boxes in them are off."""
    for child in children(node):
        off = shift + slipped(node, child)
        if child.get_role_name() == "table":
            yield child, off
        elif has(child, Atspi.StateType.SHOWING) and child.get_role_name() not in ("tool bar", "menu bar"):
            yield from sheets(child, off)


def slipped(outer: Any, inner: Any) -> int:
    """Return how far above what holds it an inner window says it is: LibreOffice forgets its menu bar."""
    if inner.get_role_name() != "root pane":
        return 0
    around, inside = extents(outer), extents(inner)
    return around.y - inside.y if around and inside else 0


def box_of(node: Any, shift: int) -> tuple[int, int, int, int] | None:
    """Return where an object is, or None where it does not say."""
    place = extents(node)
    if place is None or place.width < 1 or place.height < 1 or place.x < 0:
        return None
    return place.x, place.y + shift, place.width, place.height


def extents(node: Any) -> Any:
    """Return what an object says of its place, or None."""
    try:
        return node.get_extents(Atspi.CoordType.SCREEN)
    except GLib.Error:
        return None


def has(node: Any, state: Any) -> bool:
    """Tell whether a state of an object is set."""
    return bool(node.get_state_set().contains(state))


def children(node: Any) -> Iterator[Any]:
    """Yield an object's children, at most so many; they may vanish meanwhile."""
    for n in range(min(node.get_child_count(), MOST_CHILDREN)):
        child = node.get_child_at_index(n)
        if child is not None:
            yield child


def answer(line: str) -> list[tuple[int, int, int, int]]:
    """Return the boxes of what one line asks for; what vanished while it was read is not there."""
    try:
        return list(places(json.loads(line)))
    except GLib.Error:
        return []


if __name__ == "__main__":
    Atspi.init()
    for line in sys.stdin:
        Atspi.get_desktop(0).clear_cache()
        print(json.dumps(answer(line)), flush=True)  # noqa: T201  # its answers are what it is for
