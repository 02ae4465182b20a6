"""The edit that says where a guide belongs."""

from typing import Literal

from recorder.document.guide import Guide
from server.editing.base import BaseEdit, Heading
from server.editing.errors import ConflictError


class SetPlace(BaseEdit):
    """Let the guide belong to a process and a stage of it, by name; `before` are those that were seen."""

    kind: Literal["set_place"] = "set_place"
    before: str
    before_stage: str = ""
    process: Heading
    stage: Heading = ""


def set_place(guide: Guide, edit: SetPlace) -> Guide:
    """Return the guide that belongs to that process and stage; ConflictError where somebody moved it."""
    now, seen = place_of(guide), (edit.before, edit.before_stage)
    wanted = (edit.process, edit.stage if edit.process else "")
    if now not in {seen, wanted}:
        raise ConflictError(edit, before=written(*seen), mine=written(*wanted), theirs=written(*now))
    if now == wanted:
        return guide
    return guide.model_copy(update={"process": wanted[0], "stage": wanted[1]})


def place_of(guide: Guide) -> tuple[str, str]:
    """Return the names of the guide's process and stage, as the document says them."""
    return guide.process, guide.stage


def written(process: str, stage: str) -> str:
    """Return a place as people read it."""
    return " \u203a ".join(name for name in (process, stage) if name)
