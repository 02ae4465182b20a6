"""`apply` turns a guide and an edit into a guide; `inverse` says how to take the edit back."""

from collections.abc import Callable, Mapping
from typing import Any

from recorder.document.guide import Guide
from server.editing import (
    abouts,
    callouts,
    conditions,
    deleting,
    fields,
    inserting,
    kinds,
    links,
    merging,
    moments,
    moving,
    nesting,
    pictures,
    places,
    splitting,
    texts,
    values,
)
from server.editing.edits import AnyEdit
from server.editing.splitting import SplitStep

Do = Callable[[Guide, Any], Guide]
Back = Callable[[Guide, Any, Guide], AnyEdit]


def _from_before(back: Callable[[Guide, Any], AnyEdit]) -> Back:
    """Return a way back that only asks how the guide was."""
    return lambda before, edit, _after: back(before, edit)


def _from_after(back: Callable[[Guide, Any], AnyEdit]) -> Back:
    """Return a way back that only asks how the guide is now."""
    return lambda _before, edit, after: back(after, edit)


_WAYS: Mapping[str, tuple[Do, Back]] = {
    **dict.fromkeys(texts.MEMBER, (texts.set_text, fields.putting_back)),
    "set_about": (abouts.set_about, fields.putting_back),
    "set_place": (places.set_place, fields.putting_back),
    "set_callout": (callouts.set_callout, fields.putting_back),
    "set_value": (values.set_value, fields.putting_back),
    "set_value_show": (values.set_value_show, fields.putting_back),
    "set_when": (conditions.set_when, fields.putting_back),
    "set_optional": (conditions.set_optional, fields.putting_back),
    "set_links": (links.set_links, fields.putting_back),
    "set_step_kind": (kinds.set_step_kind, fields.putting_back),
    "set_level": (nesting.set_level, fields.putting_back),
    "set_crop": (pictures.set_crop, fields.putting_back),
    "set_marks": (pictures.set_marks, fields.putting_back),
    "set_picture": (pictures.set_picture, fields.putting_back),
    "set_moment": (moments.set_moment, fields.putting_back),
    "take_step": (fields.put_fields, fields.putting_back),
    "put_fields": (fields.put_fields, fields.putting_back),
    "move_step": (moving.move_step, _from_before(moving.moving_back)),
    "put_steps": (moving.put_steps, _from_before(moving.moving_back)),
    "insert_step": (inserting.insert_step, _from_after(inserting.removing_again)),
    "duplicate_step": (inserting.duplicate_step, _from_after(inserting.removing_again)),
    "bring_back": (inserting.bring_back, _from_after(inserting.removing_again)),
    "delete_step": (deleting.delete_step, _from_before(deleting.restoring)),
    "remove_step": (deleting.remove_step, _from_before(deleting.restoring)),
    "restore_step": (deleting.restore_step, _from_before(deleting.removing)),
    "merge_steps": (merging.merge_steps, _from_before(merging.splitting)),
    "split_step": (splitting.split_step, _from_before(splitting.joining_again)),
    "split_steps": (merging.split_steps, _from_before(merging.joining)),
    "join_steps": (merging.join_steps, _from_before(merging.parting)),
}
"""How each kind of edit is made, and which edit leads back."""


def apply(guide: Guide, edit: AnyEdit) -> Guide:
    """Return the guide with the edit made, the same object where it changes nothing.

    Raises ConflictError where something is no longer what the edit saw, and the others of `errors.py` where
    there is nothing to edit or the edit makes no sense there.
    """
    return _WAYS[edit.kind][0](guide, edit)


def inverse(guide: Guide, edit: AnyEdit, after: Guide | None = None) -> AnyEdit:
    """Return the edit that leads back from `apply(guide, edit)` to `guide`, others' edits left alone.

    Whoever has made the edit already hands in what came of it.
    """
    return _WAYS[edit.kind][1](guide, edit, after or apply(guide, edit))


def require_sound(guide: Guide, edit: AnyEdit) -> None:
    """Refuse what nobody should want: steps without words, crops that show nothing. An undo may.

    Raises WordlessError and OutsideError.
    """
    texts.require_words(edit)
    callouts.require_callout(edit)
    inserting.require_caption(edit)
    splitting.require_both(edit)
    pictures.require_inside(edit, guide)


def complete(guide: Guide, edit: AnyEdit) -> AnyEdit:
    """Return the edit with what was left to us, so that made again it says the same."""
    if isinstance(edit, SplitStep):
        first, second = splitting.parts(guide, edit)
        return edit.model_copy(update={"first": first, "second": second})
    return edit
