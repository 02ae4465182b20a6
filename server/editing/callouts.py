"""The edit that puts a tip, a warning or words to say beside a step, or takes them away."""

from typing import Literal

from recorder.document.guide import Callout, Guide, Id
from server.editing.base import BaseEdit, Words, same_words
from server.editing.errors import WordlessError
from server.editing.steps import find_step, is_as_wanted, with_step
from server.editing.texts import says_something


class WantedCallout(Callout):
    """A callout as an edit says it."""

    text: Words


class SetCallout(BaseEdit):
    """Put a tip, a warning or words to say beside a step; null takes it away."""

    kind: Literal["set_callout"] = "set_callout"
    step: Id
    before: Callout | None
    callout: WantedCallout | None


def set_callout(guide: Guide, edit: SetCallout) -> Guide:
    """Return the guide with the callout; fields of it that this release does not know stay."""
    step = find_step(guide, edit.step)
    now, wanted = step.callout, edit.callout
    if is_as_wanted(edit, now, edit.before, wanted, _same):
        return guide
    callout: Callout | None
    if now and wanted:
        callout = now.model_copy(update={"kind": wanted.kind, "text": wanted.text})
    else:
        callout = Callout.model_validate(wanted.model_dump()) if wanted else None
    return with_step(guide, step.model_copy(update={"callout": callout}))


def require_callout(edit: BaseEdit) -> None:
    """Refuse a callout without words."""
    if isinstance(edit, SetCallout) and edit.callout and not says_something(edit.callout.text):
        raise WordlessError("A callout needs words; take it away if it is not needed.")


def _same(one: Callout | None, other: Callout | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.kind == other.kind and same_words(one.text, other.text)
