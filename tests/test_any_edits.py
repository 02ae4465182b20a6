"""Two people edit one guide in any order: the log, the draft and the way back always agree."""

import random
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recorder.document.guide import CaseValue, Guide, Picture, Step
from server.editing.apply import apply, complete, inverse, require_sound
from server.editing.edits import AnyEdit, InsertStep, kept_edit, parse_edit
from server.editing.touched import touched
from server.errors import ServerError
from server.guide_page import numbers
from server.levels import levels_of

WORDS = (
    "Click **Save**",
    "Type `a b` in **Note**",
    "🧾 Prüfen",
    "اضغط على **حفظ**",
    "x",
    "Press **Ctrl+S**, then wait",
    " ",
)
MARKS = (
    {"kind": "box", "box": [1, 2, 30, 40]},
    {"kind": "hide", "box": [5, 5, 9, 9]},
    {"kind": "ring", "at": [7, 8]},
)
SHORT = 100  # of longer guides the dearest questions are not asked after each edit
ABOUT: dict[str, tuple[Any, ...]] = {
    "kind": ("procedure", "guideline"),
    "language": ("en", "de"),
    "risk": ("normal", "high"),
    "minutes": (None, 2.5),
    "tags": ([], ["a", "B"]),
    "owner": ("", "Mara"),
}
SCOPE = ("purpose", "covers", "excludes", "inputs", "result", "role")

texts = st.one_of(st.sampled_from(WORDS), st.text(max_size=40))


def picture(name: str) -> dict[str, Any]:
    return {"file": f"images/{name * 64}.png", "width": 640, "height": 400, "from_the_future": name}


@st.composite
def steps(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """Draw a step of any kind, with fields that this release does not know."""
    shown = draw(st.one_of(st.none(), st.sampled_from("ab").map(picture)))
    if shown:
        shown["marks"] = draw(st.lists(st.sampled_from(MARKS), max_size=3))
        shown["crop"] = draw(st.sampled_from([None, [0, 0, 320, 200]]))
    names = draw(st.lists(st.sampled_from(["Note", "Amount"]), max_size=2))
    return {
        "id": f"s{number}",
        "kind": draw(st.sampled_from(["action", "action", "action", "note", "heading", "result"])),
        "caption": draw(texts),
        "short": draw(st.sampled_from(["", "By hand"])),
        "level": draw(st.integers(0, 2)),
        "detail": draw(texts),
        "when": draw(st.sampled_from(["", "if it is late"])),
        "optional": draw(st.booleans()),
        "callout": draw(st.sampled_from([None, {"kind": "tip", "text": "Look", "from_the_future": [1]}])),
        "links": draw(st.sampled_from([[], [{"guide": "other"}], ["from the future"]])),
        "values": [
            {"name": name, "text": draw(texts), "show": "never", "from_the_future": 1} for name in names
        ],
        "action": draw(
            st.sampled_from([None, {"kind": "type", "time": 1.5}, {"kind": "click", "at": [7, 8]}])
        ),
        "target": draw(st.sampled_from([None, {"name": "Note", "role": "text", "box": [1, 2, 30, 40]}])),
        "picture": shown,
        "from_the_future": {"deep": [number, None]},
    }


@st.composite
def guides(draw: st.DrawFn, most: int = 12) -> Guide:
    """Draw a guide, its levels as wild as files may have them."""
    drawn = [draw(steps(number)) for number in range(draw(st.integers(0, most)))]
    head = {"format": "handrail-guide", "version": 1, "id": "g", "title": draw(texts), "from_the_future": 1}
    return Guide.model_validate({**head, "steps": drawn, "inputs": ["One", " two "], "tags": ["a"]})


class Now(NamedTuple):
    """What an edit can be about: the guide and a step as they are, a random choice, and a new id."""

    guide: Guide
    step: Step
    pick: random.Random
    new: str

    @property
    def words(self) -> str:
        """Some words."""
        return self.pick.choice(WORDS)

    @property
    def neighbour(self) -> str | None:
        """A step to stand after, or None to stand first."""
        return self.pick.choice([None, *(step.id for step in self.guide.steps)])


def one_edit(guide: Guide, pick: random.Random, new: str) -> dict[str, Any]:
    """Return an edit of any kind, now and then one that is out of date or names what is not there."""
    kind = pick.choice(list(EDITS)) if guide.steps else pick.choice(("set_title", "insert_step", "set_about"))
    step = pick.choice(guide.steps) if guide.steps else Step(id="none", kind="note", caption="")
    made: dict[str, Any] = {"kind": kind, **EDITS[kind](Now(guide, step, pick, new))}
    if kind in ("set_caption", "set_title", "set_detail", "delete_step") and pick.random() < 0.1:
        made["before"] += "?"
    if pick.random() < 0.05 and "step" in made:
        made["step"] = "gone"
    return made


def about_step(field: str, wanted: Callable[[Now], Any], name: str = "") -> Callable[[Now], dict[str, Any]]:
    """Return what sets a field of a step."""
    return lambda now: {
        "step": now.step.id,
        "before": as_json(getattr(now.step, field)),
        name or field: wanted(now),
    }


def about_picture(field: str, wanted: Callable[[Now], Any]) -> Callable[[Now], dict[str, Any]]:
    """Return what sets a field of a step's picture."""
    return lambda now: {
        "step": now.step.id,
        "before": as_json(getattr(now.step.picture or EMPTY, field)),
        field: wanted(now),
    }


def about_value(field: str, wanted: Callable[[Now], Any]) -> Callable[[Now], dict[str, Any]]:
    """Return what sets a field of one of a step's values."""

    def edit(now: Now) -> dict[str, Any]:
        value = now.pick.choice(now.step.values or (CaseValue(name="None", text=""),))
        return {"step": now.step.id, "name": value.name, "before": getattr(value, field), field: wanted(now)}

    return edit


def about_guide(now: Now) -> dict[str, Any]:
    field = now.pick.choice(list(ABOUT))
    return {"field": field, "before": getattr(now.guide, field), "to": now.pick.choice(ABOUT[field])}


def scope(now: Now) -> dict[str, Any]:
    field = now.pick.choice(SCOPE)
    held = getattr(now.guide, field)
    before = held if isinstance(held, str) else "\n".join(held)
    return {"field": field, "before": before, "text": now.pick.choice((*WORDS, "One\ntwo"))}


def merge(now: Now) -> dict[str, Any]:
    place = now.guide.steps.index(now.step)
    after = now.guide.steps[min(place + 1, len(now.guide.steps) - 1)]
    return {"step": now.step.id, "next": after.id, "before": now.step.caption, "before_next": after.caption}


def split(now: Now) -> dict[str, Any]:
    said = now.pick.choice(({}, {"first": "One", "second": "Two"}))
    return {"step": now.step.id, "copy": now.new, "before": now.step.caption, **said}


def moment(now: Now) -> dict[str, Any]:
    file = (now.step.picture or EMPTY).file
    other = now.pick.choice((picture("d"), picture("e") | {"width": 20, "height": 20}))
    return {"step": now.step.id, "before": file, "moment": "at", "picture": other}


def new_picture(now: Now) -> dict[str, Any]:
    file = now.step.picture.file if now.step.picture else None
    return {"step": now.step.id, "before": file, "picture": now.pick.choice((None, picture("c")))}


def new_step(now: Now) -> dict[str, Any]:
    kind, level = now.pick.choice(("action", "note")), now.pick.randrange(3)
    content = {"id": now.new, "kind": kind, "caption": now.words, "level": level, "from_the_future": 1}
    return {"after": now.neighbour, "content": content}


def as_json(value: Any) -> Any:
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return [as_json(each) for each in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


EMPTY = Picture.model_validate(picture("a"))
CALLOUTS = (None, {"kind": "say", "text": "Hello"}, {"kind": "tip", "text": "Look"})
KINDS = ("action", "note", "heading", "result")
EDITS: dict[str, Callable[[Now], dict[str, Any]]] = {
    "set_title": lambda now: {"before": now.guide.title, "title": now.words},
    "set_scope": scope,
    "set_about": about_guide,
    "set_place": lambda now: {
        "before": now.guide.process,
        "before_stage": now.guide.stage,
        "process": now.pick.choice("ab"),
        "stage": now.pick.choice("cd"),
    },
    "set_caption": about_step("caption", lambda now: now.words),
    "set_detail": about_step("detail", lambda now: now.words),
    "set_when": about_step("when", lambda now: now.words),
    "set_optional": about_step("optional", lambda now: now.pick.random() < 0.5),
    "set_callout": about_step("callout", lambda now: now.pick.choice(CALLOUTS)),
    "set_links": about_step(
        "links", lambda now: now.pick.choice(([], [{"address": "https://example.org/"}]))
    ),
    "set_step_kind": about_step("kind", lambda now: now.pick.choice(KINDS), "to"),
    "set_level": about_step("level", lambda now: now.pick.randrange(3)),
    "set_value": about_value("text", lambda now: now.words),
    "set_value_show": about_value("show", lambda now: now.pick.choice(("never", "example", "fixed"))),
    "set_crop": about_picture("crop", lambda now: now.pick.choice((None, [1, 1, 50, 50], [9000, 0, 5, 5]))),
    "set_marks": about_picture("marks", lambda now: now.pick.sample(MARKS, 2)),
    "set_picture": new_picture,
    "set_moment": moment,
    "move_step": lambda now: {"step": now.step.id, "after": now.neighbour},
    "delete_step": lambda now: {"step": now.step.id, "before": now.step.caption},
    "merge_steps": merge,
    "split_step": split,
    "duplicate_step": lambda now: {"step": now.step.id, "copy": now.new, "before": now.step.caption},
    "insert_step": new_step,
    "bring_back": new_step,
}


class Writer:
    """One of the two people: makes edits, and undoes and redoes their own."""

    def __init__(self) -> None:
        self.done: list[AnyEdit] = []
        self.undone: list[AnyEdit] = []


class Desk:
    """The guide and its log, as the server keeps them."""

    def __init__(self, guide: Guide) -> None:
        self.start = self.guide = guide
        self.log: list[tuple[AnyEdit, AnyEdit]] = []

    def make(self, edit: AnyEdit, *, checked: bool) -> AnyEdit | None:
        """Make an edit and return the way back; None where it is refused or changes nothing."""
        before = self.guide
        is_short = len(before.steps) < SHORT
        frozen = before.model_dump_json() if is_short else ""
        try:
            if checked:
                require_sound(before, edit)
                edit = complete(before, edit)
            after = apply(before, edit)
        except ServerError:
            assert not is_short or before.model_dump_json() == frozen, "what is refused changes nothing"
            return None
        if after is before:
            return None
        back = inverse(before, edit, after)
        assert apply(after, kept_edit(back.model_dump(mode="json"))) == before, f"{edit!r} has no way back"
        for twice in _again(after, edit) if checked else ():
            assert twice == after, f"{edit!r} was made twice"
        assert_sound(before, after)
        self.log.append((edit, back))
        self.guide = after
        return back


def _again(guide: Guide, edit: AnyEdit) -> Iterator[Guide]:
    """Give what comes of the same edit sent again, where it is not refused."""
    try:
        yield apply(guide, edit)
    except ServerError:
        return


def assert_sound(before: Guide, after: Guide) -> None:
    """The ids differ, each number is one, levels have no gaps, and what was touched is told."""
    ids = [step.id for step in after.steps]
    assert len(ids) == len(set(ids))
    above = -1
    for level in levels_of(after.steps):
        assert 0 <= level <= above + 1
        above = level
    told = [number for number in numbers(after.steps) if number]
    assert len(told) == len(set(told)) == sum(step.kind == "action" for step in after.steps)
    known = {step.id: step for step in before.steps}
    changed = {step.id for step in after.steps if known.get(step.id) != step}
    assert changed <= set(touched(before, after))
    if len(after.steps) < SHORT:
        Guide.model_validate(after.model_dump(mode="json"))


def edit_together(guide: Guide, seed: int, count: int) -> Desk:
    """Let two people make so many edits, undos and redos in any order."""
    pick, desk, two = random.Random(seed), Desk(guide), (Writer(), Writer())
    for number in range(count):
        who = pick.choice(two)
        chance = pick.random()
        if chance < 0.15 and who.done:
            back = desk.make(who.done.pop(), checked=False)
            who.undone += [back] if back else []
        elif chance < 0.25 and who.undone:
            back = desk.make(who.undone.pop(), checked=False)
            who.done += [back] if back else []
        else:
            edit = parse_edit.validate_python(one_edit(desk.guide, pick, f"n{number}"))
            back = desk.make(edit, checked=True)
            who.done += [back] if back else []
            who.undone = [] if back else who.undone
    return desk


def check(desk: Desk) -> None:
    """The log leads to the draft, read back from JSON as well; and back, edit by edit, to the start."""
    made = [kept_edit(edit.model_dump(mode="json")) for edit, _ in desk.log]
    assert made == [edit for edit, _ in desk.log]
    assert reduce(apply, made, desk.start) == desk.guide
    ways = (kept_edit(back.model_dump(mode="json")) for _, back in reversed(desk.log))
    assert reduce(apply, ways, desk.guide) == desk.start


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(guides(), st.integers(0, 2**32))
def test_any_edits_of_two_people_leave_log_draft_and_way_back_in_agreement(guide: Guide, seed: int) -> None:
    check(edit_together(guide, seed, 60))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_thousand_edits_of_two_people_of_a_long_guide_lead_back_exactly(seed: int) -> None:
    drawn = [_long_step(number) for number in range(500)]
    head = {"format": "handrail-guide", "version": 1, "id": "g", "title": "Long"}
    desk = edit_together(Guide.model_validate({**head, "steps": drawn}), seed, 1_000)
    check(desk)
    made = {edit.kind for edit, _ in desk.log}
    assert made >= set(EDITS) - {"set_moment"}, "every kind was made"


def _long_step(number: int) -> dict[str, Any]:
    huge = "Prüfe 🧾 اضغط " * (1_300 if number % 100 == 0 else 1)
    values = [{"name": "Note", "text": huge[:19_000]}]
    return {"id": f"s{number}", "kind": "action", "caption": f"Click **{number}**", "level": number % 3,
            "detail": huge[:19_000], "values": values, "picture": picture("a") if number % 2 else None,
            "from_the_future": number}  # fmt: skip


def test_a_new_step_sent_twice_is_made_once() -> None:
    guide = Guide.model_validate(
        {"format": "handrail-guide", "version": 1, "id": "g", "title": "t", "steps": [_long_step(1)]}
    )
    content = {"id": "n1", "kind": "note", "caption": "Once", "level": 2}
    edit = InsertStep.model_validate({"after": "s1", "content": content})
    once = apply(guide, edit)
    assert apply(once, edit) is once
