"""What a guide's page shows: numbers, words, pictures, and nothing that readers may not see."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from recorder.document.guide import Guide, Step
from server.guide_page import about, illustrate_by, numbers, numbers_of, shortened, steps_shown
from server.rendering import render
from tests.example_guide import HIDDEN_NOTE, SECRET_CUSTOMER, example

GUIDE, _ = example()
PICTURES = illustrate_by(lambda drawing: drawing.url)


def rendered(**more: Any) -> str:
    values: dict[str, Any] = {
        "guide": GUIDE,
        "steps": steps_shown(GUIDE, PICTURES),
        "about": about(GUIDE, str),
        "place": None,
        "lost_place": "",
        "version": 1,
        "published_by": "Amara Diallo",
        "published_at": GUIDE.recorded and GUIDE.recorded.at,
    }
    return render("guides/guide.html", **values | more)


def made(*kinds_and_levels: tuple[str, int]) -> tuple[Step, ...]:
    return tuple(
        Step.model_validate({"id": f"s{at}", "kind": kind, "caption": "Do it", "level": level})
        for at, (kind, level) in enumerate(kinds_and_levels)
    )


def test_steps_are_numbered_within_their_level() -> None:
    steps = made(("action", 0), ("action", 1), ("note", 0), ("action", 1), ("action", 0), ("result", 0))
    assert list(numbers(steps)) == ["1", "1.1", "", "1.2", "2", ""]


def test_a_sub_step_without_a_step_above_it_has_a_number_all_the_same() -> None:
    assert list(numbers(made(("action", 2), ("action", 0)))) == ["1", "2"]
    orphans = made(("note", 0), ("action", 1), ("action", 0), ("action", 2))
    assert list(numbers(orphans)) == ["", "1", "2", "2.1"]


def test_the_rules_of_a_guideline_have_no_numbers_and_are_not_followed() -> None:
    page = rendered(guide=GUIDE.model_copy(update={"kind": "guideline"}))
    assert numbers_of(GUIDE.model_copy(update={"kind": "guideline"})) == ("",) * len(GUIDE.steps)
    assert "follow-guide" not in page
    assert "follow-guide" in rendered()


@given(st.lists(st.tuples(st.sampled_from(["action", "note", "heading", "result"]), st.integers(0, 2))))
def test_every_action_and_nothing_else_has_a_number(kinds: list[tuple[str, int]]) -> None:
    steps = made(*kinds)
    found = list(numbers(steps))
    assert [bool(number) for number in found] == [step.kind == "action" for step in steps]


def test_names_are_bold_and_marks_of_html_are_text() -> None:
    guide = GUIDE.model_copy(
        update={"steps": (GUIDE.steps[0].model_copy(update={"caption": "Click **<Save>**"}),)}
    )
    (step,) = steps_shown(guide, PICTURES)
    assert "&lt;Save&gt;" in step.caption
    assert "<Save>" not in step.caption


def test_a_value_is_shown_only_when_its_author_said_so() -> None:
    page = rendered(may_edit=True)
    assert "Customer return" in page
    assert SECRET_CUSTOMER not in page
    assert HIDDEN_NOTE not in page


def test_pictures_keep_their_place_before_they_arrive() -> None:
    for step in steps_shown(GUIDE, PICTURES):
        assert step.picture
        wide = step.picture.wide
        assert f'width="{wide.width}" height="{wide.height}"' in rendered()


def test_every_picture_has_words_for_those_who_do_not_see_it() -> None:
    assert all(step.picture and step.picture.alt for step in steps_shown(GUIDE, PICTURES))


def test_only_pictures_below_the_first_are_loaded_late() -> None:
    page = rendered()
    assert page.count('fetchpriority="high"') == 1
    assert page.count('loading="lazy"') == len(GUIDE.steps) - 1


def test_readers_are_offered_no_editing() -> None:
    reading, editing = rendered(), rendered(may_edit=True)
    for mark in ("/guides/refund/edit", "/guides/refund/edit#step-s1", "guide-drop", "/file"):
        assert mark not in reading, mark
        assert mark in editing, mark


def test_long_names_are_cut_in_the_contents() -> None:
    assert shortened("x" * 48) == "x" * 48
    assert shortened("x" * 49) == "x" * 47 + "…"


def test_the_programs_of_a_guide_are_named_once() -> None:
    assert dict(about(GUIDE, str))["Programs"] == "Refund desk"
    assert dict(about(GUIDE.model_copy(update={"risk": "high"}), str))["Risk"] == "High"
    assert about(Guide(format="handrail-guide", version=1, id="bare", title="Bare", steps=()), str) == ()


def test_a_step_has_another_name_once_anything_of_it_that_readers_see_has_changed() -> None:
    step = GUIDE.steps[2]
    said = {each.said for each in steps_shown(GUIDE, PICTURES)}
    assert len(said) == len(GUIDE.steps)
    hidden = tuple(value.model_copy(update={"text": "x"}) for value in step.values if value.show == "never")
    shown = tuple(value.model_copy(update={"text": "x"}) for value in step.values if value.show != "never")
    unseen = step.model_copy(update={"values": (*(v for v in step.values if v.show != "never"), *hidden)})
    others: list[dict[str, Any]] = [
        {"caption": "Do it"},
        {"detail": "So"},
        {"when": "If so"},
        {"optional": True},
    ]
    others += [{"values": shown}, {"picture": None}, {"callout": {"kind": "tip", "text": "So"}}]
    changed = [Step.model_validate(step.model_dump() | other) for other in others]
    names = {each.said for each in steps_shown(GUIDE.model_copy(update={"steps": (step, unseen)}), PICTURES)}
    assert len(names) == 1
    for each in changed:
        (only,) = steps_shown(GUIDE.model_copy(update={"steps": (each,)}), PICTURES)
        assert only.said not in said
