"""Programs may answer anything: what makes no sense is left out, and nothing is asked twice."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from hypothesis import event, given
from hypothesis import strategies as st

from recorder.desktop.accessible import ACCESSIBLE, MOST_CHILDREN, Tree
from recorder.desktop.contents import choice_of
from recorder.desktop.focus import value_of
from recorder.desktop.links import link_at
from recorder.desktop.pointing import around_point
from recorder.desktop.targets import target_of
from recorder.desktop.wire import Call
from recorder.document.geometry import Point

if TYPE_CHECKING:
    from recorder.desktop.bus import Bus

HERE = Point(10, 10)
FACES = [f"org.a11y.atspi.{name}" for name in ("Text", "Value", "Table", "Selection", "Action", "Image")]
ROLES = (43, 62, 61, 11, 56, 66, 38, 29, 52, 88, 35, 20)
REF = ("p", "/1")
Answer = tuple[Any, ...] | None

numbers = st.integers(-(2**31), 2**32)
texts = st.text(max_size=12)
refs = st.tuples(st.sampled_from(["p", "q", ""]), st.sampled_from(["/1", "/2", "/org/a11y/atspi/null", ""]))
boxes = st.tuples(numbers, numbers, numbers, numbers) | st.just((0, 0, 100, 100))
variants = st.tuples(st.sampled_from("sio"), texts | numbers | refs)
things = st.one_of(
    numbers, texts, refs, boxes, variants, st.none(), st.floats(), st.dictionaries(texts, texts | numbers)
)
answers = st.one_of(
    st.none(),
    st.just(()),
    st.tuples(things),
    st.tuples(st.lists(things, max_size=4)),
    st.tuples(st.lists(st.tuples(numbers, st.lists(refs, max_size=3)), max_size=3)),
)


class Garbage:
    """A bus on which every program answers what comes to its mind."""

    def __init__(self, said: Sequence[Answer]) -> None:
        self._said, self.asked = said, list[Call]()

    def ask(self, calls: Sequence[Call], _deadline: float) -> list[Answer]:
        """Answer with what comes next; roles and numbers of children mostly make sense."""
        return [self._answer(call) for call in calls]

    def _answer(self, call: Call) -> Answer:
        assert all(isinstance(each, str) for each in call.to)
        assert len(call.to) == 2
        self.asked.append(call)
        number = len(self.asked)
        if number % 7 and call.method == "GetRole":
            return (ROLES[number % len(ROLES)],)
        if number % 5 and call.arguments[1:] == ("ChildCount",):
            return (("i", 2),)
        if call.method == "GetInterfaces":
            return (FACES,)
        return self._said[number % len(self._said)]


def tree_of(said: Sequence[Answer]) -> tuple[Tree, Garbage]:
    bus = Garbage(said)
    return Tree(cast("Bus", bus), 0.0, set()), bus


@given(st.lists(answers, min_size=1, max_size=30))
def test_any_answers_are_survived(said: list[Answer]) -> None:
    tree, bus = tree_of(said)
    nodes = tree.read([REF])
    event(f"{len(nodes)} objects")
    for node in nodes:
        found = around_point(tree, node, HERE)
        for each in found.chain:
            target = target_of(tree, each, found.lineage)
            assert len(target.name) <= 200
            assert target.box is None or (target.box.width > 0 and target.box.height > 0)
            link_at(tree, each, HERE)
        assert value_of(tree, node) is None or isinstance(value_of(tree, node), str)
        choice_of(tree, node)
    remembered = [call for call in bus.asked if call.method != "GetMatches"]
    assert len(remembered) == len(set(remembered)), "nothing is asked twice"


def test_a_circle_of_parents_is_cut() -> None:
    class Circle(Garbage):
        def ask(self, calls: Sequence[Call], _deadline: float) -> list[Answer]:
            """Tell each that it is in the other."""
            other = {"/1": "/2", "/2": "/1"}
            return [
                (20,) if call.method == "GetRole" else (("(so)", ("p", other[call.to[1]])),) for call in calls
            ]

    tree = Tree(cast("Bus", Circle([None])), 0.0, set())
    assert [kin.ref[1] for kin in tree.lineage(REF)] == ["/1", "/2"]


def test_what_has_too_many_children_is_never_asked_to_list_them() -> None:
    for count in (MOST_CHILDREN + 1, 2**31 - 1, -1):
        tree, bus = tree_of([(("i", count),)])
        bus.asked += [Call(REF, ACCESSIBLE, "GetState")] * 4  # the next number makes no sense
        assert tree.children(REF) == []
        del bus.asked[:4]
        assert [call.arguments for call in bus.asked] == [(ACCESSIBLE, "ChildCount")]
