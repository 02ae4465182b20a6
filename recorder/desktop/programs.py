"""Find the accessible program and window that belong to a window on the screen."""

from collections.abc import Iterable

from recorder.desktop.accessible import Node, Ref, Tree
from recorder.desktop.base import OpenWindow
from recorder.desktop.wire import Call
from recorder.document.geometry import Box

REGISTRY: Ref = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
DAEMON: Ref = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
ALIKE = 0.6


class Programs:
    """The programs on the accessibility bus by process; asked again when one is missing or gone."""

    def __init__(self) -> None:
        self._known: dict[int, list[Ref]] = {}
        self._places: dict[int, Ref] = {}

    def names(self, process: int) -> list[str]:
        """Return the names on the bus of what a process is known to run."""
        return [name for name, _ in self._known.get(process, [])]

    def tops(self, tree: Tree, window: OpenWindow) -> list[Node]:
        """Return the window's own top-level object, where it is known and still fits, else all."""
        known = tree.read([self._places[window.id]]) if window.id in self._places else []
        if top_of(known, window) is not None:
            return known
        tops = self.all_tops(tree, window)
        top = top_of(tops, window)
        if top is not None:
            self._places[window.id] = top.ref
        return tops

    def all_tops(self, tree: Tree, window: OpenWindow) -> list[Node]:
        """Return the top-level objects of the window's program, none where it is not on the bus."""
        if window.pid is None:
            return []
        tops = self._read(tree, window.pid)
        if not tops:
            self._find(tree)
            tops = self._read(tree, window.pid)
        return tops

    def _read(self, tree: Tree, pid: int) -> list[Node]:
        return tree.read([child for program in self._known.get(pid, []) for child in tree.children(program)])

    def _find(self, tree: Tree) -> None:
        """Ask every program on the bus for its process."""
        programs = tree.children(REGISTRY)
        calls = [
            Call(DAEMON, "org.freedesktop.DBus", "GetConnectionUnixProcessID", "s", (name,))
            for name, _ in programs
        ]
        self._known = {}
        for program, answer in zip(programs, tree.ask(calls) if calls else [], strict=True):
            if answer:
                self._known.setdefault(answer[0], []).append(program)


def top_of(tops: Iterable[Node], window: OpenWindow) -> Node | None:
    """Return the top-level object that is the window: of the same title, or the same place, best of both."""
    scored = [(node.name == window.title, likeness(node.box, window.box), node) for node in tops]
    fitting = [each for each in scored if each[1] >= ALIKE or (each[0] and each[2].name and not window.popup)]
    return max(fitting, key=lambda each: each[0] + each[1], default=(False, 0.0, None))[2]


def likeness(one: Box | None, other: Box) -> float:
    """Return how much of both boxes together they share, from 0 to 1."""
    shared = one.meet(other) if one is not None else None
    if one is None or shared is None:
        return 0.0
    return shared.area / (one.area + other.area - shared.area)
