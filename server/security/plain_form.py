"""A form sent without scripts by an editor who has no name yet: the words wait until the name is said.

The question for the name carries them along and sends them on with the answer, so nothing is typed twice.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.types import Message

from server.middleware.body_limit import LONGEST_JSON
from server.visitors import clean_name

NAME = "name"
_MOST_FIELDS = 25_000  # as many as a guide of the most steps has, and a few


@dataclass(frozen=True, slots=True)
class PlainForm:
    """The fields of a form, and the bytes that they came in."""

    body: bytes
    fields: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The visitor's name, if the form says one."""
        return clean_name(dict(self.fields).get(NAME, ""))

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """All that was written beside the name."""
        return tuple(each for each in self.fields if each[0] != NAME)

    async def again(self) -> Message:
        """Give the body once more, to whoever answers the form."""
        return {"type": "http.request", "body": self.body, "more_body": False}


async def read_form(request: Request) -> PlainForm | None:
    """Return the form in a request's body; None if there is none, or it is too long to be carried along."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return None
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_JSON:
            return None
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:  # no text, or more fields than any form of ours has
        return None
    return PlainForm(body, tuple(fields))
