"""The edits that set one field, each typed by what the field holds and naming what it saw."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from server.editing.base import KEPT, BaseEdit, Heading, Words, same_words
from server.processes.editing.errors import NamelessError, ProcessConflictError
from server.processes.editing.shape import Branches, Key, Lines, ProcessShape, SlotShape, StageShape
from server.processes.editing.stages import find_stage, with_slot, with_stage

_Names = TypeAdapter[Any](Heading)
_Text = TypeAdapter[Any](Words)
_Flag = TypeAdapter[Any](bool)
_OF_PROCESS: Mapping[str, TypeAdapter[Any]] = {
    "name": _Names,
    **dict.fromkeys(("purpose", "begins", "ends", "outcome"), _Text),
    **dict.fromkeys(("inputs", "outputs", "stakeholders"), TypeAdapter[Any](Lines)),
    "owner": TypeAdapter(int | Annotated[Heading, Field(max_length=200)] | None),
}
_OF_STAGE: Mapping[str, TypeAdapter[Any]] = {
    "name": _Names,
    "role": _Names,
    **dict.fromkeys(("trigger", "deadline", "specification"), _Text),
    "optional": _Flag,
    "beside": _Flag,
    "kind": TypeAdapter(Literal["work", "decision", "process"]),
    "branches": TypeAdapter(Branches),
    "then": TypeAdapter(Literal[""] | Key | None),
    "leads_to": TypeAdapter(Key | None),
}
_KEYS = {
    "then": 'name a stage by its id; "" is the end, null the next one in the list',
    "to": 'name a stage by its id; "" is the end',
    "leads_to": "name a process by its id, or none by null",
}
"""What is said where a key is expected and something else was sent."""
_OF_SLOT: Mapping[str, TypeAdapter[Any]] = {"title": _Names, "note": _Text}


class _SetField(BaseEdit):
    field: Any
    before: Any
    to: Any

    @classmethod
    def types(cls) -> Mapping[str, TypeAdapter[Any]]:
        """Return what each field holds."""
        raise NotImplementedError

    @model_validator(mode="after")
    def _fits_its_field(self, info: Any) -> "_SetField":
        kind, context = self.types()[self.field], KEPT if info.context == KEPT else None
        try:
            wanted = kind.validate_python(self.to, context=context)
        except ValidationError as error:
            first = error.errors()[0]
            at = "to" if "to" in first["loc"] else self.field
            raise ValueError(f"{self.field}: {_KEYS.get(at) or first['msg']}") from None
        object.__setattr__(self, "to", _told(self.field, wanted))
        return self


class SetProcess(_SetField):
    """Say one thing of the process; `owner` is a person's id, the name of one, or null."""

    kind: Literal["set_process"] = "set_process"
    field: Literal[
        "name", "purpose", "begins", "ends", "outcome", "inputs", "outputs", "stakeholders", "owner"
    ]

    @classmethod
    def types(cls) -> Mapping[str, TypeAdapter[Any]]:
        """Return what each field holds."""
        return _OF_PROCESS


class SetStage(_SetField):
    """Say one thing of a stage; `then` is a stage, "" for the end, or null for the next one in the list."""

    kind: Literal["set_stage"] = "set_stage"
    stage: Key
    field: Literal[
        "name", "role", "trigger", "deadline", "specification", "optional",
        "kind", "beside", "branches", "then", "leads_to",
    ]  # fmt: skip

    @classmethod
    def types(cls) -> Mapping[str, TypeAdapter[Any]]:
        """Return what each field holds."""
        return _OF_STAGE


class SetSlot(_SetField):
    """Say what the guide is called that a stage needs, or what else is to be known of it."""

    kind: Literal["set_slot"] = "set_slot"
    slot: Key
    field: Literal["title", "note"]

    @classmethod
    def types(cls) -> Mapping[str, TypeAdapter[Any]]:
        """Return what each field holds."""
        return _OF_SLOT


AnySetting = SetProcess | SetStage | SetSlot


def set_process(process: ProcessShape, edit: SetProcess) -> ProcessShape:
    """Return the process of which that is said."""
    return process if _is_so(process, edit) else process.model_copy(update=_wanted(edit))


def set_stage(process: ProcessShape, edit: SetStage) -> ProcessShape:
    """Return the process with a stage of which that is said."""
    stage = find_stage(process, edit.stage)
    return process if _is_so(stage, edit) else with_stage(process, stage.model_copy(update=_wanted(edit)))


def set_slot(process: ProcessShape, edit: SetSlot) -> ProcessShape:
    """Return the process with a slot of which that is said."""
    return with_slot(
        process, edit.slot, lambda slot: slot if _is_so(slot, edit) else slot.model_copy(update=_wanted(edit))
    )


def require_name(edit: Any) -> None:
    """Refuse to leave a process, a stage or a slot without a name."""
    if isinstance(edit, AnySetting) and edit.field in {"name", "title"} and not edit.to:
        raise NamelessError("It needs a name, so nothing was saved; say what it is called.")


def is_same(one: Any, other: Any) -> bool:
    """Tell whether two values of a field mean the same."""
    if isinstance(one, str) and isinstance(other, str):
        return same_words(one, other)
    return bool(_plain(one) == _plain(other))


def _is_so(held: ProcessShape | StageShape | SlotShape, edit: AnySetting) -> bool:
    """Tell whether the field is as wanted already; ProcessConflictError where it is not as it was seen."""
    now = getattr(held, edit.field)
    if is_same(now, edit.to):
        return True
    if not is_same(now, edit.before):
        about = {name: getattr(edit, name) for name in ("stage", "slot") if hasattr(edit, name)}
        raise ProcessConflictError(
            edit.kind,
            edit.field,
            before=_plain(edit.before),
            mine=_plain(edit.to),
            theirs=_plain(now),
            **about,
        )
    return False


def _wanted(edit: AnySetting) -> dict[str, Any]:
    return {edit.field: edit.types()[edit.field].validate_python(edit.to, context=KEPT)}


def _told(field: str, value: Any) -> Any:
    """Return what is wanted as it is kept: lines without empty ones, branches as JSON."""
    if field in {"inputs", "outputs", "stakeholders"}:
        return [line for line in value if line]
    return _plain(value)


def _plain(value: Any) -> Any:
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
