"""A page that was just answered is answered again to the same asker while nobody has committed anything.

Whether anybody has is told by the database without a question to it (`Pulse`). So neither rights nor words
can be out of date: an ended link, an edit by another process, a redaction each end what is kept. A minute
ends it too, since some pages turn with the day.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server import clock
from server.storage.database import Pulse

LASTS = timedelta(minutes=1)
MOST_BYTES = 32 * 1024 * 1024
EACH = 2_000
"""What an answer takes besides its words: its headers, and what the language keeps of it."""
AGAIN = "answered_alike"
"""The key in a request's state under which a route says that the same request has the same answer."""

_OF_NO_MATTER = frozenset(
    {
        b"user-agent",
        b"referer",
        b"connection",
        b"cache-control",
        b"pragma",
        b"upgrade-insecure-requests",
        b"dnt",
    }
    | {b"sec-fetch-dest", b"sec-fetch-mode", b"sec-fetch-site", b"sec-fetch-user", b"priority"}
)
"""What may differ between two requests that are answered alike; any other header makes them different."""


class _Key(NamedTuple):
    path: str
    query: bytes
    client: str
    headers: tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class _Ready:
    pulse: int
    until: datetime
    start: Message
    body: bytes


class Ready:
    """ASGI middleware outside of all that asks the database."""

    def __init__(self, app: ASGIApp, pulse: Pulse) -> None:
        self._app, self._pulse = app, pulse
        self._kept: OrderedDict[_Key, _Ready] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with what is ready, or hand the request on and keep the answer if it may be kept."""
        pulse = self._pulse.read() if scope["type"] == "http" and scope["method"] == "GET" else None
        if pulse is None:
            await self._app(scope, receive, send)
            return
        key = _key(scope)
        ready = self._find(key, pulse)
        if ready:
            await send(ready.start)
            await send({"type": "http.response.body", "body": ready.body})
            return
        answer = _Answer(send)
        await self._app(scope, receive, answer.send)
        if scope.get("state", {}).get(AGAIN) and answer.start and answer.is_whole:
            self._keep(key, _Ready(pulse, clock.now() + LASTS, answer.start, answer.body))

    def _find(self, key: _Key, pulse: int) -> _Ready | None:
        ready = self._kept.get(key)
        if ready is None:
            return None
        if ready.pulse == pulse and clock.now() < ready.until:
            self._kept.move_to_end(key)
            return ready
        self._drop(key)
        return None

    def _keep(self, key: _Key, ready: _Ready) -> None:
        self._drop(key)
        self._kept[key] = ready
        self._bytes += _size(key, ready)
        while self._bytes > MOST_BYTES:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: _Key) -> None:
        dropped = self._kept.pop(key, None)
        self._bytes -= _size(key, dropped) if dropped else 0


class _Answer:
    """Passes an answer on, and remembers it if it came in one piece."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.start: Message | None = None
        self.body = b""
        self.is_whole = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        else:
            self.is_whole = not message.get("more_body") and not self.body
            self.body = message.get("body", b"")
        await self._send(message)


def _size(key: _Key, ready: _Ready) -> int:
    """Return about how many bytes an answer takes: one without a body, such as 304, takes room as well."""
    named = sum(len(name) + len(value) for name, value in key.headers)
    return EACH + len(key.path) + len(key.query) + named + len(ready.body)


def _key(scope: Scope) -> _Key:
    client = scope.get("client")
    headers = tuple(each for each in scope["headers"] if each[0] not in _OF_NO_MATTER)
    return _Key(scope["path"], scope["query_string"], client[0] if client else "", headers)
