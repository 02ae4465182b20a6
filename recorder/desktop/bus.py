"""One D-Bus connection that never waits past a deadline, and asks many things in one round trip.

jeepney signs in and packs messages; the socket is read and written here, as its own connections may wait for
ever.
Deadlines are on the clock of `time.monotonic()`.
"""

import socket
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from recorder.desktop.wire import RETURN, SIGNAL, Call, Message, Messages, packed

CHUNK = 65_536
MOST_HEARD = 1_000


class BusError(ConnectionError):
    """The bus cannot be reached or hung up."""


def session_address(environment: Mapping[str, str]) -> str | None:
    """Return where the session bus of this user listens, None where nothing says it."""
    told = environment.get("DBUS_SESSION_BUS_ADDRESS")
    place = Path(environment.get("XDG_RUNTIME_DIR", "/nowhere"), "bus")
    return told or (f"unix:path={place}" if place.exists() else None)


class Bus:
    """A connection to the bus at `address`; `heard` holds who signalled what meanwhile, `trips` counts."""

    def __init__(self, address: str, deadline: float) -> None:
        self._messages = Messages()
        self._waiting: deque[Message] = deque()
        self._serial = 0
        self._asked: dict[str, int] = {}
        self._answered: dict[str, int] = {}
        self.trips = 0
        self.heard: deque[tuple[tuple[str, str], tuple[Any, ...]]] = deque(maxlen=MOST_HEARD)
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            self._sign_in(address, deadline)
            hello = Call(("org.freedesktop.DBus", "/org/freedesktop/DBus"), "org.freedesktop.DBus", "Hello")
            self.ask([hello], deadline)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def ask(self, calls: Sequence[Call], deadline: float) -> list[tuple[Any, ...] | None]:
        """Return the answers in the order of the calls, None for each that was an error.

        Raises:
            TimeoutError: the deadline passed; what was answered late is thrown away later.
            BusError: the bus hung up.
        """
        first = self._serial + 1
        self._serial += len(calls)
        self.trips += 1
        self._asked.update((call.to[0], first + n) for n, call in enumerate(calls))
        self._send(b"".join(packed(call, first + n) for n, call in enumerate(calls)), deadline)
        answers: dict[int, tuple[Any, ...] | None] = {}
        while len(answers) < len(calls):
            if time.monotonic() > deadline:
                raise TimeoutError
            message = self._receive(deadline)
            if message.answers >= first:
                answers[message.answers] = message.body if message.kind == RETURN else None
        return [answers[first + n] for n in range(len(calls))]

    def listen(self) -> None:
        """Take in what has arrived, without waiting."""
        try:
            while True:
                self._receive(0.0)
        except TimeoutError:
            pass

    def owes(self, name: str) -> bool:
        """Tell whether who has this name on the bus has not answered the last question."""
        return self._asked.get(name, 0) > self._answered.get(name, 0)

    def _receive(self, deadline: float) -> Message:
        """Return the next message."""
        while not self._waiting:
            self._socket.settimeout(max(deadline - time.monotonic(), 0.0))
            self._waiting.extend(self._messages.feed(self._read()))
        message = self._waiting.popleft()
        if message.answers:
            self._answered[message.sender] = message.answers
        if message.kind == SIGNAL:
            self.heard.append(((message.sender, message.path), message.body))
        return message

    def _read(self) -> bytes:
        try:
            data = self._socket.recv(CHUNK)
        except BlockingIOError:
            raise TimeoutError from None
        except TimeoutError:
            raise
        except OSError as error:
            raise BusError(str(error)) from error
        if not data:
            raise BusError("the bus hung up")
        return data

    def _send(self, data: bytes, deadline: float) -> None:
        """Send all; a time-out may have cut a message in two, so the connection cannot be used again."""
        try:
            self._socket.settimeout(max(deadline - time.monotonic(), 0.001))
            self._socket.sendall(data)
        except OSError as error:
            self.close()
            raise BusError(str(error)) from error

    def _sign_in(self, address: str, deadline: float) -> None:
        from jeepney.auth import BEGIN, AuthenticationError, Authenticator  # noqa: PLC0415
        from jeepney.bus import get_bus  # noqa: PLC0415

        try:
            self._socket.settimeout(max(deadline - time.monotonic(), 0.001))
            self._socket.connect(get_bus(address))
        except (OSError, RuntimeError, ValueError) as error:
            raise BusError(str(error)) from error
        self._send(b"\0", deadline)
        authenticator = Authenticator(inc_null_byte=False)
        try:
            for request in authenticator:
                self._send(request, deadline)
                self._socket.settimeout(max(deadline - time.monotonic(), 0.001))
                authenticator.feed(self._read())
        except AuthenticationError as error:
            raise BusError(str(error)) from error
        self._send(BEGIN, deadline)
