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


def dropped(guide: Guide, dropping: Iterable[Edit]) -> tuple[Dropped, ...]:
    """Return what is still gone of what those edits dropped, oldest first; each step once, as last seen."""
    last = {edit.step: edit for edit in dropping}
    found = []
    for edit in sorted(last.values(), key=lambda edit: edit.serial):
        back = kept_edit(dict(edit.inverse))
        if isinstance(back, RestoreStep) and back.dropped and guide.step(back.content.id) is None:
            found.append(Dropped(edit, back))
    return tuple(found)


def by_step(found: Iterable[Dropped]) -> Mapping[str, Dropped]:
    """Return what was dropped by the id of its step."""
    return {each.step.id: each for each in found}
