"""D-Bus messages as bytes: what is asked is packed once, and of what comes only what counts is read.

A look-up asks a hundred things; jeepney's own reading and writing of their headers took half of its time.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

FIXED = 16
SERIAL = slice(8, 12)
CALL, RETURN, ERROR, SIGNAL = 1, 2, 3, 4
PATH, REPLY_SERIAL, SENDER, SIGNATURE = 1, 5, 7, 8
NUMBER, SHORT = "u", "g"
MOST_PACKED = 4_096


@dataclass(frozen=True, slots=True)
class Call:
    """One method call: who is asked (bus name and object path), what, and with which arguments."""

    to: tuple[str, str]
    interface: str
    method: str
    signature: str | None = None
    arguments: tuple[Any, ...] = ()


class Message(NamedTuple):
    """One message that came: the serial it answers is 0 where it answers none."""

    kind: int
    answers: int
    sender: str
    path: str
    body: tuple[Any, ...]


def packed(call: Call, serial: int) -> bytes:
    """Return the message that makes a call."""
    try:
        template = _packed(call)
    except TypeError:  # arguments with lists in them cannot be remembered
        template = _packed.__wrapped__(call)
    return template[: SERIAL.start] + struct.pack("<I", serial) + template[SERIAL.stop :]


@lru_cache(MOST_PACKED)
def _packed(call: Call) -> bytes:
    from jeepney import DBusAddress, new_method_call  # noqa: PLC0415

    name, path = call.to
    address = DBusAddress(path, bus_name=name, interface=call.interface)
    message: bytes = new_method_call(address, call.method, call.signature, call.arguments).serialise(1)
    return message


class Messages:
    """Cuts the stream of bytes that comes in into messages."""

    def __init__(self) -> None:
        self._data = b""

    def feed(self, data: bytes) -> Iterator[Message]:
        """Yield the messages that are complete with these bytes; take them all."""
        data, at = self._data + data, 0
        while (end := at + _length(data, at)) <= len(data):
            yield _read(data[at:end])
            at = end
        self._data = data[at:]


def _length(data: bytes, at: int) -> int:
    """Return how long the message that begins there is; where that has not come yet, more than there is."""
    if len(data) - at < FIXED:
        return FIXED
    order = _order(data[at])
    (body,) = struct.unpack_from(f"{order}I", data, at + 4)
    (fields,) = struct.unpack_from(f"{order}I", data, at + 12)
    return _up(FIXED + int(fields), 8) + int(body)


def _read(data: bytes) -> Message:
    order = _order(data[0])
    (length,) = struct.unpack_from(f"{order}I", data, 12)
    found: dict[int, Any] = {}
    at, end = FIXED, FIXED + length
    while at < end:
        at, code, value = _field(data, _up(at, 8), order)
        found[code] = value
    body = _body(data[_up(end, 8) :], found.get(SIGNATURE, ""), order) if data[1] != ERROR else ()
    return Message(data[1], found.get(REPLY_SERIAL, 0), found.get(SENDER, ""), found.get(PATH, ""), body)


def _field(data: bytes, at: int, order: str) -> tuple[int, int, Any]:
    """Return where a header's field ends, its code and its value: a number or a text, short or long."""
    code, kind = data[at], chr(data[at + 2])
    at += 4
    if kind == SHORT:
        size, at = data[at], at + 1
    else:
        (number,) = struct.unpack_from(f"{order}I", data, at)
        at += 4
        if kind == NUMBER:
            return at, code, number
        size = number
    return at + size + 1, code, data[at : at + size].decode()


def _body(data: bytes, signature: str, order: str) -> tuple[Any, ...]:
    from jeepney.low_level import Endianness  # noqa: PLC0415

    if not signature:
        return ()
    body: tuple[Any, ...] = _shape(signature).parse_data(
        data, 0, Endianness.little if order == "<" else Endianness.big
    )[0]
    return body


@lru_cache(256)
def _shape(signature: str) -> Any:
    from jeepney.low_level import parse_signature  # noqa: PLC0415

    return parse_signature(list(f"({signature})"))


def _order(mark: int) -> str:
    return "<" if mark == ord("l") else ">"


def _up(number: int, step: int) -> int:
    return number + -number % step
