"""Every event of a recording is told: what it was, and what became of it by which rule."""

from hypothesis import given

from recorder.compose import compose
from recorder.compose.account import tell
from recorder.recording import Dropped, Recording, Suppressed
from tests.takes import FORM, ISSUE, NOTE, PIN, Take, refund
from tests.test_any_recording import recordings


def told(take: Take) -> list[tuple[str, int, str, str]]:
    return [(each.what, each.count, each.became, each.rule) for each in tell(take.recording()).events]


def test_each_event_of_a_field_is_in_its_step_by_a_rule() -> None:
    take = Take(FORM).click(NOTE).type(NOTE, "abc", "abc").press("Tab")
    assert told(take) == [
        ("left press", 1, "merged", "a click into a field"),
        ("left release", 1, "merged", "a release ends its press"),
        ("typed", 1, "step", ""),
        ("typed", 2, "merged", "keys of one run of typing"),
        ("keys Tab", 1, "merged", "Tab out of a field"),
    ]
    (step,) = compose(take.recording()).steps
    assert {each.step for each in tell(take.recording()).events} == {step.id}


def test_what_is_left_out_and_what_is_lost_is_told_where_it_was() -> None:
    take = Take().click(ISSUE).scroll(0, 2, count=2).scroll(0, -2, count=2)
    take.facts.insert(0, Suppressed(time=0, what="keys", rule="own_hotkey", count=3))
    take.facts.append(Dropped(time=9, what="button", why="mouse button 11 has no name"))
    assert told(take) == [
        ("keys", 3, "suppressed", "own_hotkey"),
        ("left press", 1, "step", ""),
        ("left release", 1, "merged", "a release ends its press"),
        ("scroll", 2, "suppressed", "scrolling there and back"),
        ("scroll", 2, "suppressed", "scrolling there and back"),
        ("button", 1, "dropped", "mouse button 11 has no name"),
    ]


def test_nothing_that_was_typed_is_told() -> None:
    take = Take(FORM).type(NOTE, "hunter2", "hunter2").type(PIN, None, count=4)
    take.press("h").press("Shift", "U").press("AltGr", "q").press("Ctrl", "S").press("Enter")
    ledger = tell(take.recording())
    assert [each.what for each in ledger.events[-5:]] == ["key", "key", "key", "keys Ctrl+S", "keys Enter"]
    assert "hunter2" not in ledger.model_dump_json()


@given(recordings())
def test_every_event_of_any_recording_is_told_once(recording: Recording) -> None:
    ledger, guide = tell(recording), compose(recording)
    assert guide.recorded
    assert ledger.sums == guide.recorded.ledger
    assert [each.fact for each in ledger.events] == sorted(each.fact for each in ledger.events)
    assert sum(each.count for each in ledger.events) == ledger.sums.events
    for became in ("merged", "suppressed", "dropped"):
        of_kind = sum(each.count for each in ledger.events if each.became == became)
        assert of_kind == getattr(ledger.sums, became)
    actions = {step.id for step in guide.steps if step.kind == "action"}
    assert {each.step for each in ledger.events if each.became == "step"} == actions


def test_a_refund_is_told_in_the_order_of_its_events() -> None:
    events = tell(refund().recording()).events
    assert [each.time for each in events] == sorted(each.time for each in events)
