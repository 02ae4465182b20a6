"""The guide as a value: frozen, with defaults, and nothing lost that this version does not know."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from recorder.document.geometry import Box, Point
from recorder.document.guide import BoxMark, Guide, Picture, PointerMark, Step
from recorder.document.guidejson import guide_from_json, guide_to_json
from recorder.errors import GuideFileError

IMAGE = f"images/{'ab' * 32}.png"

# As other programs read and write it; the names of its fields are promised.
EXAMPLE: dict[str, Any] = {
    "format": "handrail-guide",
    "version": 1,
    "id": "refund-1",
    "kind": "procedure",
    "language": "en",
    "title": "How to process a customer refund",
    "purpose": "",
    "covers": "Refunds to cards",
    "excludes": "Vouchers",
    "inputs": [],
    "result": "",
    "role": "Support agent",
    "owner": "",
    "risk": "normal",
    "minutes": 2,
    "tags": [],
    "process": "Customer support",
    "stage": "Refunds",
    "recorded": {
        "at": "2026-11-21T09:30:00Z",
        "seconds": 42.1,
        "platform": "linux-x11",
        "recorder": "0.1.0",
        "monitors": [{"x": 0, "y": 0, "width": 1920, "height": 1080, "scale": 1.0}],
        "ledger": {"events": 41, "merged": 26, "suppressed": 2, "dropped": 0},
    },
    "steps": [
        {
            "id": "s1",
            "kind": "action",
            "level": 0,
            "caption": "Click **Issue refund**",
            "short": "Issue refund",
            "detail": "",
            "callout": None,
            "optional": False,
            "when": "",
            "links": [],
            "values": [],
            "action": {
                "kind": "click",
                "button": "left",
                "count": 1,
                "modifiers": [],
                "at": [812, 440],
                "to": None,
                "scroll": None,
                "keys": [],
                "time": 12.31,
            },
            "target": {
                "name": "Issue refund",
                "role": "button",
                "state": [],
                "box": [760, 420, 110, 36],
                "path": [],
                "source": "tree",
                "secret": False,
            },
            "window": {"title": "Refund desk", "app": "refund-desk", "box": [0, 0, 1280, 800], "url": None},
            "picture": {
                "file": IMAGE,
                "width": 1920,
                "height": 1080,
                "scale": 1.0,
                "crop": [400, 200, 960, 600],
                "marks": [
                    {"kind": "box", "box": [760, 420, 110, 36]},
                    {"kind": "pointer", "at": [812, 440]},
                ],
            },
        }
    ],
}


def read(guide: dict[str, Any]) -> Guide:
    return guide_from_json(json.dumps(guide).encode())


def least(**fields: Any) -> dict[str, Any]:
    return {"format": "handrail-guide", "version": 1, "id": "g", "title": "t", "steps": [], **fields}


def test_the_promised_names_are_read_and_written() -> None:
    guide = read(EXAMPLE)
    assert guide.steps[0].target is not None
    assert guide.steps[0].target.box == Box(760, 420, 110, 36)
    assert isinstance(guide.steps[0].target.box, Box)
    assert_holds(json.loads(guide_to_json(guide)), EXAMPLE)


def assert_holds(whole: Any, part: Any) -> None:
    """Check that every field of `part` is in `whole`, which may hold more."""
    if isinstance(part, dict):
        for name, value in part.items():
            assert_holds(whole[name], value)
    elif isinstance(part, list):
        for mine, theirs in zip(whole, part, strict=True):
            assert_holds(mine, theirs)
    else:
        assert whole == part


def test_writing_and_reading_again_changes_nothing() -> None:
    guide = read(EXAMPLE)
    assert guide_from_json(guide_to_json(guide)) == guide
    assert guide_to_json(guide_from_json(guide_to_json(guide))) == guide_to_json(guide)


def test_little_is_required() -> None:
    guide = read(least(steps=[{"id": "a", "kind": "note", "caption": "Mind the gap"}]))
    assert (guide.kind, guide.language, guide.recorded) == ("procedure", "en", None)
    assert guide.steps[0] == Step(id="a", kind="note", caption="Mind the gap")


@pytest.mark.parametrize("field", ["format", "id", "title", "steps", "version"])
def test_what_is_required_is_missed(field: str) -> None:
    guide = least()
    del guide[field]
    with pytest.raises(GuideFileError):
        read(guide)


def test_a_guide_cannot_be_changed_in_place() -> None:
    guide = read(EXAMPLE)
    with pytest.raises(ValidationError):
        guide.title = "Another"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        guide.steps[0].caption = "Another"  # type: ignore[misc]


@pytest.mark.parametrize("each", ["", "a b", "ä", "x" * 65, "a/b", "../a", "a\n"])
def test_ids_are_short_and_plain(each: str) -> None:
    with pytest.raises(GuideFileError, match="id should be text of the form"):
        read(least(id=each))


def test_the_id_of_a_step_is_unique() -> None:
    twice = [{"id": "a", "kind": "note", "caption": "x"}] * 2
    with pytest.raises(GuideFileError, match="step id 'a' is used twice"):
        read(least(steps=twice))


@pytest.mark.parametrize("kind", ["action", "note", "heading", "result"])
def test_the_kinds_of_steps(kind: str) -> None:
    assert read(least(steps=[{"id": "a", "kind": kind, "caption": ""}])).steps[0].kind == kind


def test_a_step_is_found_by_its_id() -> None:
    guide = read(EXAMPLE)
    assert guide.step("s1") is guide.steps[0]
    assert guide.step("s2") is None


def test_a_guide_counts_the_steps_that_have_numbers() -> None:
    kinds = ("heading", "action", "note", "action", "result")
    steps = [{"id": f"s{number}", "kind": kind, "caption": "Do it"} for number, kind in enumerate(kinds)]
    assert read(least(steps=steps)).length == "2 steps"
    assert read(least(steps=steps[:2])).length == "1 step"


def test_a_guide_tells_which_images_it_uses() -> None:
    assert read(EXAMPLE).images == {IMAGE}
    assert read(least()).images == frozenset()


@pytest.mark.parametrize(
    ("crop", "shown"),
    [
        (None, Box(0, 0, 200, 100)),
        (Box(10, 10, 50, 40), Box(10, 10, 50, 40)),
        (Box(-20, 80, 100, 100), Box(0, 80, 80, 20)),
        (Box(500, 500, 10, 10), Box(0, 0, 200, 100)),
        (Box(10, 10, 0, 0), Box(0, 0, 200, 100)),
    ],
)
def test_what_is_shown_of_a_picture_lies_inside_it(crop: Box | None, shown: Box) -> None:
    assert Picture(file=IMAGE, width=200, height=100, crop=crop).shown == shown


def test_marks_are_told_apart_by_their_kind() -> None:
    picture = read(EXAMPLE).steps[0].picture
    assert picture is not None
    assert picture.marks == (BoxMark(box=Box(760, 420, 110, 36)), PointerMark(at=Point(812, 440)))
    with pytest.raises(ValidationError):
        Picture.model_validate({"file": IMAGE, "width": 1, "height": 1, "marks": [{"kind": "blur"}]})
