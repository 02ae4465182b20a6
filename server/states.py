"""Where a guide may go from where it stands, and by whose word: the whole table, and nothing else.

Whoever may edit moves a guide; what was asked of the reviewer is the reviewer's to answer. Beside the state a
guide has the reasons why it needs an update: they stay while it is in review or archived, until a version or
somebody's word settles them.
"""

from dataclasses import dataclass
from typing import Literal

from server.errors import ServerError
from server.model import State

Kind = Literal[
    "asked", "withdrawn", "changes_wanted", "approved", "published",
    "verified", "needs_update", "taken_back", "archived", "brought_back",
]  # fmt: skip
"""What a move did."""


@dataclass(frozen=True, slots=True)
class Move:
    """From which states a move leads to which, and who makes it.

    `back` is where the guide stands when nobody waits for anybody's word; `same` is where it is, as far as
    there still are reasons for an update.
    """

    of: frozenset[State]
    to: Literal["review", "published", "archived", "back", "same"]
    by: Literal["editor", "reviewer"] = "editor"


_OPEN: frozenset[State] = frozenset({"draft", "published", "needs_update"})
_READ: frozenset[State] = frozenset({"published", "needs_update", "review"})

MOVES: dict[Kind, Move] = {
    "asked": Move(_OPEN, "review"),
    "withdrawn": Move(frozenset({"review"}), "back"),
    "changes_wanted": Move(frozenset({"review"}), "back", "reviewer"),
    "approved": Move(frozenset({"review"}), "published", "reviewer"),
    "published": Move(_OPEN | {"review"}, "published"),
    "verified": Move(_READ, "same"),
    "needs_update": Move(_READ, "same"),
    "taken_back": Move(_READ | {"archived"}, "same"),
    "archived": Move(_OPEN | {"review"}, "archived"),
    "brought_back": Move(frozenset({"archived"}), "back"),
}
SETTLING: frozenset[Kind] = frozenset({"approved", "published", "verified"})
"""After these no reason for an update is left."""


class CannotMoveError(ServerError):
    """The guide does not stand where the move begins."""

    status = 409


_NOT_FROM: dict[State, str] = {
    "draft": "This guide is not published yet; publish it first, or ask for its review.",
    "review": "This guide is in review; withdraw that, or wait for the reviewer's word.",
    "published": "This guide does not stand as it did; reload the page to see how it stands now.",
    "needs_update": "This guide does not stand as it did; reload the page to see how it stands now.",
    "archived": "This guide is archived; bring it back first.",
}


def moved(kind: Kind, state: State, version: int, reason: str) -> State:
    """Return the state that a move leads to; `reason` is why the guide needs an update from then on.

    Raises:
        CannotMoveError: no such move starts where the guide stands.
    """
    move = MOVES[kind]
    if state not in move.of or (kind in ("verified", "needs_update") and not version):
        raise CannotMoveError(_NOT_FROM[state if version else "draft"], type="cannot-move", state=state)
    at_rest: State = ("needs_update" if reason else "published") if version else "draft"
    if move.to == "back" or (move.to == "same" and state in ("published", "needs_update")):
        return at_rest
    return state if move.to == "same" else move.to
