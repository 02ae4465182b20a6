"""Names from programs end up on one line, whatever they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.desktop.words import LONGEST, tidy


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("  Issue\n\trefund ", "Issue refund"),
        ("Sa\x00ve\x1b", "Save"),
        ("\u202eSave\u202c", "Save"),
        ("\ue8b6 Search", " Search".strip()),
        ("שמירה בשם", "שמירה בשם"),
        ("\ufffc", ""),
        ("x" * 10_000, "x" * 199 + "…"),
    ],
)
def test_a_name_is_one_tidy_line(given_name: str, name: str) -> None:
    assert tidy(given_name) == name


@given(st.text())
def test_every_name_is_survived(text: str) -> None:
    name = tidy(text)
    assert len(name) <= LONGEST
    assert name == tidy(name)
    assert name.isprintable() or " " in name or not name.isascii()
