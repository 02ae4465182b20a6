"""Rendering once: answers by what they depend on, kept as bytes with an ETag.

A key names a guide's version, or the change counter, besides role and language, so nothing ever needs to be
thrown out because it became wrong; the oldest go when there are many.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

from fastapi import Request, Response

from server.middleware.ready import AGAIN

KEPT = 512

Key = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of an answer and the tag that names them."""

    body: bytes
    etag: str


class Answers:
    """The answers that this process rendered last; what many ask for at once is rendered once."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept, self._lock = kept, Lock()
        self._rendered: OrderedDict[Key, Rendered] = OrderedDict()
        self._making: dict[Key, Lock] = {}

    def get(self, key: Key, render: Callable[[], str]) -> Rendered:
        """Return the answer of that key, rendered now if it is not at hand."""
        with self._lock:
            found = self._find(key)
            if found:
                return found
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                found = self._find(key)
            if found:
                return found
            try:
                body = render().encode()
                rendered = Rendered(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
                with self._lock:
                    self._rendered[key] = rendered
                    while len(self._rendered) > self._kept:
                        self._rendered.popitem(last=False)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return rendered

    def _find(self, key: Key) -> Rendered | None:
        if key in self._rendered:
            self._rendered.move_to_end(key)
        return self._rendered.get(key)


def cached(
    request: Request,
    key: Key,
    render: Callable[[], str],
    media_type: str = "text/html; charset=utf-8",
    *,
    again: bool = True,
) -> Response:
    """Return the answer of that key, or 304 to whoever has it already; browsers ask each time.

    What depends on more than the database and the asker may not be given `again` unasked.
    """
    answers: Answers = request.app.state.answers
    rendered = answers.get((media_type, *key), render)
    setattr(request.state, AGAIN, again)
    headers = {"ETag": rendered.etag, "Cache-Control": "private, no-cache", "Vary": "Cookie"}
    if has(request, rendered.etag):
        return Response(status_code=304, headers=headers)
    return Response(rendered.body, media_type=media_type, headers=headers)


def has(request: Request, etag: str) -> bool:
    """Tell whether the asker says that it has what the tag names."""
    given = request.headers.get("if-none-match", "")
    return any(each.strip().removeprefix("W/") in {etag, "*"} for each in given.split(","))
