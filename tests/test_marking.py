"""Two texts as one, with the words marked that went and came."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.marking import MOST_TOKENS, Piece, marked, readable

SIGNS = {"same": "", "gone": "-", "new": "+"}


def shown(before: str, after: str) -> list[str]:
    return [SIGNS[piece.fate] + piece.words for piece in marked(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("Same", "Same", ["Same"]),
        ("", "New words", ["+New words"]),
        ("Old words", "", ["-Old words"]),
        ("Fill in Note", "Fill in the Note", ["Fill in ", "+the ", "Note"]),
        ("Click Save", "Click Send", ["Click ", "-Save", "+Send"]),
        ("Click Save now", "Press Send now", ["-Click Save", "+Press Send", " now"]),
        ("Ends.", "Ends!", ["Ends", "-.", "+!"]),
        ("größe 12", "größe 13", ["größe ", "-12", "+13"]),
        ("مرحبا بك", "مرحبا بكم", ["مرحبا ", "-بك", "+بكم"]),
    ],
)
def test_the_words_that_changed_are_marked(before: str, after: str, expected: list[str]) -> None:
    assert shown(before, after) == expected


@given(st.text(alphabet="ab .\n", max_size=60), st.text(alphabet="ab .\n", max_size=60))
def test_both_texts_are_whole_in_the_pieces(before: str, after: str) -> None:
    pieces = marked(before, after)
    assert "".join(piece.words for piece in pieces if piece.fate != "new") == before
    assert "".join(piece.words for piece in pieces if piece.fate != "gone") == after
    assert all(one.fate != other.fate for one, other in itertools.pairwise(pieces))


def test_texts_too_long_to_compare_are_marked_as_a_whole() -> None:
    before, after = "a " * MOST_TOKENS, "b " * MOST_TOKENS
    assert marked(before, after) == (Piece("gone", before), Piece("new", after))


def test_markdown_is_shown_only_where_it_is_what_changed() -> None:
    assert readable("Click **Save**", "Click **Send**") == ("Click Save", "Click Send")
    assert readable("Click Save", "Click **Save**") == ("Click Save", "Click **Save**")
    assert readable("One\n\nTwo", "One\n\nThree") == ("One\n\nTwo", "One\n\nThree")
