"""What is said of a picture names the interface and no data."""

from typing import Any

import pytest

from recorder.document.alternatives import alt_text
from recorder.document.guide import Step


def step(**fields: Any) -> Step:
    marks = [{"kind": "box", "box": [1, 2, 3, 4]}]
    picture = {"file": f"images/{'0' * 64}.png", "width": 9, "height": 9, "marks": marks}
    return Step.model_validate(
        {
            "id": "s",
            "kind": "action",
            "caption": "Click **Issue refund**",
            "picture": picture,
            "window": {"title": "Order 4711 - Refund desk", "app": "refund-desk"},
            "target": {"name": "Issue refund", "role": "button"},
            **fields,
        }
    )


def test_it_names_the_program_and_what_is_marked() -> None:
    assert alt_text(step()) == "Refund desk: the Issue refund button, marked"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"target": {"name": "Amount", "role": "text"}, "caption": "Fill in **Amount**"},
            "the Amount field, marked",
        ),
        ({"target": {"name": "Chart", "role": "canvas"}, "caption": "Click **Chart**"}, "Chart, marked"),
        ({"target": {"name": "A. Lindqvist", "role": "table row"}}, "the place to act on, marked"),
        (
            {"target": {"name": "{0.__class__}", "role": "button"}, "caption": "{0.__class__}"},
            "the {0.__class__} button",
        ),
        ({"target": None}, "the place to act on, marked"),
        ({"caption": "Give the money back"}, "the place to act on, marked"),
    ],
)
def test_only_what_the_caption_names_is_named(fields: dict[str, Any], words: str) -> None:
    assert words in alt_text(step(**fields))


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ({"title": "Refund order 4711", "app": "org.example.refund_desk"}, "Refund desk:"),
        ({"title": "", "app": "Writer"}, "Writer:"),
        (None, "The screen:"),
        ({"title": "jane@desk.example"}, "The screen:"),
        ({"title": "Order of Marta Feldmann", "app": "refund-desk"}, "Refund desk:"),
        ({"title": "Refund desk - Marta Feldmann", "app": "refund-desk"}, "Refund desk:"),
        ({"title": "Marta Feldmann"}, "The screen:"),
    ],
)
def test_a_title_with_data_is_not_said(window: dict[str, Any] | None, words: str) -> None:
    assert alt_text(step(window=window)).startswith(words)


def test_a_picture_without_a_mark_shows_its_window() -> None:
    assert alt_text(step(picture=None)) == "Refund desk"


def test_the_sentence_is_in_the_readers_language() -> None:
    german = {"{place}: {thing}, marked": "{place}: {thing}, markiert", "the {name} button": "Knopf {name}"}
    assert alt_text(step(), lambda english: german[english]) == "Refund desk: Knopf Issue refund, markiert"
