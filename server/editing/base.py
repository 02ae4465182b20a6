"""What all edits are made of: frozen, refusing what they do not know, and their words as people mean them."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo

from recorder.document.guide import Line, Text

KEPT = {"kept": True}
"""The context in which an edit is read from the log: its words are taken as they stand."""

_BREAKS = re.compile(r"\r\n?|\u2028|\u2029")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class BaseEdit(BaseModel):
    """The base of all edits: frozen, and refusing what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=True)

    kind: str


def tidy(text: str) -> str:
    """Return words as they are meant: line breaks of one kind, no control characters, nothing around them."""
    return _UNSEEN.sub("", _BREAKS.sub("\n", text)).strip()


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts mean the same words."""
    return one == other or tidy(one) == tidy(other)


def _tidied(text: str, info: ValidationInfo) -> str:
    return text if info.context == KEPT else tidy(text)


def _in_a_line(text: str, info: ValidationInfo) -> str:
    return text if info.context == KEPT else " ".join(tidy(text).split("\n"))


Seen = Annotated[str, Field(max_length=20_000)]
"""The text that an edit saw."""

Heading = Annotated[Line, AfterValidator(_in_a_line)]
Words = Annotated[Text, AfterValidator(_tidied)]
