"""Plain forms to edits of a process: what was seen travels in hidden fields beside what is written now.

A field is called `of:field`, `of` being "process" or a stage's key; what was seen of it `was:of:field`.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from server.errors import ServerError
from server.processes.editing.edits import AnyProcessEdit, PublicProcessEdit

_LINES = {"inputs", "outputs", "stakeholders"}
_FLAGS = {"optional", "beside"}
_PARSE: TypeAdapter[AnyProcessEdit] = TypeAdapter(PublicProcessEdit)
_MOST_BRANCHES = 21

Sent = Mapping[str, str]


class UnreadableError(ServerError):
    """A form holds what no field of ours takes."""

    status = 422


def edits_of_form(sent: Sent, order: Sequence[str], find: Callable[[str], str]) -> list[AnyProcessEdit]:
    """Return the edits a form asks for; `order` are the stages' keys, `find` gives a guide by its title.

    Raises UnreadableError.
    """
    unread = "This does not fit: {}. Nothing was saved; change it."
    try:
        return [_PARSE.validate_python(each) for each in _wanted(sent, order, find)]
    except ValidationError as error:
        raise UnreadableError(unread.format(error.errors()[0]["msg"])) from None
    except ValueError as error:  # no JSON
        raise UnreadableError(unread.format(error)) from None


def _wanted(sent: Sent, order: Sequence[str], find: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    for name in sent:
        if name.startswith("was:") and name.count(":") == 2:  # noqa: PLR2004 - was:of:field
            yield from _setting(sent, *name.split(":")[1:])
    for line in filter(None, map(str.strip, sent.get("more", "").splitlines())):
        yield {"kind": "insert_stage", "content": {"name": line}}
    yield from _act(sent, order)
    yield from _put(sent, find)


def _setting(sent: Sent, of: str, field: str) -> Iterator[dict[str, Any]]:
    before, to = _value(sent[f"was:{of}:{field}"], field), _now(sent, of, field)
    if before == to:
        return
    about = {"kind": "set_process"} if of == "process" else {"kind": "set_stage", "stage": of}
    yield about | {"field": field, "before": before, "to": to}


def _now(sent: Sent, of: str, field: str) -> Any:
    if field == "branches":
        return _branches(sent, of)
    return _value(sent.get(f"{of}:{field}", ""), field)


def _value(said: str, field: str) -> Any:
    """Return what a field's words mean."""
    if field in _LINES:
        return [line.strip() for line in said.splitlines() if line.strip()]
    if field in _FLAGS:
        return bool(said)
    if field == "then":
        return None if said == "next" else way_of(said)
    if field == "branches":
        return json.loads(said or "[]")
    if field in {"leads_to", "owner"}:
        return said.strip() or None
    return said.replace("\r\n", "\n").strip()


def way_of(said: str) -> str:
    """Return the stage that a choice of ways names; "" is the end."""
    return said.removeprefix("to:") if said.startswith("to:") else ""


def _branches(sent: Sent, of: str) -> list[dict[str, Any]]:
    """Return the branches of a form's rows; a row without words that takes no other case is none."""
    found = []
    for number in range(_MOST_BRANCHES):
        label = sent.get(f"branch:{of}:{number}:label", "").strip()
        otherwise = sent.get(f"branch:{of}:otherwise") == str(number)
        if label or otherwise:
            to = way_of(sent.get(f"branch:{of}:{number}:to", ""))
            found.append({"label": label, "to": to, "otherwise": otherwise})
    return found


def _act(sent: Sent, order: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Give what the button that was pressed asks for."""
    act, _, about = sent.get("act", "").partition(":")
    if act in {"up", "down"} and about in order:
        place = order.index(about)
        neighbours = [None, *order]
        after = neighbours[max(place - 1, 0)] if act == "up" else neighbours[min(place + 2, len(order))]
        if after != about and not (act == "up" and place == 0):
            yield {"kind": "move_stage", "stage": about, "after": after}
    if act == "delete":
        yield {"kind": "delete_stage", "stage": about}
    if act == "take":
        guide, _, stage = about.partition(":")
        yield {"kind": "take_guide", "guide": guide, "stage": stage or None}
    if act == "delete-slot":
        yield {"kind": "delete_slot", "slot": about}


def _put(sent: Sent, find: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    """Give the guides that are put in, and those that are wanted."""
    for field in [name for name in sent if sent[name].strip()]:
        kind, _, stage = field.partition(":")
        if kind == "wanted":
            yield {"kind": "insert_slot", "stage": stage, "content": {"title": sent[field].strip()}}
        if kind == "guide":
            yield {"kind": "put_guide", "guide": find(sent[field].strip()), "stage": stage or None}
