"""The edit that says what else is known of a guide: its kind, language, risk, time, tags and owner."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from recorder.document.guide import Guide
from server.editing.base import BaseEdit, Heading
from server.editing.steps import is_as_wanted

_LANGUAGE = r"^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$"

_FIELDS: dict[str, TypeAdapter[Any]] = {
    "kind": TypeAdapter(Literal["procedure", "work instruction", "guideline"]),
    "language": TypeAdapter(Annotated[str, StringConstraints(pattern=_LANGUAGE, max_length=40)]),
    "risk": TypeAdapter(Heading),
    "minutes": TypeAdapter(Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)] | None),
    "tags": TypeAdapter(Annotated[tuple[Heading, ...], Field(max_length=100)]),
    "owner": TypeAdapter(Heading),
}
About = Literal["kind", "language", "risk", "minutes", "tags", "owner"]
Said = str | float | None | tuple[str, ...]


class SetAbout(BaseEdit):
    """Say what else is known of the guide; `minutes` is a number or null, `tags` a list, all else words."""

    kind: Literal["set_about"] = "set_about"
    field: About
    before: Said
    to: Said

    @model_validator(mode="before")
    @classmethod
    def _fits_its_field(cls, sent: Any) -> Any:
        field = sent.get("field") if isinstance(sent, dict) else None
        if not isinstance(field, str) or field not in _FIELDS or "to" not in sent:
            return sent
        try:
            return sent | {"to": _told(field, _FIELDS[field].validate_python(sent["to"]))}
        except ValidationError as error:
            raise ValueError(f"{field}: {error.errors()[0]['msg']}") from None


def set_about(guide: Guide, edit: SetAbout) -> Guide:
    """Return the guide of which that is known."""
    now = getattr(guide, edit.field)
    if is_as_wanted(edit, now, edit.before, edit.to, _same):
        return guide
    return guide.model_copy(update={edit.field: edit.to})


def _told(field: str, value: Any) -> Any:
    """Return what is wanted; of tags that mean the same the first one stays."""
    if field != "tags":
        return value
    return tuple({tag.casefold(): tag for tag in reversed(value) if tag}.values())[::-1]


def _same(one: Said, other: Said) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return one == other
