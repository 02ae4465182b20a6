"""Which control has the keyboard, and what it holds. On any doubt nothing: what is typed then is not kept.

Programs say when the focus moves; that and the state that the control itself claims must agree. The state
alone is not enough: a page in Chromium keeps a focused field while the keyboard is in the address bar.
"""

from collections.abc import Iterable
from typing import Any

from recorder.desktop.accessible import ROOT, Node, Ref, Tree, value_in
from recorder.desktop.bus import Bus
from recorder.desktop.contents import choice_of
from recorder.desktop.pointing import matching
from recorder.desktop.roles import FOCUSED, SHOWING
from recorder.desktop.wire import Call
from recorder.document.geometry import Point

EVENTS = "org.a11y.atspi.Event.Object"
SIGNALS = ("member='StateChanged',arg0='focused'", "member='ActiveDescendantChanged'")
DAEMON: Ref = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
REGISTRY: Ref = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry")
TEXT, VALUE = "org.a11y.atspi.Text", "org.a11y.atspi.Value"
PROPERTIES = "org.freedesktop.DBus.Properties"
HOLDS_KEYBOARD = 1 << FOCUSED | 1 << SHOWING
LONGEST = 20_000
FEW = 8
LEVELS, MOST_INSIDE = 4, 200
EMBEDDED, PARAGRAPH = "\ufffc", 73
AROUND = frozenset({"panel", "window"})
"""What LibreOffice says of itself after the field in it: it takes no typing, and does not claim to."""

NO_FIELDS = frozenset({"window", "document", "terminal"})
"""What never counts as known: a whole page's focus hides where, and a terminal may ask for a password."""


class Focus:
    """Where each program said the keyboard is, by its name on the bus."""

    def __init__(self) -> None:
        self._said: dict[str, list[Ref]] = {}
        self._cells: dict[str, tuple[Ref, int]] = {}

    def subscribe(self, bus: Bus, deadline: float) -> None:
        """Ask all programs to say when the focus moves; what is known is forgotten."""
        self._said.clear()
        self._cells.clear()
        matches = (f"type='signal',interface='{EVENTS}',{which}" for which in SIGNALS)
        bus.ask(
            [
                *(Call(DAEMON, "org.freedesktop.DBus", "AddMatch", "s", (match,)) for match in matches),
                *(
                    Call(REGISTRY, "org.a11y.atspi.Registry", "RegisterEvent", "sass", (event, [], ""))
                    for event in ("object:state-changed:focused", "object:active-descendant-changed")
                ),
            ],
            deadline,
        )

    def note(self, signals: Iterable[tuple[Ref, tuple[Any, ...]]]) -> None:
        """Take in what programs said, the oldest first."""
        for ref, body in signals:
            match body:
                case ("focused", 1, *_):
                    self._said[ref[0]] = [ref, *self._without(ref)][:FEW]
                case ("focused", 0, *_):
                    self._said[ref[0]] = self._without(ref)
                case ("", int(index), *_):
                    self._cells[ref[0]] = (ref, index)

    def cell(self, tree: Tree, node: Node) -> Node:
        """Return the cell that the keyboard is at in a table, also where its words are being edited in it."""
        table, index = self._cells.get(node.ref[0], (None, 0))
        if table is None and node.number == PARAGRAPH:
            return _cell_around(tree, node) or node
        if table is None or (table != node.ref and node.number != PARAGRAPH):
            return node
        cell = next(iter(tree.read(tree.child(table, index))), None)
        if cell is None or cell.role != "table cell" or cell.box is None:
            return node
        edited = node.box is not None and cell.box.y <= node.box.y < cell.box.bottom
        return cell if table == node.ref or edited else node

    def node(self, tree: Tree, tops: Iterable[Node], top: Node) -> Node | None:
        """Return the object in the window `top` that has the keyboard, None on any doubt.

        `tops` are all windows of the program: it has one keyboard.
        """
        said = list(self._said.get(top.ref[0], ()))
        last = next((each for each in tree.read(said) if claims(each) or each.role not in AROUND), None)
        node = last if last and claims(last) else _only_one(tree, tops)
        self.note(tree.heard())
        moved = self._said.get(top.ref[0], []) != said
        if node is None or moved or node.role in NO_FIELDS or (last and last.ref != node.ref):
            return None
        lineage = tree.lineage(node.ref)
        return node if lineage and _is_in(tree, lineage[-1].ref, top) else None

    def _without(self, ref: Ref) -> list[Ref]:
        return [each for each in self._said.get(ref[0], ()) if each != ref]


def _cell_around(tree: Tree, words: Node) -> Node | None:
    """Return the cell of a table beside which its words are being edited, as they lie in it."""
    if words.box is None:
        return None
    middle = Point(words.box.x, words.box.y + words.box.height // 2)
    beside = [ref for kin in tree.lineage(words.ref)[1:FEW] for ref in tree.children(kin.ref)[:FEW]]
    tables = [node for node in tree.read(beside) if node.role == "table"]
    cells = [ref for table in tables if (ref := tree.at_point(table.ref, middle))]
    return next((cell for cell in tree.read(cells) if cell.role == "table cell"), None)


def _is_in(tree: Tree, outermost: Ref, top: Node) -> bool:
    """Tell whether an object is in a window; LibreOffice has one of its own in GTK's, of the same name."""
    if outermost == top.ref:
        return True
    return outermost not in tree.children((top.ref[0], ROOT)) and tree.names([outermost]) == [top.name]


def claims(node: Node) -> bool:
    """Tell whether an object itself says that it has the keyboard."""
    return node.states & HOLDS_KEYBOARD == HOLDS_KEYBOARD


def _only_one(tree: Tree, tops: Iterable[Node]) -> Node | None:
    """Return the one object that claims the keyboard, None if there are several.

    Pages claim it beside the field that has it.
    """
    refs = [ref for top in tops for ref in matching(tree, top.ref, HOLDS_KEYBOARD, (), FEW)]
    fields = [node for node in tree.read(refs) if claims(node) and node.role not in ("window", "document")]
    return fields[0] if len(fields) == 1 else None


def value_of(tree: Tree, node: Node) -> str | None:
    """Return the text that a field holds, the option that a list shows, or the number of a slider."""
    if node.role == "combo box" and (option := choice_of(tree, node)):
        return option
    offered = tree.interfaces(node.ref)
    if TEXT in offered:
        return _text(tree, node.ref, LEVELS)
    if VALUE in offered:
        (number,) = tree.ask([Call(node.ref, PROPERTIES, "Get", "ss", (VALUE, "CurrentValue"))])
        value = value_in(number)
        return f"{value:g}" if isinstance(value, int | float) else None
    return None


def _text(tree: Tree, ref: Ref, levels: int) -> str | None:
    """Return the text of an object with that of what is in it, such as the paragraphs of a page's editor."""
    (answer,) = tree.ask([Call(ref, TEXT, "GetText", "ii", (0, LONGEST))])
    if answer is None or not isinstance(answer[0], str):
        return None
    first, *rest = answer[0].split(EMBEDDED)
    inside = tree.read(tree.children(ref)[:MOST_INSIDE]) if rest and levels else []
    inside = [node for node in inside if node.role not in ("label", "icon") or node.number == PARAGRAPH]
    said = first
    for n, words in enumerate(rest):
        inner = (_text(tree, inside[n].ref, levels - 1) or "") if n < len(inside) else ""
        apart = "\n" if inner and said and inside[n].role != "link" else ""
        said = f"{said}{apart}{inner}{words}"[:LONGEST]
    return said
