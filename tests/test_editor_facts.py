"""What is written about a guide, as the editor's scripts read it: an edit, nothing, or a reason why not."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from server.editing.edits import parse_edit
from server.rendering import static_url
from tests.example_guide import example
from tests.serving import served

pytestmark = pytest.mark.browser

Asked = Callable[..., dict[str, Any]]
CALL = """([address, guide, fact, written]) =>
    import(address).then((facts) => facts.asked(guide, fact, written))"""


@pytest.fixture(scope="module")
def asked(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """Give a function that asks the script for a fact of the example and what is written of it."""
    document = example(pictured=False)[0].model_dump(mode="json")
    with served(tmp_path_factory.mktemp("facts")) as site:
        page = chromium.new_page()
        page.goto(f"{site.url}/healthz")
        address = site.url + static_url("js/editor/facts.js")
        yield lambda fact, **written: page.evaluate(CALL, [address, document, fact, written])
        page.close()


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("5", 5), ("2,5", 2.5), ("90 min", 90), ("1.5 h", 90), ("  7  ", 7), ("0", 0), ("", None)],
)
def test_minutes_are_read_as_people_write_them(asked: Asked, written: str, minutes: float | None) -> None:
    edit = asked("minutes", minutes=written)["edit"]
    assert edit == {"kind": "set_about", "field": "minutes", "before": 2, "to": minutes}
    parse_edit.validate_python(edit)


@pytest.mark.parametrize(
    ("written", "wrong"),
    [("abc", "number"), ("-5", "negative"), ("1e9", "number"), ("100001", "most"), ("5 days", "number")],
)
def test_what_is_no_time_is_told_apart(asked: Asked, written: str, wrong: str) -> None:
    assert asked("minutes", minutes=written)["wrong"] == wrong


def test_what_is_the_same_asks_for_nothing(asked: Asked) -> None:
    assert asked("minutes", minutes="2 min") == {"edit": None}
    assert asked("role", role=" Support agent ") == {"edit": None}
    assert asked("tags", tags=" , ") == {"edit": None}
    assert asked("place", process="Customer support", stage="Refunds") == {"edit": None}


def test_tags_are_told_apart_by_commas_and_each_is_there_once(asked: Asked) -> None:
    assert asked("tags", tags="#refund, money;Refund")["edit"]["to"] == ["refund", "money"]
    assert asked("tags", tags=",".join(str(number) for number in range(101))) == {
        "wrong": "many",
        "count": 101,
    }


def test_things_to_have_ready_are_lines(asked: Asked) -> None:
    edit = asked("inputs", inputs="The order\r\n\r\n  The amount ")["edit"]
    assert (edit["kind"], edit["field"], edit["text"]) == ("set_scope", "inputs", "The order\nThe amount")
    parse_edit.validate_python(edit)


def test_a_stage_belongs_to_a_process(asked: Asked) -> None:
    assert asked("place", process="", stage="Refunds") == {"wrong": "stage"}
    assert asked("place", process="", stage="")["edit"]["process"] == ""


def test_too_many_words_are_counted(asked: Asked) -> None:
    assert asked("role", role="x" * 1_001) == {"wrong": "long", "count": 1_001, "limit": 1_000}
    assert asked("purpose", purpose="x" * 20_001)["limit"] == 20_000
