"""Edits are pure: a guide in, a guide out, and each knows its way back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.compose.captions import caption_for, short_for
from recorder.document.guide import Guide
from server.editing.apply import apply, inverse
from server.editing.edits import AnyEdit, kept_edit, parse_edit
from server.editing.errors import (
    ConflictError,
    UnknownMomentError,
    UnknownStepError,
    UnknownValueError,
    WordlessError,
)
from server.editing.returning import towards
from server.editing.texts import require_words
from tests.sample_guides import CAPTIONS, SECRET, sample_guide

TITLE = "How to process a customer refund"


def guide() -> Guide:
    return sample_guide(inputs=["An order", "A reason"])[0]


def edit(kind: str, **fields: Any) -> AnyEdit:
    return parse_edit.validate_python({"kind": kind, **fields})


def ids(of: Guide) -> list[str]:
    return [step.id for step in of.steps]


FILE = next(step.picture.file for step in guide().steps if step.picture)
MARKS = next(step.picture.marks for step in guide().steps if step.picture)
OTHER = {"file": f"images/{'a' * 64}.png", "width": 640, "height": 400}
SMALLER = {"file": f"images/{'b' * 64}.png", "width": 330, "height": 300}
PIECE = {"id": "p1", "kind": "action", "caption": "Click **Note**"}

EVERY_KIND = [
    edit("set_title", before=TITLE, title="Refunds"),
    edit("set_caption", step="s1", before=CAPTIONS[0], caption="Look at **Orders**"),
    edit("set_detail", step="s3", before="", detail="It cannot be undone."),
    edit("set_scope", field="covers", before="", text="Refunds to a card"),
    edit("set_scope", field="inputs", before="An order\nA reason", text="An order\n\n  A receipt "),
    edit("set_value_show", step="s2", name="Note", before="never", show="fixed"),
    edit("move_step", step="s3", after=None),
    edit("move_step", step="s1", after="s3"),
    edit("delete_step", step="s2", before=CAPTIONS[1]),
    edit("merge_steps", step="s2", next="s3", before=CAPTIONS[1], before_next=CAPTIONS[2]),
    edit("merge_steps", step="s1", next="s2", before=CAPTIONS[0], before_next=CAPTIONS[1]),
    edit("set_place", before="Customer support", before_stage="Refunds", process="Orders", stage=""),
    edit("set_place", before="Customer support", before_stage="Refunds", process="", stage="Refunds"),
    edit("bring_back", content=PIECE, after="s1"),
    edit("bring_back", content=PIECE, after=None),
    edit("set_moment", step="s1", before=FILE, moment="after", picture=OTHER),
    edit("set_moment", step="s1", before=FILE, moment="at", picture=SMALLER),
    edit("set_callout", step="s1", before=None, callout={"kind": "tip", "text": "Look twice."}),
    edit("set_value", step="s2", name="Note", before=SECRET, text="Another note"),
    edit("set_when", step="s1", before="", when="if the order is old"),
    edit("set_optional", step="s1", before=False, optional=True),
    edit("set_links", step="s1", before=[], links=[{"guide": "other", "text": "How to look"}]),
    edit("set_step_kind", step="s1", before="action", to="note"),
    edit("set_level", step="s2", before=0, level=1),
    edit("insert_step", after="s1", content=PIECE | {"level": 1}),
    edit("insert_step", after=None, content=PIECE),
    edit("duplicate_step", step="s1", before=CAPTIONS[0], copy="s1-copy"),
    edit("split_step", step="s1", copy="s1-b", before=CAPTIONS[0], first="Look", second="Look again"),
    edit("set_crop", step="s1", before=(200, 100, 400, 250), crop=(0, 0, 300, 200)),
    edit("set_crop", step="s1", before=(200, 100, 400, 250), crop=None),
    edit("set_marks", step="s1", before=MARKS, marks=[{"kind": "ring", "at": (30, 40)}]),
    edit("set_picture", step="s1", before=FILE, picture=OTHER),
    edit("set_picture", step="s1", before=FILE, picture=None),
    edit("set_about", field="kind", before="procedure", to="guideline"),
    edit("set_about", field="minutes", before=None, to=4),
    edit("set_about", field="tags", before=[], to=["refunds", "Refunds", "money"]),
    edit("set_about", field="owner", before="", to="Mara Lindt"),
]


@pytest.mark.parametrize("change", EVERY_KIND, ids=lambda change: change.kind)
def test_every_edit_changes_the_guide_and_its_inverse_leads_back(change: AnyEdit) -> None:
    before = guide()
    after = apply(before, change)
    assert after != before
    back = kept_edit(inverse(before, change).model_dump(mode="json"))
    assert apply(after, back) == before
    assert apply(before, inverse(after, back)) == after
    assert kept_edit(change.model_dump(mode="json")) == change


@pytest.mark.parametrize("change", EVERY_KIND, ids=lambda change: change.kind)
def test_an_edit_made_twice_changes_nothing_more(change: AnyEdit) -> None:
    after = apply(guide(), change)
    if change.kind in ("delete_step", "merge_steps"):
        with pytest.raises(UnknownStepError):
            apply(after, change)
    else:
        assert apply(after, change) is after or apply(after, change) == after


def test_inputs_are_one_a_line() -> None:
    assert apply(guide(), EVERY_KIND[4]).inputs == ("An order", "A receipt")


def test_words_that_changed_meanwhile_are_a_conflict_with_both_texts() -> None:
    change = edit("set_title", before="An older title", title="Mine")
    with pytest.raises(ConflictError) as raised:
        apply(guide(), change)
    texts = {name: raised.value.more[name] for name in ("before", "mine", "theirs")}
    assert texts == {"before": "An older title", "mine": "Mine", "theirs": TITLE}


def test_a_step_whose_words_changed_is_not_deleted_unseen() -> None:
    with pytest.raises(ConflictError):
        apply(guide(), edit("delete_step", step="s2", before="What it said yesterday"))


def test_steps_and_values_that_are_not_there_are_named() -> None:
    with pytest.raises(UnknownStepError, match="gone"):
        apply(guide(), edit("set_caption", step="gone", before="", caption="x"))
    with pytest.raises(UnknownStepError, match="gone"):
        apply(guide(), edit("move_step", step="s1", after="gone"))
    with pytest.raises(UnknownValueError, match="Amount"):
        apply(guide(), edit("set_value_show", step="s2", name="Amount", before="never", show="fixed"))


@pytest.mark.parametrize("kind", ["set_title", "set_caption"])
def test_what_needs_words_is_not_left_without(kind: str) -> None:
    about = {"step": "s1"} if kind == "set_caption" else {}
    wordless = edit(kind, before="", **about, **{kind.removeprefix("set_"): "  \n "})
    with pytest.raises(WordlessError):
        require_words(wordless)
    require_words(edit("set_detail", step="s1", before="x", detail=""))


def test_the_caption_follows_a_value_that_is_shown() -> None:
    shown = apply(guide(), edit("set_value_show", step="s2", name="Note", before="never", show="example"))
    assert shown.steps[1].caption == f"Type **{SECRET}** in **Note**"
    assert shown.steps[1].short == short_for(shown.steps[1])


def test_a_caption_by_hand_stays_when_a_value_is_shown() -> None:
    by_hand = apply(guide(), edit("set_caption", step="s2", before=CAPTIONS[1], caption="Say why"))
    shown = apply(by_hand, edit("set_value_show", step="s2", name="Note", before="never", show="fixed"))
    assert shown.steps[1].caption == "Say why"
    assert shown.steps[1].values[0].show == "fixed"


def test_the_short_form_follows_the_caption() -> None:
    first = guide()
    changed = apply(first, edit("set_caption", step="s3", before=CAPTIONS[2], caption="Press **Refund** now"))
    assert changed.steps[2].short == "Press Refund now"
    back = apply(changed, edit("set_caption", step="s3", before="Press **Refund** now", caption=CAPTIONS[2]))
    assert back.steps[2].short == short_for(first.steps[2]) == "Issue refund"
    assert back.steps[2].caption == caption_for(first.steps[2])


def test_a_restored_step_finds_a_place_though_its_neighbour_is_gone() -> None:
    first = guide()
    restoring = inverse(first, edit("delete_step", step="s3", before=CAPTIONS[2]))
    fewer = apply(
        apply(first, edit("delete_step", step="s3", before=CAPTIONS[2])),
        edit("delete_step", step="s2", before=CAPTIONS[1]),
    )
    assert ids(apply(fewer, restoring)) == ["s1", "s3"]


@pytest.mark.parametrize("back", [("s1", "s2"), ("s2", "s1")])
@pytest.mark.parametrize("gone", [("s1", "s2"), ("s2", "s1")])
def test_deleted_neighbours_are_put_back_in_their_order(gone: tuple[str, ...], back: tuple[str, ...]) -> None:
    fewer, restoring = guide(), {}
    for step in gone:
        change = edit("delete_step", step=step, before=CAPTIONS[int(step[1]) - 1])
        restoring[step] = inverse(fewer, change)
        fewer = apply(fewer, change)
    assert ids(fewer) == ["s3"]
    for step in back:
        fewer = apply(fewer, restoring[step])
    assert ids(fewer) == ["s1", "s2", "s3"]


@given(st.lists(st.tuples(st.sampled_from("12345"), st.sampled_from(["", *"12345"])), max_size=12))
def test_moves_never_lose_or_double_a_step(moves: list[tuple[str, str]]) -> None:
    moved = sample_guide(captions=["a", "b", "c", "d", "e"])[0]
    for step, after in moves:
        change = edit("move_step", step=f"s{step}", after=f"s{after}" if after else None)
        back = inverse(moved, change)
        assert ids(apply(apply(moved, change), back)) == ids(moved)
        moved = apply(moved, change)
        if step != after:
            assert f"s{after}" == (ids(moved)[ids(moved).index(f"s{step}") - 1] if after else f"s{after}")
    assert sorted(ids(moved)) == ["s1", "s2", "s3", "s4", "s5"]


def test_another_moment_keeps_crop_and_marks_where_they_fit() -> None:
    seen = guide().steps[0].picture
    assert seen
    same = apply(guide(), edit("set_moment", step="s1", before=FILE, moment="at", picture=OTHER))
    assert same.steps[0].picture == seen.model_copy(update={"file": OTHER["file"]})
    less = apply(guide(), edit("set_moment", step="s1", before=FILE, moment="at", picture=SMALLER))
    picture = less.steps[0].picture
    assert picture
    assert (picture.crop, [mark.kind for mark in picture.marks]) == ((200, 100, 130, 200), ["box"])


def test_another_moment_is_refused_where_the_picture_is_another_or_none() -> None:
    with pytest.raises(ConflictError):
        apply(guide(), edit("set_moment", step="s2", before=FILE, moment="at", picture=OTHER))
    bare = guide().model_copy(update={"steps": (guide().steps[0].model_copy(update={"picture": None}),)})
    with pytest.raises(UnknownMomentError):
        apply(bare, edit("set_moment", step="s1", before=FILE, moment="at", picture=OTHER))


def test_fields_that_this_release_does_not_know_come_and_go_by_edits_as_well() -> None:
    step = guide().steps[1]
    value = step.values[0].model_dump() | {"future": 1}
    picture = step.picture.model_dump() | {"future": {"deep": [1]}} if step.picture else None
    more = step.model_dump() | {"future": None, "later": 2, "values": [value], "picture": picture}
    known = guide().model_dump()
    wanted = Guide.model_validate(
        known | {"later": [3], "steps": [known["steps"][0], more, known["steps"][2]]}
    )
    for before, after in ((guide(), wanted), (wanted, guide())):
        changed = before
        for change in towards(before, after):
            back, made = inverse(changed, change), apply(changed, change)
            assert said(apply(made, back)) == said(changed)
            changed = made
        assert said(changed) == said(after)


def said(of: Guide) -> Any:
    return of.model_dump(exclude_none=True)
