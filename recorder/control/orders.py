"""What a recording can be told to do while it goes on, by a hotkey, the control window or a line of JSON."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from pydantic import TypeAdapter, ValidationError

Deed = Literal["pause", "resume", "toggle", "stop", "cancel", "picture", "discard", "note", "reopen", "here"]
DEEDS: tuple[Deed, ...] = get_args(Deed)
LONGEST_NOTE = 8_000


@dataclass(frozen=True, slots=True)
class Order:
    """One order: `toggle` pauses or goes on, `here` shows the guides for the window in front.

    `reopen` starts the program of process `pid` anew with names; `text` is a note's, None where it is yet to
    be asked for.
    """

    do: Deed
    text: str | None = None
    pid: int | None = None


class OrderError(ValueError):
    """A line that is no order; the text says what one looks like."""


_ORDER: TypeAdapter[Order] = TypeAdapter(Order)


def parse_order(line: str) -> Order:
    """Return the order that a line of JSON gives, such as `{"do": "note", "text": "Ask first"}`.

    Raises:
        OrderError: it gives none.
    """
    try:
        order = _ORDER.validate_json(line)
    except ValidationError as error:
        known = ", ".join(DEEDS)
        raise OrderError(
            f'{line.strip()[:80]!r} is no order: write one like {{"do": "stop"}}; there are {known}.'
        ) from error
    return replace(order, text=order.text[:LONGEST_NOTE]) if order.text else order
