"""Read accessible objects off the accessibility bus: what each says of itself, its children and relations."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from recorder.desktop.bus import Bus, Call
from recorder.desktop.roles import PASSWORD, role_of
from recorder.desktop.words import tidy
from recorder.document.geometry import Box, Point

Ref = tuple[str, str]
"""Where an object lives: the bus name of its program, and its path there."""

ACCESSIBLE, COMPONENT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Component"
PROPERTIES = "org.freedesktop.DBus.Properties"
NOTHING = "/org/a11y/atspi/null"
ON_SCREEN = 0
LABELLED_BY = 2
APPLICATION, DESKTOP = 75, 14
MOST_CHILDREN = 500
DEEPEST = 60
FARTHEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Node:
    """One object of the accessibility tree; `states` has a bit a state."""

    ref: Ref
    number: int
    name: str = ""
    description: str = ""
    states: int = 0
    box: Box | None = None
    secret: bool = False

    @property
    def role(self) -> str:
        """The plain word of its role."""
        return role_of(self.number)

    @property
    def kin(self) -> "Kin":
        """The object and its role alone."""
        return Kin(self.ref, self.role)

    def holds(self, point: Point) -> bool:
        """Tell whether the point lies in its box."""
        return self.box is not None and self.box.holds(point)

    def stands(self, state: int) -> bool:
        """Tell whether a state is set."""
        return bool(self.states >> state & 1)


class Kin(NamedTuple):
    """One object that another is in, and the plain word of its role."""

    ref: Ref
    role: str


class Tree:
    """Reads within one deadline; raises TimeoutError and BusError.

    What is in `secrets` stays secret: a field that shows its password for once is the same object.
    """

    def __init__(self, bus: Bus, deadline: float, secrets: set[Ref]) -> None:
        self._bus = bus
        self._deadline = deadline
        self._secrets = secrets

    def ask(self, calls: Sequence[Call]) -> list[tuple[Any, ...] | None]:
        """Return the answers to the calls, None for errors."""
        return self._bus.ask(calls, self._deadline) if calls else []

    def heard(self) -> list[tuple[Ref, tuple[Any, ...]]]:
        """Return what programs said of themselves since the last time: who, and the signal's body."""
        self._bus.listen()
        signals = list(self._bus.heard)
        self._bus.heard.clear()
        return signals

    def read(self, refs: Sequence[Ref]) -> list[Node]:
        """Return what the objects say of themselves, without those that are gone."""
        answers = self.ask([call for ref in refs for call in _questions(ref)])
        each = len(_questions(("", NOTHING)))
        read = (_node(ref, answers[n * each : (n + 1) * each]) for n, ref in enumerate(refs))
        nodes = [node for node in read if node is not None]
        self._secrets.update(node.ref for node in nodes if node.secret)
        return [replace(node, secret=node.ref in self._secrets) for node in nodes]

    def children(self, ref: Ref) -> list[Ref]:
        """Return the children of an object, at most the first 500."""
        (answer,) = self.ask([Call(ref, ACCESSIBLE, "GetChildren")])
        refs = (_ref(each) for each in (answer or ([],))[0])
        return [each for each in refs if each is not None][:MOST_CHILDREN]

    def at_point(self, ref: Ref, point: Point) -> Ref | None:
        """Return what the object says lies at the point, itself included, or None."""
        call = Call(ref, COMPONENT, "GetAccessibleAtPoint", "iiu", (point.x, point.y, ON_SCREEN))
        (answer,) = self.ask([call])
        return _ref(answer[0]) if answer else None

    def lineage(self, ref: Ref) -> list[Kin]:
        """Return the object and what it is in, innermost first, below its program; circles are cut."""
        kin: list[Kin] = []
        above: Ref | None = ref
        while above is not None and len(kin) < DEEPEST and above not in {each.ref for each in kin}:
            role, parent = self.ask(
                [
                    Call(above, ACCESSIBLE, "GetRole"),
                    Call(above, PROPERTIES, "Get", "ss", (ACCESSIBLE, "Parent")),
                ]
            )
            if role is None or role[0] in (APPLICATION, DESKTOP):
                break
            kin.append(Kin(above, role_of(role[0])))
            above = _ref(parent[0][1]) if parent else None
        return kin

    def names(self, refs: Sequence[Ref]) -> list[str]:
        """Return the objects' own names alone, empty for those that are gone."""
        answers = self.ask([Call(ref, PROPERTIES, "Get", "ss", (ACCESSIBLE, "Name")) for ref in refs])
        return [_words(answer) for answer in answers]

    def labels(self, ref: Ref) -> list[Ref]:
        """Return what labels the object."""
        (answer,) = self.ask([Call(ref, ACCESSIBLE, "GetRelationSet")])
        related = (answer or ([],))[0]
        refs = (_ref(each) for kind, targets in related if kind == LABELLED_BY for each in targets)
        return [each for each in refs if each is not None]

    def interfaces(self, ref: Ref) -> list[str]:
        """Return what an object can be asked; GTK complains in its program's log when asked for more."""
        (answer,) = self.ask([Call(ref, ACCESSIBLE, "GetInterfaces")])
        return list((answer or ([],))[0])

    def attributes(self, ref: Ref) -> dict[str, str]:
        """Return the attributes that its toolkit gives an object."""
        (answer,) = self.ask([Call(ref, ACCESSIBLE, "GetAttributes")])
        return dict((answer or ({},))[0])


def _questions(ref: Ref) -> list[Call]:
    return [
        Call(ref, ACCESSIBLE, "GetRole"),
        Call(ref, ACCESSIBLE, "GetState"),
        Call(ref, PROPERTIES, "Get", "ss", (ACCESSIBLE, "Name")),
        Call(ref, PROPERTIES, "Get", "ss", (ACCESSIBLE, "Description")),
        Call(ref, COMPONENT, "GetExtents", "u", (ON_SCREEN,)),
    ]


def _node(ref: Ref, answers: Sequence[tuple[Any, ...] | None]) -> Node | None:
    role, state, name, description, extents = answers
    if role is None:
        return None
    low, high = (*(state or ((0, 0),))[0], 0, 0)[:2]
    return Node(
        ref=ref,
        number=role[0],
        name=_words(name),
        description=_words(description),
        states=low | high << 32,
        box=_box(extents),
        secret=role[0] == PASSWORD,
    )


def _words(answer: tuple[Any, ...] | None) -> str:
    """Return the text of a property, which comes as a pair of its type and its value."""
    value = answer[0][1] if answer else ""
    return tidy(value) if isinstance(value, str) else ""


def _ref(value: Any) -> Ref | None:
    """Return where an object lives; programs without a place for it name the null object."""
    if not isinstance(value, tuple) or len(value) != len(("", "")):
        return None
    name, path = value
    return (name, path) if name and path != NOTHING else None


def _box(answer: tuple[Any, ...] | None) -> Box | None:
    """Return an object's place; sizes of nothing and places past any screen are none."""
    if not answer:
        return None
    box = Box(*answer[0])
    sane = box.width > 0 and box.height > 0 and max(map(abs, box)) < FARTHEST
    return box if sane else None
