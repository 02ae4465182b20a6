"""From any state of a guide to any other by edits, and back again by what undoes them."""

from hypothesis import given
from hypothesis import strategies as st

from recorder.document.guide import Guide, Step
from server.editing.apply import apply, inverse
from server.editing.returning import towards
from tests.example_guide import example

GUIDE = example(pictured=False)[0]
STEPS = {step.id: step for step in GUIDE.steps} | {
    f"n{number}": Step(id=f"n{number}", kind="note" if number else "heading", caption=f"Note {number}")
    for number in range(3)
}


@st.composite
def states(draw: st.DrawFn) -> Guide:
    names = draw(st.lists(st.sampled_from(sorted(STEPS)), unique=True, max_size=8))
    steps = tuple(
        STEPS[name].model_copy(
            update={"level": draw(st.integers(0, 2)), "detail": draw(st.sampled_from(["", "More"]))}
        )
        for name in names
    )
    title, tags = draw(st.sampled_from(["One", "Two"])), draw(st.sampled_from([(), ("a",)]))
    return GUIDE.model_copy(update={"steps": steps, "title": title, "tags": tags})


@given(states(), states())
def test_any_state_leads_to_any_other_and_back(before: Guide, after: Guide) -> None:
    document = before
    back = []
    for edit in towards(before, after):
        edited = apply(document, edit)
        back.append(inverse(document, edit, edited))
        document = edited
    assert document == after
    for edit in reversed(back):
        document = apply(document, edit)
    assert document == before


def test_what_is_there_already_needs_no_edit() -> None:
    assert towards(GUIDE, GUIDE) == []


def test_a_changed_word_is_one_edit_and_leaves_all_else_alone() -> None:
    after = GUIDE.model_copy(update={"title": "Another"})
    (edit,) = towards(GUIDE, after)
    assert edit.kind == "put_fields"
