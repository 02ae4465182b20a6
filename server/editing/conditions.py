"""Edits that say when a step is done at all: only in some cases, or as one likes."""

from typing import Literal

from recorder.document.guide import Guide, Id
from server.editing.base import BaseEdit, Seen, Words, same_words
from server.editing.steps import set_field


class SetWhen(BaseEdit):
    """Say in which case a step is done ("if the order is older than 30 days"); empty means always."""

    kind: Literal["set_when"] = "set_when"
    step: Id
    before: Seen
    when: Words


class SetOptional(BaseEdit):
    """Let a step be optional, or not."""

    kind: Literal["set_optional"] = "set_optional"
    step: Id
    before: bool
    optional: bool


def set_when(guide: Guide, edit: SetWhen) -> Guide:
    """Return the guide whose step is done in that case."""
    return set_field(guide, edit, "when", edit.when, same_words)


def set_optional(guide: Guide, edit: SetOptional) -> Guide:
    """Return the guide whose step is optional, or not."""
    return set_field(guide, edit, "optional", edit.optional)
