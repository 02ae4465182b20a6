"""Edits to words: which text of the guide an edit is about, and how another is put in its place."""

from typing import Literal

from recorder.document.guide import Guide, Id
from server.editing.base import BaseEdit, Heading, Seen, Words, same_words
from server.editing.errors import WordlessError
from server.editing.steps import find_step, is_as_wanted, with_step
from server.editing.wording import with_caption


class SetTitle(BaseEdit):
    """Give the guide another title."""

    kind: Literal["set_title"] = "set_title"
    before: Seen
    title: Heading


class SetCaption(BaseEdit):
    """Give a step another caption, in Markdown."""

    kind: Literal["set_caption"] = "set_caption"
    step: Id
    before: Seen
    caption: Words


class SetDetail(BaseEdit):
    """Say more, or nothing more, below a step's caption."""

    kind: Literal["set_detail"] = "set_detail"
    step: Id
    before: Seen
    detail: Words


class SetScope(BaseEdit):
    """Say what the guide is for and where it ends; `inputs` has one a line."""

    kind: Literal["set_scope"] = "set_scope"
    field: Literal["purpose", "covers", "excludes", "inputs", "result", "role"]
    before: str
    text: Words


TextEdit = SetTitle | SetCaption | SetDetail | SetScope

MEMBER = {"set_title": "title", "set_caption": "caption", "set_detail": "detail", "set_scope": "text"}
"""Which member of the edit holds the text that it wants."""


def set_text(guide: Guide, edit: TextEdit) -> Guide:
    """Return the guide with the text that the edit wants; ConflictError where the text is not what it saw."""
    text = wanted(edit)
    if is_as_wanted(edit, present(guide, edit), edit.before, text, same_words):
        return guide
    return _put(guide, edit, text)


def require_words(edit: BaseEdit) -> None:
    """Refuse to leave a title or a caption without words; an undo may, where there were none."""
    if isinstance(edit, SetTitle) and not says_something(edit.title):
        raise WordlessError("A guide needs a title; say what it shows how to do.")
    if isinstance(edit, SetCaption) and not says_something(edit.caption):
        raise WordlessError("A step needs words; delete the step if it is not needed.")


def wanted(edit: TextEdit) -> str:
    """Return the text as the edit wants it."""
    text: str = getattr(edit, MEMBER[edit.kind])
    return "\n".join(_lines(text)) if isinstance(edit, SetScope) and edit.field == "inputs" else text


def present(guide: Guide, edit: TextEdit) -> str:
    """Return the text as the guide has it now."""
    match edit:
        case SetTitle():
            return guide.title
        case SetCaption():
            return find_step(guide, edit.step).caption
        case SetDetail():
            return find_step(guide, edit.step).detail
        case SetScope():
            held = getattr(guide, edit.field)
            return held if isinstance(held, str) else "\n".join(held)


def says_something(text: str) -> bool:
    """Tell whether anything of a text can be seen: what has no width leaves a link that nobody can find."""
    return any(each.isprintable() and not each.isspace() for each in text)


def _put(guide: Guide, edit: TextEdit, text: str) -> Guide:
    match edit:
        case SetTitle():
            return guide.model_copy(update={"title": text})
        case SetCaption():
            return with_step(guide, with_caption(find_step(guide, edit.step), text, guide.language))
        case SetDetail():
            step = find_step(guide, edit.step)
            return with_step(guide, step.model_copy(update={"detail": text}))
        case SetScope():
            held = _lines(text) if edit.field == "inputs" else text
            return guide.model_copy(update={edit.field: held})


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
