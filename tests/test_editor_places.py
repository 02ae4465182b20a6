"""The order of steps as the editor's scripts work it out, beside what the server makes of the same edits."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser

from recorder.document.guide import Guide, Step
from server.editing.apply import apply
from server.editing.edits import MoveStep
from server.guide_page import numbers
from server.rendering import static_url
from tests.serving import served

pytestmark = pytest.mark.browser

Ask = Callable[..., Any]
CALL = """([address, name, given]) => import(address).then((module) => {
    const answer = module[name](...given);
    return answer instanceof Map ? Object.fromEntries(answer) : answer;
})"""


@pytest.fixture(scope="module")
def order(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Give a function that calls one of the module's by name."""
    with served(tmp_path_factory.mktemp("places")) as site:
        page = chromium.new_page()
        page.goto(f"{site.url}/healthz")
        yield lambda name, *given: page.evaluate(CALL, [site.url + address_of(name), name, given])
        page.close()


def address_of(name: str) -> str:
    return static_url(f"js/editor/{'numbers' if name == 'numbers' else 'places'}.js")


def steps(*levels: int | str) -> list[dict[str, Any]]:
    """Return steps named a, b, c … of these levels; a word instead of a level is a kind."""
    names = "abcdefghijklmnopqrstuvwxyz"
    return [
        {"id": name, "kind": "action", "level": each}
        if isinstance(each, int)
        else {"id": name, "kind": each, "level": 0}
        for name, each in zip(names, levels, strict=False)
    ]


def made_of(edits: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [
        (each["step"], "after", each["after"])
        if each["kind"] == "move_step"
        else (each["step"], each["before"], each["level"])
        for each in edits
    ]


def test_a_step_moves_with_its_substeps(order: Ask) -> None:
    edits = order("moveEdits", steps(0, 1, 2, 0, 0), ["a"], "d")
    assert made_of(edits) == [("a", "after", "d")]


def test_what_lands_where_it_stood_is_no_move(order: Ask) -> None:
    assert order("moveEdits", steps(0, 1, 0), ["a"], "b") == []
    assert order("moveEdits", steps(0, 1, 0), ["a"], None) == []


def test_several_steps_move_in_their_order_as_one_block(order: Ask) -> None:
    edits = order("moveEdits", steps(0, 0, 1, 0, 0), ["d", "b"], "e")
    assert made_of(edits) == [("b", "after", "e"), ("d", "after", "c")]
    assert made_of(order("moveEdits", steps(0, 0, 0), ["a", "b"], "b")) == []


@pytest.mark.parametrize(
    ("levels", "ids", "above", "below"),
    [
        ((0, 0, 0), ["b"], None, "c"),
        ((0, 1, 0, 1), ["c"], None, None),
        ((0, 1, 1, 0), ["c"], "a", "d"),
        ((0, 1, 0), ["b"], None, "c"),
        ((0, 0, 0), ["a", "b"], None, "c"),
    ],
)
def test_the_next_place_is_that_beside_a_sibling(
    order: Ask, levels: tuple[int, ...], ids: list[str], above: str | None, below: str | None
) -> None:
    assert order("placeAbove", steps(*levels), ids) == above
    assert order("placeBelow", steps(*levels), ids) == below


def test_only_what_has_a_step_above_it_is_nested(order: Ask) -> None:
    assert made_of(order("nestEdits", steps(0, 0, 1, 2), ["b"], 1)) == [("b", 0, 1)]
    assert made_of(order("nestEdits", steps(0, 0, 0), ["b", "c"], 1)) == [("b", 0, 1), ("c", 0, 1)]
    assert order("nestEdits", steps(0, 0), ["a"], 1) == []
    assert order("nestEdits", steps(0, "heading"), ["b"], 1) == []
    assert made_of(order("nestEdits", steps(0, 1, 2), ["b"], -1)) == [("b", 1, 0)]


def any_guide(dice: random.Random) -> Guide:
    made, deepest = [], 0
    for number in range(dice.randint(1, 12)):
        kind = dice.choice(["action"] * 6 + ["note", "heading"])
        level = dice.randint(0, deepest) if kind == "action" else 0
        deepest = min(2, level + 1) if kind == "action" else deepest if kind == "note" else 0
        made.append(Step.model_validate({"id": f"s{number}", "kind": kind, "caption": "x", "level": level}))
    return Guide(format="handrail-guide", version=1, id="g", title="t", steps=tuple(made))


def test_the_server_agrees_on_order_and_numbers(order: Ask) -> None:
    dice = random.Random(4)
    for _ in range(60):
        guide = any_guide(dice)
        document = guide.model_dump(mode="json")
        ids = [step.id for step in guide.steps]
        chosen = dice.sample(ids, dice.randint(1, min(3, len(ids))))
        after = dice.choice([None, *ids])
        assert order("numbers", document) == list(numbers(guide.steps))
        expected = [each["id"] for each in order("reordered", document["steps"], chosen, after)]
        for edit in order("moveEdits", document["steps"], chosen, after):
            if edit["kind"] == "move_step":
                guide = apply(guide, MoveStep.model_validate(edit))
        assert [step.id for step in guide.steps] == expected
