"""A recording becomes the same guide each time: a golden one, ids, the result, and nothing lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.compose import compose
from recorder.compose.captions import caption_for, short_for
from recorder.compose.moments import moments_of
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target, Window
from recorder.recording import (
    AnyFact,
    Dropped,
    JournalLine,
    Keys,
    Press,
    Recording,
    Release,
    Scroll,
    Settled,
    Start,
    Stop,
    Suppressed,
    Typed,
)
from tests.takes import DESK, FORM, ISSUE, NOTE, ORDER, PIN, REASON, RETURNED, SCREEN, Take, refund

GOLDEN = Path(__file__).parent / "golden"


def read_journal(path: Path) -> Recording:
    start, *facts = (
        JournalLine.validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()
    )
    assert isinstance(start, Start)
    return Recording(start=start, facts=tuple(fact for fact in facts if not isinstance(fact, Start)))


def test_a_journal_becomes_the_golden_guide(refresh: bool) -> None:  # noqa: FBT001 - a fixture
    guide = compose(read_journal(GOLDEN / "refund.jsonl"))
    found: dict[str, Any] = json.loads(guide.model_dump_json())
    golden = GOLDEN / "refund.guide.json"
    if refresh:
        golden.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


def test_a_refund_reads_as_a_guide() -> None:
    guide = compose(refund().recording())
    assert guide.title == "How to issue a refund in Refund desk"
    assert [step.caption for step in guide.steps] == [
        "Choose the entry in **Orders**",
        "Click **Refund**",
        "Choose **Returned goods** in **Reason**",
        "Fill in **Note**",
        "Fill in **PIN**",
        "Turn on **Notify customer**",
        "Click **Issue refund**",
        "Done when **Refund issued** is shown",
    ]
    assert [step.short for step in guide.steps][-2:] == ["Issue refund", "Refund issued"]


def test_the_same_recording_gives_the_same_guide() -> None:
    assert compose(refund().recording()) == compose(refund().recording())


def test_ids_come_from_the_recording_and_stay_when_it_grows() -> None:
    short, long = Take().click(ISSUE), Take().click(ISSUE).click(ORDER)
    assert compose(short.recording()).steps[0].id == compose(long.recording()).steps[0].id
    assert compose(short.recording()).id != compose(short.recording(id="another")).id
    assert compose(short.recording()).steps[0].id != compose(short.recording(id="another")).steps[0].id


def test_a_recording_that_was_cut_short_has_its_result_once_the_screen_had_settled() -> None:
    take = Take().click(ISSUE)
    *_, press, release = take.facts
    after = Settled(time=3, of=press.time, moment=take.moment(), window=Window(title="Refund issued"))
    take.facts.append(after)
    result = compose(take.recording()).steps[-1]
    assert (result.kind, result.caption) == ("result", "Done when **Refund issued** is shown")
    assert result.picture
    assert result.picture.file == f"images/{take.recording().moments[after.moment].file}"
    take.click(ORDER)
    assert compose(take.recording()).steps[-1].kind == "action", "the last action had not settled"
    assert release.kind == "release"


def test_the_moments_of_a_step_are_those_of_its_facts() -> None:
    take = Take(FORM).click(NOTE)
    press = next(fact for fact in take.facts if isinstance(fact, Press))
    at = take.moment()
    take.facts = [
        fact.model_copy(update={"during": at}) if isinstance(fact, Press) else fact for fact in take.facts
    ]
    take.type(NOTE, "abc", "abc")
    recording, typed = take.recording(), take.facts[-1]
    assert isinstance(typed, Typed)
    ((step, moments),) = moments_of(recording).items()
    assert step == compose(recording).steps[0].id
    assert {which: moment.id for which, moment in moments.items()} == {
        "before": press.before,
        "at": at,
        "after": typed.filled,
    }


def test_where_nothing_changed_at_the_press_its_moment_is_the_one_before() -> None:
    take = Take().click(ISSUE)
    take.facts = [
        fact.model_copy(update={"during": "never kept"}) if isinstance(fact, Press) else fact
        for fact in take.facts
    ]
    (moments,) = moments_of(take.recording()).values()
    assert moments["at"] == moments["before"]


def test_a_pointer_step_shows_the_screen_before_the_press_and_a_typing_step_the_filled_field() -> None:
    take = Take().click(ISSUE).click(NOTE).type(NOTE, "ab")
    (pressed, *_) = (fact for fact in take.facts if isinstance(fact, Press))
    (filled,) = (fact for fact in take.facts if isinstance(fact, Typed))
    moments = take.recording().moments
    files = [step.picture.file for step in compose(take.recording()).steps if step.picture]
    assert files == [f"images/{moments[name or ''].file}" for name in (pressed.before, filled.filled)]


def test_the_last_line_of_a_moment_names_its_picture() -> None:
    take = Take().click(ISSUE)
    (first,) = take.recording().moments.values()
    converted = first.model_copy(update={"file": f"{99:064x}.webp"})
    take.facts.append(converted)
    (step,) = compose(take.recording()).steps
    assert step.picture is not None
    assert step.picture.file == f"images/{converted.file}"


def test_a_recording_cut_short_has_no_result() -> None:
    take = Take().click(ORDER).settle().click(ISSUE)
    assert [step.kind for step in compose(take.recording()).steps] == ["action", "action"]


def test_what_was_left_out_after_the_last_action_does_not_take_the_result_away() -> None:
    take = Take().click(ISSUE).settle()
    take.facts.append(Suppressed(time=take.time, what="keys", rule="own hotkey"))
    assert compose(take.recording()).steps[-1].kind == "result"


def test_a_known_window_is_not_announced_as_new() -> None:
    assert (
        compose(Take().click(ISSUE).settle(DESK).recording()).steps[-1].caption
        == "Done when it looks like this"
    )


def test_a_recording_of_nothing_is_a_guide_without_steps() -> None:
    guide = compose(Take().recording())
    assert (guide.steps, guide.title, guide.minutes) == ((), "A task recorded on 2026-11-21", 1)


def test_process_stage_and_language_come_along() -> None:
    guide = compose(refund().recording(process="Customer support", stage="Refunds", language="de"))
    assert (guide.process, guide.stage, guide.language) == ("Customer support", "Refunds", "de")
    assert guide.steps[-2].caption == "Auf **Issue refund** klicken"


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (89, 1), (100, 2), (610, 10)])
def test_minutes_are_rounded_and_at_least_one(seconds: float, minutes: float) -> None:
    take = Take()
    take.facts.append(Stop(time=seconds, reason="hotkey"))
    assert compose(take.recording()).minutes == minutes


def test_a_secret_is_nowhere_in_the_guide_even_if_a_journal_should_hold_one() -> None:
    take = Take(FORM).click(PIN).type(PIN, "98761234", "98761234")
    assert "9876" not in compose(take.recording()).model_dump_json()


def test_what_was_typed_is_a_value_and_nowhere_else() -> None:
    guide = compose(Take(FORM).click(NOTE).type(NOTE, "Zanzibar").recording())
    (step,) = guide.steps
    assert [(value.name, value.text, value.show) for value in step.values] == [("Note", "Zanzibar", "never")]
    assert (
        "Zanzibar"
        not in guide.model_copy(update={"steps": (step.model_copy(update={"values": ()}),)}).model_dump_json()
    )


def test_two_thousand_facts_make_a_guide_without_looking_at_each_pair() -> None:
    take = Take()
    for _ in range(500):
        take.click(ORDER).click(ISSUE)
    recording = take.recording()
    assert len(recording.facts) >= 2_000
    assert len(compose(recording).steps) == 1_000


texts = st.text(max_size=12)
points = st.builds(Point, st.integers(-2000, 3000), st.integers(-2000, 3000))
boxes = st.builds(
    Box, st.integers(-500, 2500), st.integers(-500, 1500), st.integers(0, 2000), st.integers(0, 1200)
)
targets = st.none() | st.sampled_from([ORDER, NOTE, PIN, REASON, RETURNED, ISSUE]) | st.builds(
    Target,
    name=texts,
    role=st.sampled_from(["button", "menu", "menu item", "list item", "text", "tab", "link", "panel", ""]),
    box=st.none() | boxes,
    path=st.lists(texts, max_size=2).map(tuple),
    secret=st.booleans(),
)  # fmt: skip
windows = (
    st.none()
    | st.sampled_from([DESK, FORM])
    | st.builds(Window, title=texts, app=texts, box=st.none() | boxes)
)
counts = st.integers(1, 5)
times = st.floats(0, 100)
keys = st.sampled_from([("Enter",), ("Tab",), ("Ctrl",), ("Ctrl", "A"), ("F5",)])
known = {"time": times, "target": targets, "window": windows, "count": counts}
facts: st.SearchStrategy[AnyFact] = st.one_of(
    st.builds(Press, button=st.sampled_from(["left", "right", "middle", "back"]), at=points, **known),
    st.builds(Release, button=st.sampled_from(["left", "right", "middle", "back"]), at=points, **known),
    st.builds(Scroll, at=points, delta=st.tuples(st.integers(-3, 3), st.integers(-3, 3)), **known),
    st.builds(Typed, until=times, keys=st.none() | st.lists(st.sampled_from(["a", "Backspace"])).map(tuple),
              value=st.none() | texts, **known),
    st.builds(Keys, keys=keys, **known),
    st.builds(Suppressed, time=times, what=texts, rule=st.sampled_from(["hotkey", "terminal"]), count=counts),
    st.builds(Dropped, time=times, what=texts, why=texts, count=counts),
)  # fmt: skip


@given(st.lists(facts, max_size=25))
def test_whatever_happens_the_ledger_adds_up_and_captions_can_be_said_again(random: list[AnyFact]) -> None:
    start = Start(id="any", at="2026-11-21T09:30:00Z", platform="x", recorder="0", monitors=(SCREEN,))
    guide = compose(Recording(start=start, facts=tuple(random)))
    assert guide.recorded is not None
    ledger = guide.recorded.ledger
    actions = [step for step in guide.steps if step.kind == "action"]
    assert ledger.events == sum(getattr(fact, "count", 0) for fact in random)
    assert ledger.events == len(actions) + ledger.merged + ledger.suppressed + ledger.dropped
    assert sum(ledger.rules.values()) == ledger.merged + ledger.suppressed
    assert all(step.caption == caption_for(step) and step.short == short_for(step) for step in guide.steps)
    assert all(step.caption.strip() and step.short.strip() for step in guide.steps)
    assert guide.title


def test_the_result_is_told_by_the_words_that_came_with_it_and_belong_to_no_case() -> None:
    amount = Target(name="84.50 EUR will be with Ines Okafor", role="label", box=Box(500, 300, 300, 20))
    issued = Target(name="Refund issued", role="label", box=Box(500, 340, 300, 20))
    guide = compose(Take().click(ISSUE).settle(shown=(amount, issued)).recording())
    assert guide.steps[-1].caption == "Done when **Refund issued** is shown"
    assert guide.steps[-1].target == issued
