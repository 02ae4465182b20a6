"""Takes old pictures' names and banned words out of all that can hold them: documents, edits, journals.

Only what people wrote, read or typed is rewritten. What only programs read (kinds, ids, roles, shortcuts)
stays, or a guide about clicks would break once somebody redacts "click".
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from recorder.document.eventledger import EventLedger
from recorder.document.guide import FORMAT, Guide
from recorder.recording import JournalLine, Typed
from server.editing.edits import parse_edit
from server.redacting.words import NO_BANS, Bans

Model = TypeVar("Model", bound=BaseModel)

NAME = re.compile(r"[0-9a-f]{64}\.[a-z]{3,5}\b")
MACHINE = frozenset(
    """
    format kind role state source modifiers keys platform recorder language
    rule what why reason color risk button show became
    """.split()  # noqa: SIM905 - a list this long is read more easily so
)
"""Fields that programs read, in any model; a guide's own role is for people."""
_STRUCTURE = MACHINE | {
    "id",
    "guide",
    "step",
    "next",
    "after",
    "ahead_of",
    "copy",
    "field",
    "call",
    "type",
    "key",
}


@dataclass(frozen=True)
class Rewriter:
    """What is put in place of what: names of files, and banned words."""

    files: Mapping[str, str] = field(default_factory=dict)
    bans: Bans = NO_BANS

    def __bool__(self) -> bool:
        return bool(self.files or self.bans)

    def may_change(self, raw: str) -> bool:
        """Tell whether it is worth looking into a stored text."""
        return bool(self.bans) or any(name in self.files for name in NAME.findall(raw))

    def text(self, text: str) -> str:
        """Return a text for people, rewritten."""
        return self.bans.replaced(self.names(text))

    def names(self, text: str) -> str:
        """Return a text with the new names of files in place of the old ones, words left alone."""
        if not self.files or len(text) < 68:  # noqa: PLR2004 - no name is shorter
            return text
        return NAME.sub(lambda found: self.files.get(found[0], found[0]), text)

    def stored(self, raw: str) -> str:
        """Return what a column of text holds, rewritten: JSON where it is JSON, else words."""
        if raw[:1] in {"{", "["}:
            try:
                held = json.loads(raw)
            except ValueError:
                return self.text(raw)
            made = self.json(held)
            return raw if made == held else json.dumps(made, ensure_ascii=False)
        return self.text(raw)

    def model(self, value: Model) -> Model:
        """Return a guide, an edit, a fact, or a part of one, rewritten; the same object if nothing is."""
        changes: dict[str, Any] = {}
        for name, info in type(value).model_fields.items():
            held = getattr(value, name)
            made = self._machine(held) if _is_for_programs(value, name, info) else self._any(held)
            if made is not held:
                changes[name] = made
        for name, held in (value.model_extra or {}).items():
            made = self.json(held)
            if made != held:
                changes[name] = made
        changes |= self._forget_keys(value, changes)
        return value.model_copy(update=changes) if changes else value

    def edit(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Return an edit as it is kept, rewritten."""
        try:
            made = self.model(parse_edit.validate_python(dict(payload)))
        except ValidationError:  # of a kind that this release does not know
            return self.json(dict(payload))  # type: ignore[no-any-return]
        return made.model_dump(mode="json")

    def json(self, value: Any) -> Any:
        """Return any JSON, rewritten by what it looks like."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.json(each) for each in value]
        if not isinstance(value, dict):
            return value
        if value.get("format") == FORMAT and (guide := _read(Guide, value)):
            return self.model(guide).model_dump(mode="json")
        return {self._name(name): self._member(name, each) for name, each in value.items()}

    def record(self, name: str, data: bytes) -> bytes:
        """Return an entry of a guide file's `recording/`, rewritten; the same bytes if nothing changes."""
        if not self.may_change(data.decode()):
            return data
        if name.endswith(".jsonl"):
            return b"".join(map(self._line, data.splitlines(keepends=True)))
        held = json.loads(data)
        ledger = _read(EventLedger, held) if isinstance(held, dict) else None
        made = self.model(ledger).model_dump(mode="json") if ledger and "ledger" in name else self.json(held)
        return data if made == held else json.dumps(made, ensure_ascii=False).encode()

    def _line(self, line: bytes) -> bytes:
        body, ending = line.rstrip(b"\n"), line[len(line.rstrip(b"\n")) :]
        try:
            fact = JournalLine.validate_json(body)
        except ValidationError:
            return self.stored(line.decode(errors="replace")).encode()
        made = self.model(fact)
        return line if made is fact else made.model_dump_json().encode() + ending

    def _any(self, held: Any) -> Any:
        if isinstance(held, str):
            return self.text(held)
        if isinstance(held, BaseModel):
            return self.model(held)
        if isinstance(held, list | dict):
            made = self.json(held)
            return held if made == held else made
        if isinstance(held, tuple) and not hasattr(held, "_fields"):
            made = tuple(self._any(each) for each in held)
            return held if all(a is b for a, b in zip(held, made, strict=True)) else made
        return held

    def _member(self, name: str, held: Any) -> Any:
        return self.names(held) if name in _STRUCTURE and isinstance(held, str) else self.json(held)

    def _machine(self, held: Any) -> Any:
        return self.names(held) if isinstance(held, str) else held

    def _name(self, name: str) -> str:
        """Return the name of a member: words stand there only in what this release does not know."""
        return self.text(name) if " " in name else self.names(name)

    def _forget_keys(self, value: BaseModel, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Return what forgets the keys by which banned words were typed, one letter each."""
        if not self.bans:
            return {}
        keys = getattr(value, "keys", None)
        if isinstance(keys, tuple) and any(map(self.bans.mentioned, _spelled(keys))):
            return {"keys": None if isinstance(value, Typed) else ()}
        if isinstance(value, Typed) and "value" in changes and value.keys:
            return {"keys": None}
        action = getattr(value, "action", None)
        if "values" in changes and action is not None and action.kind == "type" and action.keys:
            return {"action": action.model_copy(update={"keys": ()})}
        return {}


def _spelled(keys: Sequence[str]) -> tuple[str, str]:
    """Return what keys write: as they came, and with what was taken back."""
    written = ""
    for key in keys:
        written = written[:-1] if key == "Backspace" else written + (key if len(key) == 1 else " ")
    return "".join(key if len(key) == 1 else " " for key in keys), written


def _is_for_programs(value: BaseModel, name: str, info: FieldInfo) -> bool:
    if name in MACHINE:
        return not (name == "role" and isinstance(value, Guide))
    return _is_fixed(info.annotation) or any(getattr(each, "pattern", None) for each in info.metadata)


def _is_fixed(annotation: Any) -> bool:
    """Tell whether a type lets only some words stand: names, ids, and those of a list."""
    if get_origin(annotation) is Literal:
        return True
    if any(getattr(each, "pattern", None) for each in getattr(annotation, "__metadata__", ())):
        return True
    if any(_has_pattern(each) for each in getattr(annotation, "__metadata__", ())):
        return True
    parts = [each for each in get_args(annotation) if each is not type(None)]
    return bool(parts) and all(_is_fixed(each) for each in parts)


def _has_pattern(info: Any) -> bool:
    return isinstance(info, FieldInfo) and any(getattr(each, "pattern", None) for each in info.metadata)


def _read(model: type[Model], value: Any) -> Model | None:
    try:
        return TypeAdapter(model).validate_python(value)
    except ValidationError:
        return None
