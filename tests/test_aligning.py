"""Two takes of one task lie side by side: what is the same, what changed, what is new and what is gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.aligning import Pair, align
from tests.steps_made import take

ROUTE = ("Orders", "type Note", "Issue refund", "result Refund issued")


def told(pairs: tuple[Pair, ...]) -> list[str]:
    """Return the pairs in words: `=` same, `~` changed, `+` new, `-` gone, `>` moved, with the places."""
    sign = {"same": "=", "changed": "~", "new": "+", "gone": "-"}
    return [
        (">" if each.has_moved else sign[each.kind])
        + "".join(step.id.lstrip("oldnew") for step in (each.old, each.new) if step)
        for each in pairs
    ]


def compared(old: str, new: str) -> list[str]:
    return told(align(take(*old.split(", ")), take(*new.split(", "), name="new")))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("A, B, C", "A, B, C", "=00 =11 =22"),
        ("Open, Save, Close", "Open, Print, Save, Close", "=00 +1 =12 =23"),
        ("Open, Save, Close", "Open, Close", "=00 -1 =21"),
        ("Open", "Open, Save", "=00 +1"),
        ("Save", "Open, Save", "+0 =01"),
        # twins: one name at two places goes by the place
        ("Delete@200,200, Delete@200,600", "Delete@200,600", "-0 =10"),
        ("Delete@200,200, Delete@200,600", "Delete@200,200", "=00 -1"),
        ("Delete@200,600", "Delete@200,200, Delete@200,600", "+0 =01"),
        # the same step again and again
        ("Next, Next, Next", "Next, Next", "=00 =11 -2"),
        ("Next, Next", "Next, Next, Next", "=00 =11 +2"),
        ("Add, type Name, Add, type Name", "Add, type Name", "=00 =11 -2 -3"),
        ("Next, Mark, Next", "Next, Next", "=00 -1 =21"),
        # a control that moved in its window, and one that got another name where it was
        ("Save@200,200", "Save@900,700", "=00"),
        ("Issue refund", "Issue a refund", "~00"),
        ("type Note", "type Notes", "~00"),
        ("type Note", "click Note", "-0 +0"),
        ("Save", "double_click Save", "~00"),
        ("press Enter", "press Escape", "~00"),
        ("press Enter, Save", "press Enter, press Enter, Save", "=00 +1 =12"),
        ("scroll List, Save", "Save", "-0 =10"),
        # order
        ("A, B, C, Move me", "Move me, A, B, C", ">30 =01 =12 =23"),
        # the result goes with the result, whatever it shows
        ("Send, result Sent", "Send, result Mail sent", "=00 ~11"),
        ("Send, result Sent", "Send", "=00 -1"),
        # notes that somebody wrote have no partner in a recording
        ("Open, note Mind the gap, Save", "Open, Save", "=00 -1 =21"),
        ("note Mind the gap, Save", "note Mind the gap, Save", "=00 =11"),
    ],
)
def test_takes_are_laid_side_by_side(old: str, new: str, expected: str) -> None:
    assert compared(old, new) == expected.split()


def test_two_takes_with_nothing_in_common_have_no_partners() -> None:
    found = align(
        take("Orders", "Issue refund", "Print slip"), take("Inbox", "Archive", name="new", app="mail")
    )
    assert {each.kind for each in found} == {"gone", "new"}


def test_an_empty_take_leaves_all_alone() -> None:
    assert told(align(take(*ROUTE), ())) == ["-0", "-1", "-2", "-3"]
    assert told(align((), take(*ROUTE, name="new"))) == ["+0", "+1", "+2", "+3"]
    assert align((), ()) == ()


def test_words_that_an_author_wrote_are_not_compared() -> None:
    old = take(*ROUTE, caption="Something else altogether", detail="Long words")
    assert told(align(old, take(*ROUTE, name="new"))) == ["=00", "=11", "=22", "=33"]


def test_a_step_that_kept_its_id_is_the_same_step() -> None:
    old, new = take("Open", "Save"), take("Start", "Quite another", "Save")
    found = align(old, new)
    assert [(each.old and each.old.id, each.new and each.new.id) for each in found][:2] == [
        ("old0", "old0"),
        ("old1", "old1"),
    ]
    assert found[1].differs == ("control",)


def test_controls_without_names_go_by_their_places() -> None:
    old, new = take("click @200,200", "click @800,700"), take("click @800,700", name="new")
    assert told(align(old, new)) == ["-0", "=10"]


def test_what_differs_is_told() -> None:
    (pair,) = align(take("Save"), take("Save", name="new", app="another"))
    assert pair.differs == ("window",)
    (pair,) = align(take("Save"), take("Save", name="new", role="link"))
    assert pair.differs == ("role",)
    (pair,) = align(take("Save"), take("right_click Save", name="new"))
    assert pair.differs == ("action",)


def test_very_long_takes_are_compared_too() -> None:
    words = [f"Button {number % 700}" for number in range(2_000)]
    found = align(take(*words), take(*words[:900], "Extra", *words[901:], name="new"))
    assert sum(each.kind == "same" for each in found) == 1_999
    assert sorted(each.kind for each in found if each.kind != "same") == ["gone", "new"]


WORDS = st.lists(
    st.sampled_from(["Open", "Save", "Save@200,200", "type Note", "press Enter", "Close", "result Done"]),
    max_size=9,
)


@given(WORDS, WORDS)
def test_every_step_is_told_once_and_in_order(old: list[str], new: list[str]) -> None:
    before, after = take(*old), take(*new, name="new")
    found = align(before, after)
    assert [each.new for each in found if each.new] == list(after)
    assert [each.old for each in found if each.old and not each.has_moved] == [
        step for step in before if step not in [each.old for each in found if each.has_moved]
    ]
    assert sorted(each.old.id for each in found if each.old) == sorted(step.id for step in before)


@given(WORDS)
def test_a_take_is_the_same_as_itself(words: list[str]) -> None:
    assert {each.kind for each in align(take(*words), take(*words, name="new"))} <= {"same"}
