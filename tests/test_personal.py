"""What looks personal is found where data stands, and interface is left alone."""

import pytest

from recorder.compose import compose
from recorder.document.guide import Guide
from server.checking.personal import seen_in, shows_somebody
from tests.example_guide import example
from tests.recorded_guide import recorded


def remarks(guide: Guide) -> list[str]:
    return [each.words for each in shows_somebody(guide, str)]


def saying(text: str, where: str = "value") -> Guide:
    """Return a guide whose first step holds a text."""
    guide, _ = example()
    step = guide.steps[0]
    if where == "value":
        step = step.model_copy(update={"values": (step.values[0].model_copy(update={"text": text}),)})
    elif where == "button":
        assert step.target is not None
        named = step.target.model_copy(update={"name": text, "role": "button"})
        step = step.model_copy(update={"values": (), "target": named})
    else:
        step = step.model_copy(update={"values": (), where: text})
    return guide.model_copy(update={"steps": (step,)})


def test_the_customer_of_the_refund_desk_is_found_with_her_place() -> None:
    (remark,) = shows_somebody(example()[0], str)
    assert remark.words == "Step 1 shows what looks like a name: \u201cInes Okafor\u201d"
    (mend,) = remark.mends
    assert (mend.opens, mend.values["words"], mend.values["step"]) == ("redact", "Ines Okafor", "s1")
    assert mend.values["box"] == "336,248,328,48"
    assert mend.values["file"].startswith("images/")
    assert remark.matters


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Jan van der Berg", "a name"),
        ("Mr. Jan van der Berg", "a name"),
        ("Order 4711 (Müller, Anna-Lena Groß)", "a name"),
        ("ines.okafor@shop.de", "mail address"),
        ("DE89 3704 0044 0532 0130 00", "account number"),
        ("GB82WEST12345698765432", "account number"),
        ("4111 1111 1111 1111", "card number"),
        ("+49 170 1234567", "telephone number"),
        ("(030) 901820-25", "telephone number"),
        ("123456789012", "long number"),
    ],
)
def test_what_is_personal_is_found_in_values(text: str, said: str) -> None:
    (words,) = remarks(saying(text))
    assert said in words


@pytest.mark.parametrize(
    "text",
    [
        "Refund issued", "Order 4711", "Returned goods", "12 November 2026", "2026-11-26 10:30:22",
        "84.50 EUR",
        "192.168.100.200", "DE89 3704 0044 0532 0130 01", "4111 1111 1111 1112", "0000 0000 0000 0000",
        "help@shop.example", "version 10.15.7", "1280x800", "Customer Support", "B2",
    ],
)  # fmt: skip
def test_what_is_not_personal_is_left_alone(text: str) -> None:
    assert remarks(saying(text)) == []


@pytest.mark.parametrize("text", ["Issue Refund", "Mark Done", "Bill Later", "Grant Access"])
def test_buttons_are_no_persons(text: str) -> None:
    assert remarks(saying(text, "button")) == []


def test_captions_and_details_are_looked_at_for_numbers_and_addresses_only() -> None:
    assert remarks(saying("Write to **ines.okafor@shop.de**", "caption")) != []
    assert remarks(saying("Call +49 170 1234567 first.", "detail")) != []
    assert remarks(saying("Click **Grant Access**", "caption")) == []


def test_a_recorded_guide_without_anybody_has_no_remark() -> None:
    assert remarks(compose(recorded()[0])) == []


@pytest.mark.parametrize("text", ["a" * 400_000, " " * 400_000], ids=["one word", "spaces"])
def test_a_very_long_text_is_read_once(text: str) -> None:
    step = example()[0].steps[0]
    long = step.model_copy(update={"values": (step.values[0].model_copy(update={"text": text}),)})
    assert not any(seen.kind == "mail" for seen in seen_in(long))
