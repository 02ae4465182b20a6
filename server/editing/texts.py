"""Edits to words: which text of the guide an edit is about, and how another is put in its place."""

from recorder.document.guide import Guide
from server.editing.edits import AnyEdit, SetCaption, SetDetail, SetScope, SetTitle
from server.editing.errors import ConflictError, WordlessError
from server.editing.steps import find_step, with_step
from server.editing.wording import with_caption

TextEdit = SetTitle | SetCaption | SetDetail | SetScope

MEMBER = {"set_title": "title", "set_caption": "caption", "set_detail": "detail", "set_scope": "text"}
"""Which member of the edit holds the text that it wants."""


def set_text(guide: Guide, edit: TextEdit) -> Guide:
    """Return the guide with the text that the edit wants; ConflictError where the text is not what it saw."""
    theirs, mine = present(guide, edit), wanted(edit)
    if theirs not in {edit.before, mine}:
        raise ConflictError(edit, before=edit.before, mine=mine, theirs=theirs)
    return _put(guide, edit, mine) if theirs != mine else guide


def unset_text(guide: Guide, edit: TextEdit) -> TextEdit:
    """Return the edit that puts the present text back."""
    return edit.model_copy(update={"before": wanted(edit), MEMBER[edit.kind]: present(guide, edit)})


def require_words(edit: AnyEdit) -> None:
    """Refuse to leave a title or a caption without words; an undo may, where there were none."""
    if isinstance(edit, SetTitle) and not _says_something(edit.title):
        raise WordlessError("A guide needs a title; say what it shows how to do.")
    if isinstance(edit, SetCaption) and not _says_something(edit.caption):
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


def _says_something(text: str) -> bool:
    """Tell whether anything of a text can be seen: what has no width leaves a link that nobody can find."""
    return any(each.isprintable() and not each.isspace() for each in text)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
