"""Read accessible objects off the accessibility bus: what each says of itself, its children and relations."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from recorder.desktop.bus import Bus
from recorder.desktop.roles import EDITABLE, FOCUSABLE, PASSWORD, role_of
from recorder.desktop.wire import Call
from recorder.desktop.words import tidy
from recorder.document.geometry import Box, Point

Ref = tuple[str, str]
"""Where an object lives: the bus name of its program, and its path there."""

ACCESSIBLE, COMPONENT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Component"
PROPERTIES = "org.freedesktop.DBus.Properties"
NOTHING, ROOT = "/org/a11y/atspi/null", "/org/a11y/atspi/accessible/root"
AT_POINT, EXTENTS, ROLE = "GetAccessibleAtPoint", "GetExtents", "GetRole"
ON_SCREEN = 0
LABELLED_BY = 2
APPLICATION, DESKTOP = 75, 14
MOST_CHILDREN = 500
DEEPEST = 60
FARTHEST, LARGEST = 1 << 20, 1 << 31
PLAIN, TYPED = ("panel", "group", "label"), 1 << EDITABLE | 1 << FOCUSABLE


@dataclass(frozen=True, slots=True)
class Node:
    """One object of the accessibility tree; `states` has a bit a state."""

    ref: Ref
    number: int
    name: str = ""
    states: int = 0
    box: Box | None = None
    secret: bool = False

    @property
    def role(self) -> str:
        """The plain word of its role; what takes the focus and text is a field, whatever it is called."""
        role = role_of(self.number)
        return "text" if role in PLAIN and self.states & TYPED == TYPED else role

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
        self._answers: dict[Call, tuple[Any, ...] | None] = {}
        self.used: dict[Call, tuple[Any, ...] | None] = {}

    def foresee(self, calls: Iterable[Call]) -> None:
        """Ask at once what will probably be asked; `used` will hold what really was."""
        new = [call for call in dict.fromkeys(calls) if call not in self._answers]
        if new:
            answers = self._bus.ask(new, self._deadline)
            self._answers.update((call, answer or None) for call, answer in zip(new, answers, strict=True))

    def ask(self, calls: Sequence[Call]) -> list[tuple[Any, ...] | None]:
        """Return the answers to the calls, None for errors; nothing is asked twice."""
        self.foresee(calls)
        self.used.update((call, self._answers[call]) for call in calls)
        return [self._answers[call] for call in calls]

    def _foresee_with(self, call: Call, *others: Call) -> None:
        """Ask the others along with a call that must be asked."""
        if call not in self._answers:
            self.foresee([call, *others])

    def search(self, call: Call) -> tuple[Any, ...] | None:
        """Return the answer to one call that cannot be remembered."""
        return self._bus.ask([call], self._deadline)[0] or None

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
        read = (_node(ref, answers[n * each : (n + 1) * each], self._secrets) for n, ref in enumerate(refs))
        nodes = [node for node in read if node is not None]
        self._secrets.update(node.ref for node in nodes if node.secret)
        return nodes

    def around(self, refs: Sequence[Ref], point: Point) -> list[Node]:
        """Return those of the objects that lie around the point."""
        boxes = zip(refs, self.boxes(refs), strict=True)
        return self.read([ref for ref, box in boxes if box and box.holds(point)])

    def boxes(self, refs: Sequence[Ref]) -> list[Box | None]:
        """Return where the objects are, as far as they tell."""
        return [box_in(answer) for answer in self.ask([_place(ref) for ref in refs])]

    def children(self, ref: Ref) -> list[Ref]:
        """Return the children of an object; none where they are too many to be listed.

        A spreadsheet has a thousand million of them, and listing them would end its program.
        """
        return self.inside([ref])

    def inside(self, refs: Sequence[Ref]) -> list[Ref]:
        """Return the children of all these objects, asked at once."""
        counts = zip(refs, self.ask([_count(ref) for ref in refs]), strict=True)
        told = ((ref, value_in(answer)) for ref, answer in counts)
        listed = [ref for ref, count in told if isinstance(count, int) and 0 < count <= MOST_CHILDREN]
        return [child for answer in self.ask([_children(ref) for ref in listed]) for child in refs_in(answer)]

    def child(self, ref: Ref, index: int) -> list[Ref]:
        """Return the child of that number alone, none where it is gone."""
        (answer,) = self.ask([Call(ref, ACCESSIBLE, "GetChildAtIndex", "i", (index,))])
        return refs_in(([answer[0]],)) if answer else []

    def at_point(self, ref: Ref, point: Point) -> Ref | None:
        """Return what the object says lies at the point, itself included, or None.

        What else a look-up asks of an object on its way is asked in the same breath.
        """
        call = Call(ref, COMPONENT, AT_POINT, "iiu", (point.x, point.y, ON_SCREEN))
        self._foresee_with(call, *_questions(ref), _parent(ref), _count(ref))
        (answer,) = self.ask([call])
        return _ref(answer[0]) if answer else None

    def roles(self, refs: Sequence[Ref]) -> list[int | None]:
        """Return the numbers of the objects' roles, None for those that are gone."""
        return [number_in(answer) for answer in self.ask([Call(ref, ACCESSIBLE, ROLE) for ref in refs])]

    def lineage(self, ref: Ref) -> list[Kin]:
        """Return the object and what it is in, innermost first, below its program; circles are cut."""
        kin: list[Kin] = []
        above: Ref | None = ref
        while above is not None and len(kin) < DEEPEST and above not in {each.ref for each in kin}:
            role, parent = self.ask([Call(above, ACCESSIBLE, ROLE), _parent(above)])
            number = number_in(role)
            if number is None or number in (APPLICATION, DESKTOP):
                break
            kin.append(Kin(above, role_of(number)))
            above = _ref(value_in(parent))
        return kin

    def names(self, refs: Sequence[Ref]) -> list[str]:
        """Return the objects' own names alone, empty for those that are gone."""
        return [_words(answer) for answer in self.ask([_own_name(ref) for ref in refs])]

    def description(self, ref: Ref) -> str:
        """Return what an object says of itself besides its name."""
        (answer,) = self.ask([_description(ref)])
        return _words(answer)

    def labels(self, ref: Ref) -> list[Ref]:
        """Return what labels the object; what else may name it is asked in the same breath."""
        call = Call(ref, ACCESSIBLE, "GetRelationSet")
        self._foresee_with(call, _description(ref), _interfaces(ref), _attributes(ref))
        (answer,) = self.ask([call])
        return [ref for kind, targets in _pairs(answer) if kind == LABELLED_BY for ref in refs_in((targets,))]

    def interfaces(self, ref: Ref) -> list[str]:
        """Return what an object can be asked; GTK complains in its program's log when asked for more."""
        (answer,) = self.ask([_interfaces(ref)])
        found = answer[0] if answer else None
        return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []

    def attributes(self, ref: Ref) -> dict[str, str]:
        """Return the attributes that its toolkit gives an object."""
        (answer,) = self.ask([_attributes(ref)])
        found = answer[0] if answer else None
        return found if isinstance(found, dict) else {}


def _questions(ref: Ref) -> list[Call]:
    state = Call(ref, ACCESSIBLE, "GetState")
    return [Call(ref, ACCESSIBLE, ROLE), state, _own_name(ref), _place(ref)]


def _own_name(ref: Ref) -> Call:
    return Call(ref, PROPERTIES, "Get", "ss", (ACCESSIBLE, "Name"))


def _description(ref: Ref) -> Call:
    return Call(ref, PROPERTIES, "Get", "ss", (ACCESSIBLE, "Description"))


def _parent(ref: Ref) -> Call:
    return Call(ref, PROPERTIES, "Get", "ss", (ACCESSIBLE, "Parent"))


def _place(ref: Ref) -> Call:
    return Call(ref, COMPONENT, EXTENTS, "u", (ON_SCREEN,))


def _children(ref: Ref) -> Call:
    return Call(ref, ACCESSIBLE, "GetChildren")


def _count(ref: Ref) -> Call:
    return Call(ref, PROPERTIES, "Get", "ss", (ACCESSIBLE, "ChildCount"))


def _interfaces(ref: Ref) -> Call:
    return Call(ref, ACCESSIBLE, "GetInterfaces")


def _attributes(ref: Ref) -> Call:
    return Call(ref, ACCESSIBLE, "GetAttributes")


def _node(ref: Ref, answers: Sequence[tuple[Any, ...] | None], secrets: Container[Ref]) -> Node | None:
    role, state, name, extents = answers
    number = number_in(role)
    if number is None:
        return None
    return Node(
        ref=ref,
        number=number,
        name=_words(name),
        states=_states(state),
        box=box_in(extents),
        secret=number == PASSWORD or ref in secrets,
    )


def number_in(answer: tuple[Any, ...] | None) -> int | None:
    """Return the number that is an answer."""
    number = answer[0] if answer else None
    return number if isinstance(number, int) and -LARGEST <= number < LARGEST else None


def _states(answer: tuple[Any, ...] | None) -> int:
    """Return the states as one number; they come as a list of words of 32 bits."""
    words = answer[0] if answer else None
    if not isinstance(words, list) or not all(isinstance(word, int) for word in words[:2]):
        return 0
    return sum(word << 32 * n for n, word in enumerate(words[:2]))


def value_in(answer: tuple[Any, ...] | None) -> Any:
    """Return a property's value, which comes as a pair of its type and the value."""
    pair = answer[0] if answer else None
    return pair[1] if isinstance(pair, tuple) and len(pair) == len(("type", "value")) else None


def _words(answer: tuple[Any, ...] | None) -> str:
    value = value_in(answer)
    return tidy(value) if isinstance(value, str) else ""


def _ref(value: Any) -> Ref | None:
    """Return where an object lives; programs without a place for it name the null object."""
    match value:
        case (str(name), str(path)) if name and path != NOTHING:
            return (name, path)
    return None


def refs_in(answer: tuple[Any, ...] | None) -> list[Ref]:
    """Return the objects that an answer lists."""
    found = answer[0] if answer else None
    refs = map(_ref, found) if isinstance(found, list) else ()
    return [ref for ref in refs if ref is not None]


def _pairs(answer: tuple[Any, ...] | None) -> list[tuple[Any, Any]]:
    found = answer[0] if answer else None
    pairs = found if isinstance(found, list) else []
    return [each for each in pairs if isinstance(each, tuple) and len(each) == len(("kind", "targets"))]


def box_in(answer: tuple[Any, ...] | None) -> Box | None:
    """Return the place that an answer tells; sizes of nothing and places past any screen are none."""
    match answer:
        case ((int(x), int(y), int(width), int(height)), *_):
            box = Box(x, y, width, height)
            sane = width > 0 and height > 0 and max(map(abs, box)) < FARTHEST
            return box if sane else None
    return None
