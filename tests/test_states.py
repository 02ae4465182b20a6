"""The table of moves: where a guide may go from where it stands."""

import pytest

from server.states import MOVES, CannotMoveError, moved


@pytest.mark.parametrize(
    ("kind", "state", "version", "reason", "now"),
    [
        ("asked", "draft", 0, "", "review"),
        ("asked", "needs_update", 3, "Another button", "review"),
        ("changes_wanted", "review", 0, "", "draft"),
        ("changes_wanted", "review", 3, "", "published"),
        ("withdrawn", "review", 3, "Another button", "needs_update"),
        ("approved", "review", 4, "", "published"),
        ("published", "needs_update", 4, "", "published"),
        ("verified", "needs_update", 3, "", "published"),
        ("verified", "review", 3, "", "review"),
        ("needs_update", "published", 3, "Another button", "needs_update"),
        ("needs_update", "review", 3, "Another button", "review"),
        ("taken_back", "needs_update", 3, "", "published"),
        ("taken_back", "needs_update", 3, "Something else", "needs_update"),
        ("taken_back", "archived", 3, "", "archived"),
        ("archived", "draft", 0, "", "archived"),
        ("brought_back", "archived", 0, "", "draft"),
        ("brought_back", "archived", 3, "", "published"),
        ("brought_back", "archived", 3, "Another button", "needs_update"),
    ],
)
def test_a_move_leads_where_the_table_says(
    kind: str, state: str, version: int, reason: str, now: str
) -> None:
    assert moved(kind, state, version, reason) == now  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "state", "version", "mend"),
    [
        ("published", "archived", 3, "bring it back"),
        ("asked", "archived", 3, "bring it back"),
        ("asked", "review", 3, "withdraw"),
        ("approved", "published", 3, "reload"),
        ("verified", "draft", 0, "publish it first"),
        ("verified", "review", 0, "publish it first"),
        ("verified", "archived", 3, "bring it back"),
        ("brought_back", "published", 3, "reload"),
    ],
)
def test_no_other_move_is_made_and_the_mend_is_said(kind: str, state: str, version: int, mend: str) -> None:
    with pytest.raises(CannotMoveError, match=mend):
        moved(kind, state, version, "")  # type: ignore[arg-type]


def test_nothing_leaves_the_archive_but_by_being_brought_back() -> None:
    leading_out = {kind for kind, move in MOVES.items() if "archived" in move.of and move.to != "same"}
    assert leading_out == {"brought_back"}
