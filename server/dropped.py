"""Steps that were taken out of a draft and can be put back where they were, as the log of its edits knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recorder.document.guide import Guide, Step
from server.editing.deleting import RestoreStep
from server.editing.edits import kept_edit
from server.model import Edit

KINDS = ("delete_step", "remove_step")
"""The kinds of edits that take steps out."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A step that is gone, by which edit, and the edit that would put it back."""

    edit: Edit
    back: RestoreStep

    @property
    def step(self) -> Step:
        """The step as it was."""
        return self.back.content


def dropped(guide: Guide, made: Iterable[Edit]) -> tuple[Dropped, ...]:
    """Return what was dropped and is still gone, oldest first; each step once, as it was last seen."""
    made = tuple(made)
    undone = {edit.undoes for edit in made}
    found: dict[str, Dropped] = {}
    for edit in made:
        if edit.kind not in KINDS or edit.serial in undone:
            continue
        back = kept_edit(dict(edit.inverse))
        if isinstance(back, RestoreStep) and back.dropped and guide.step(back.content.id) is None:
            found.pop(back.content.id, None)
            found[back.content.id] = Dropped(edit, back)
    return tuple(found.values())


def by_step(found: Iterable[Dropped]) -> Mapping[str, Dropped]:
    """Return what was dropped by the id of its step."""
    return {each.step.id: each for each in found}
