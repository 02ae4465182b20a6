"""What differs between two states of a guide is told change by change, and nothing is left out."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.document.guide import Callout, CaseValue, Guide, Picture, Step
from server.comparing import Change, compare, moved_steps
from server.editing.apply import apply
from server.editing.edits import MergeSteps
from tests.example_guide import example

GUIDE = example()[0]


def step(name: str) -> Step:
    found = GUIDE.step(name)
    assert found is not None
    return found


def with_step(name: str, guide: Guide = GUIDE, **changes: Any) -> Guide:
    steps = tuple(each.model_copy(update=changes) if each.id == name else each for each in guide.steps)
    return guide.model_copy(update={"steps": steps})


def ordered(*names: str, more: tuple[Step, ...] = ()) -> Guide:
    known = {each.id: each for each in (*GUIDE.steps, *more)}
    return GUIDE.model_copy(update={"steps": tuple(known[name] for name in names)})


def told(after: Guide, before: Guide = GUIDE) -> list[tuple[str, str | None, str, str, str]]:
    return [
        (each.what, each.step.id if each.step else None, each.field, each.before, each.after)
        for each in compare(before, after)
    ]


def test_a_guide_does_not_differ_from_itself() -> None:
    assert compare(GUIDE, GUIDE) == ()
    assert compare(GUIDE, Guide.model_validate_json(GUIDE.model_dump_json())) == ()


@pytest.mark.parametrize(
    ("field", "what", "value", "before", "after"),
    [
        ("title", "title", "Refunds", "How to process a customer refund", "Refunds"),
        ("covers", "scope", "", "Refunds of products bought in the last 30 days.", ""),
        ("inputs", "scope", ("One", "Two"), "The order number, and the amount agreed with the customer.",
         "One\nTwo"),
        ("result", "scope", "Paid", "", "Paid"),
        ("minutes", "about", 2.5, "2", "2.5"),
        ("minutes", "about", None, "2", ""),
        ("tags", "about", ("a", "b"), "", "a\nb"),
        ("kind", "about", "guideline", "procedure", "guideline"),
        ("process", "place", "Orders", "Customer support", "Orders"),
        ("stage", "place", "", "Refunds", ""),
    ],
)  # fmt: skip
def test_what_is_said_of_the_guide(field: str, what: str, value: Any, before: str, after: str) -> None:
    assert told(GUIDE.model_copy(update={field: value})) == [(what, None, field, before, after)]


def test_new_gone_and_moved_steps_are_told_where_they_are_read() -> None:
    note = Step(id="n1", kind="note", caption="Breathe")
    assert told(ordered("s1", "n1", "s2", "s4", "s5", more=(note,))) == [
        ("new", "n1", "", "", "Breathe"),
        ("gone", "s3", "", "Fill in **Note**", ""),
    ]
    assert told(ordered("s4", "s1", "s2", "s3", "s5")) == [("moved", "s4", "", "", "")]
    assert told(ordered("s2", "s3", "s4", "s5", "s1")) == [("moved", "s1", "", "", "")]
    assert told(ordered()) == [("gone", each.id, "", each.caption, "") for each in GUIDE.steps]
    first_gone = told(ordered("s3", "s4", "s5"))
    assert [each[:2] for each in first_gone] == [("gone", "s1"), ("gone", "s2")]


def test_a_step_that_moved_and_changed_tells_both() -> None:
    after = with_step("s4", ordered("s4", "s1", "s2", "s3", "s5"), caption="Press it", level=1)
    assert [each[0] for each in told(after)] == ["moved", "level", "caption"]


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        ("s3", {"caption": "Write it", "short": "Write it"}, ("caption", "", "Fill in **Note**", "Write it")),
        ("s3", {"short": "Note"}, ("short", "", "Fill in Note", "Note")),
        ("s3", {"detail": "More"}, ("detail", "", "", "More")),
        ("s3", {"when": "it is late"}, ("when", "", "", "it is late")),
        ("s3", {"optional": True}, ("optional", "", "False", "True")),
        ("s3", {"kind": "note"}, ("kind", "", "action", "note")),
        ("s3", {"level": 2}, ("level", "", "0", "2")),
        ("s3", {"links": ("g2",)}, ("links", "", "", "g2")),
        ("s3", {"callout": Callout(kind="tip", text="Save")}, ("callout", "", "", "Save")),
        ("s2", {"callout": None}, ("callout", "", "If the order is older than 30 days, stop here.", "")),
        ("s2", {"callout": Callout(kind="tip", text="If the order is older than 30 days, stop here.")},
         ("callout", "", *["If the order is older than 30 days, stop here."] * 2)),
        ("s2", {"picture": None}, ("picture", "gone", "", "")),
        ("s2", {"target": None}, None),
        ("s2", {"window": None}, None),
    ],
)  # fmt: skip
def test_what_is_said_of_a_step(
    name: str, changes: dict[str, Any], expected: tuple[str, str, str, str] | None
) -> None:
    (found,) = told(with_step(name, **changes))
    if expected is None:
        assert found == ("unseen", None, "", "", "")
    else:
        assert found == (expected[0], name, *expected[1:])


@pytest.mark.parametrize(
    ("shows", "expected", "shows_more"),
    [
        (("never", "never"), [("value", "s3", "Note", "Customer return", "")], [False]),
        (("fixed", "never"), [("value", "s3", "Note", "Customer return", "Customer return")], [False]),
        (("example", "example"), [("value", "s3", "Typed", "", "Wrong size, called twice")], [True]),
    ],
)
def test_values_that_readers_come_to_see_are_told(
    shows: tuple[Any, ...], expected: list[Any], shows_more: list[bool]
) -> None:
    values = tuple(
        CaseValue(name=value.name, text=value.text, show=show)
        for value, show in zip(step("s3").values, shows, strict=True)
    )
    after = with_step("s3", values=values)
    assert told(after) == expected
    assert [each.shows_more for each in compare(GUIDE, after)] == shows_more


def test_another_hidden_value_says_nothing_of_it() -> None:
    values = (step("s1").values[0].model_copy(update={"text": "Somebody else"}),)
    assert compare(GUIDE, with_step("s1", values=values)) == (Change("unseen"),)


def test_values_of_one_name_are_compared_in_their_order() -> None:
    twice = tuple(CaseValue(name="Note", text=text, show="fixed") for text in ("a", "b"))
    other = (twice[0], twice[1].model_copy(update={"text": "c"}))
    found = told(with_step("s3", values=other), with_step("s3", values=twice))
    assert found == [("value", "s3", "Note", "b", "c")]


def picture(**changes: Any) -> Picture:
    now = step("s2").picture
    assert now is not None
    return now.model_copy(update=changes)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"crop": None}, "crop"),
        ({"marks": ()}, "marks"),
        ({"marks": (), "crop": None}, "other"),
        ({"file": f"images/{'0' * 64}.png"}, "other"),
    ],
)
def test_a_picture_says_what_became_of_it(changes: dict[str, Any], field: str) -> None:
    assert told(with_step("s2", picture=picture(**changes))) == [("picture", "s2", field, "", "")]


def test_a_new_picture_is_told() -> None:
    assert told(GUIDE, with_step("s2", picture=None)) == [("picture", "s2", "new", "", "")]


def test_merged_steps_are_one_that_says_more_and_one_that_is_gone() -> None:
    edit = MergeSteps(step="s3", next="s4", before=step("s3").caption, before_next=step("s4").caption)
    found = {each[:2] for each in told(apply(GUIDE, edit))}
    assert {("caption", "s3"), ("gone", "s4")} <= found


def test_a_field_that_this_release_does_not_know_is_a_change_unseen() -> None:
    newer = Guide.model_validate({**GUIDE.model_dump(), "mood": "good"})
    assert told(newer) == [("unseen", None, "", "", "")]


@given(st.permutations(range(9)), st.sets(st.integers(0, 8)))
def test_the_fewest_steps_are_said_to_have_moved(order: list[int], gone: set[int]) -> None:
    before = [str(number) for number in range(9)]
    after = [str(number) for number in order if number not in gone]
    moved = moved_steps(before, after)
    kept = [each for each in after if each not in moved]
    assert kept == sorted(kept), "what did not move keeps its order"
    assert len(kept) == longest(after)


def longest(order: list[str]) -> int:
    best = [1] * len(order)
    for here, each in enumerate(order):
        best[here] = 1 + max((best[ahead] for ahead in range(here) if order[ahead] < each), default=0)
    return max(best, default=0)


CHANGES: list[Callable[[Guide], Guide]] = [
    lambda guide: guide.model_copy(update={"title": guide.title + "!"}),
    lambda guide: guide.model_copy(update={"steps": guide.steps[1:]}),
    lambda guide: guide.model_copy(update={"steps": guide.steps[::-1]}),
    lambda guide: guide.model_copy(
        update={"steps": tuple(each.model_copy(update={"window": None}) for each in guide.steps)}
    ),
    lambda guide: guide.model_copy(
        update={"steps": tuple(each.model_copy(update={"values": each.values[::-1]}) for each in guide.steps)}
    ),
    lambda guide: guide.model_copy(update={"recorded": None}),
]


@given(st.lists(st.sampled_from(CHANGES), max_size=4), st.lists(st.sampled_from(CHANGES), max_size=4))
def test_two_guides_differ_just_when_a_change_is_told(
    one: list[Callable[[Guide], Guide]], other: list[Callable[[Guide], Guide]]
) -> None:
    before = after = GUIDE
    for change in one:
        before = change(before)
    for change in other:
        after = change(after)
    assert bool(compare(before, after)) == (before != after)
