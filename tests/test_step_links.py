"""Where a step leads: shown as a link where it is safe to go, and left out where it is not."""

import pytest

from recorder.document.guide import Step
from server.guide_page import illustrate_by, steps_shown
from server.rendering import render
from server.step_links import LinkShown, links_shown
from tests.example_guide import example


def step(*links: object) -> Step:
    return Step.model_validate({"id": "s", "kind": "action", "caption": "Go", "links": links})


def test_a_guide_is_led_to_by_its_id_and_an_address_as_it_stands() -> None:
    told = step({"guide": "dates", "text": "Check the date"}, {"address": "https://shop.example/help"})
    assert list(links_shown(told)) == [
        LinkShown("Check the date", "/guides/dates", 0, "dates"),
        LinkShown("https://shop.example/help", "https://shop.example/help", 1),
    ]


@pytest.mark.parametrize(
    "link",
    [
        "dates",
        None,
        7,
        {},
        {"guide": "../x"},
        {"address": "javascript:alert(1)"},
        {"guide": "a", "address": "/b"},
    ],
)
def test_what_leads_nowhere_safe_is_left_out(link: object) -> None:
    assert not list(links_shown(step(link, {"text": "nowhere"})))


@pytest.mark.parametrize("exported", [False, True])
def test_readers_see_the_link_below_its_step_and_its_words_in_a_file(*, exported: bool) -> None:
    told = step({"guide": "dates", "text": "Check the <date>"})
    guide = example(pictured=False)[0].model_copy(update={"steps": (told,)})
    shown = steps_shown(guide, illustrate_by(lambda drawing: drawing.url))
    html = render("guides/steps.html", guide=guide, steps=shown, exported=exported)
    assert "Check the &lt;date&gt;" in html
    assert ('<a href="/guides/dates">' in html) is not exported
