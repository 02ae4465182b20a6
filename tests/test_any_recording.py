"""Whatever a journal holds becomes a guide that can be written, read and drawn."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.compose import compose, live
from recorder.compose.captions import caption_for
from recorder.compose.leftout import left_out, neighbour
from recorder.compose.moments import moments_of
from recorder.desktop.roles import _ROLES
from recorder.document.geometry import Box, Point
from recorder.document.guide import Guide, Monitor, Step, Target, Window
from recorder.document.markup import plain
from recorder.recording import (
    After,
    AnyFact,
    Became,
    Button,
    Discard,
    Dropped,
    Keys,
    Moment,
    Named,
    Paused,
    Press,
    Recording,
    Release,
    Remark,
    Resumed,
    Scroll,
    Settled,
    Snapshot,
    Start,
    Stop,
    Suppressed,
    Typed,
    WindowChange,
)
from server.drawings import drawings_of

HOSTILE = (
    *("", " ", "\n", "**bold** `code` [link](javascript:x)", "<script>alert(1)</script>", "{name} {0} %s"),
    *("\u202eevil\u202c", "שמור הזמנה", "احفظ", "a\nb\tc", "x" * 200, "…", ":", "&", "_", "\\", "👩‍🚀"),
    *("Address and search bar", "Orders", "Ines Okafor", "4711", "- - -", "\x7f", "a" + " " * 150 + "b"),
)
names = st.sampled_from(HOSTILE) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
far = st.integers(-5000, 9000)
sides = st.integers(0, 6000)
points = st.builds(Point, far, far)
boxes = st.builds(Box, far, far, sides, sides)
roles = st.sampled_from(sorted({*_ROLES.values(), "option", "panel", "", "no such role"}))
states = st.lists(st.sampled_from(["checked", "focused", "pressed", "multi-line"]), max_size=2).map(tuple)
targets = st.none() | st.builds(
    Target,
    name=names,
    role=roles,
    state=states,
    box=st.none() | boxes,
    path=st.lists(names, max_size=3).map(tuple),
    secret=st.booleans(),
)
windows = st.none() | st.builds(Window, title=names, app=names, box=st.none() | boxes, url=st.none() | names)
times = st.floats(0, 1e6)
ids = st.none() | st.sampled_from(["m0", "m1", "m2", "gone"])
buttons = st.sampled_from(get_args(Button))
keys = st.lists(
    st.sampled_from(
        [*("a", "Enter", "Tab", "Ctrl", "L", "*", "\\", "Backspace", "F5", "Down", "Space", "Alt", "F4", "V")]
    ),
    max_size=4,
).map(tuple)
known: dict[str, Any] = {"time": times, "target": targets, "window": windows, "count": st.integers(1, 9)}
facts: st.SearchStrategy[AnyFact] = st.one_of(
    st.builds(Press, button=buttons, at=points, modifiers=keys, before=ids, during=ids, **known),
    st.builds(Release, button=buttons, at=points, **known),
    st.builds(Scroll, at=points, delta=st.tuples(far, far), modifiers=keys, before=ids, **known),
    st.builds(
        Typed,
        until=times,
        keys=st.none() | keys,
        value=st.none() | names,
        filled=ids,
        pasted=st.booleans(),
        **known,
    ),
    st.builds(Keys, keys=keys, before=ids, during=ids, repeated=st.booleans(), **known),
    st.builds(
        WindowChange,
        time=times,
        what=st.sampled_from(["opened", "closed", "switched", "minimised", "moved"]),
        window=windows.filter(bool),
        before=windows,
    ),
    st.builds(
        Became,
        time=times,
        of=times,
        target=targets,
        value=st.none() | names,
        filled=ids,
        pasted=st.booleans(),
    ),
    st.builds(Suppressed, time=times, what=names, rule=names, count=st.integers(1, 9)),
    st.builds(Dropped, time=times, what=names, why=names, count=st.integers(1, 9)),
    st.builds(Settled, time=times, of=times, moment=st.sampled_from(["m0", "gone"]), window=windows),
    st.builds(
        After,
        time=times,
        moment=st.sampled_from(["m0", "gone"]),
        window=windows,
        shown=st.lists(targets.filter(bool), max_size=3).map(tuple),
    ),
    st.builds(Snapshot, time=times, moment=st.sampled_from(["m0", "gone"]), window=windows),
    st.builds(Remark, time=times, text=names, moment=ids, window=windows),
    st.builds(Discard, time=times) | st.builds(Paused, time=times) | st.builds(Resumed, time=times),
    st.builds(
        Named,
        time=times,
        what=st.sampled_from(["press", "release", "scroll"]),
        of=times,
        target=targets.filter(bool),
    ),
    st.builds(Stop, time=times, reason=names),
)
monitors = st.builds(
    Monitor,
    x=far,
    y=far,
    width=st.integers(1, 8000),
    height=st.integers(1, 8000),
    scale=st.sampled_from([1.0, 1.25, 2.0]),
)


@st.composite
def recordings(draw: st.DrawFn) -> Recording:
    """Any recording that can be read: facts in any order, moments of any monitor, or of none there is."""
    start = Start(
        id="any",
        at="2026-11-21T09:30:00Z",
        platform="x",
        recorder="0",
        monitors=tuple(draw(st.lists(monitors, max_size=3))),
        title=draw(names),
        language=draw(st.sampled_from(["en", "de", "", "xx-yy"])),
    )
    side = st.integers(1, 8000)
    moments = [
        Moment(
            time=0, id=f"m{n}", file=f"{n:064x}.png", monitor=draw(st.integers(0, 3)),
            width=draw(side), height=draw(side),
        )
        for n in range(3)
    ]  # fmt: skip
    return Recording(start=start, facts=(*moments, *draw(st.lists(facts, max_size=12))))


@given(recordings())
def test_any_recording_becomes_a_guide_that_can_be_written_read_and_drawn(recording: Recording) -> None:
    guide = compose(recording)
    assert Guide.model_validate_json(guide.model_dump_json()) == guide
    for step in guide.steps:
        assert plain(step.caption).strip()
        assert step.caption == caption_for(step, guide.language) or step.kind == "note"
        for drawing in drawings_of(step).values():
            assert drawing.picture.frame.covers(drawing.crop)
            assert drawing.width > 0
            assert drawing.height > 0


@given(st.lists(facts, max_size=60), st.integers(2, 8))
def test_the_live_list_of_any_recording_that_ended_is_what_is_composed(
    later: list[AnyFact], open_steps: int
) -> None:
    start = Start(id="any", at="2026-11-21T09:30:00Z", platform="x", recorder="0", monitors=())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live, "MOST_OPEN", open_steps)
        patch.setattr(live, "STAY_OPEN", open_steps // 2)
        ended = [*later, Stop(time=1e6, reason="hotkey")]
        assert shown(start, ended) == compose(Recording(start=start, facts=tuple(ended))).steps


def shown(start: Start, later: list[AnyFact]) -> tuple[Step, ...]:
    """Return the list of steps that somebody sees who takes every change."""
    heard: list[AnyFact] = []
    composer, steps = live.Live(start, lambda: heard), tuple[Step, ...]()
    for fact in later:
        heard.append(fact)
        composer.add(fact)
        if change := composer.change():
            steps = (*steps[: change.first], *change.steps)
    return steps


@given(recordings())
def test_no_event_of_any_recording_goes_unexplained(recording: Recording) -> None:
    guide = compose(recording)
    assert guide.recorded
    ledger = guide.recorded.ledger
    actions = sum(step.kind == "action" for step in guide.steps)
    assert ledger.events == sum(getattr(fact, "count", 0) for fact in recording.facts)
    assert ledger.events == actions + ledger.merged + ledger.suppressed + ledger.dropped
    assert sum(ledger.rules.values()) == ledger.merged + ledger.suppressed


@given(recordings())
def test_whatever_a_rule_left_out_of_any_recording_can_be_brought_back(recording: Recording) -> None:
    guide = compose(recording)
    actions = {step.id for step in guide.steps if step.kind == "action"}
    pieces = left_out(recording)
    assert len({piece.step.id for piece in pieces} | actions) == len(pieces) + len(actions)
    for piece in pieces:
        assert plain(piece.step.caption).strip()
        assert piece.into is None or piece.into in actions
        assert neighbour(piece, guide) in {None, *actions}


@given(recordings())
def test_the_moments_of_any_recording_are_those_it_kept(recording: Recording) -> None:
    known = set(recording.moments.values())
    actions = {step.id for step in compose(recording).steps if step.kind == "action"}
    moments = moments_of(recording)
    assert set(moments) == actions
    assert all(set(each.values()) <= known for each in moments.values())
