"""What the log of a guide's edits knows and a guide does not: where a step stood, and what was merged.

An edit is completed by it once, before it is made, so that made again it says the same.
"""

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.editing.apply import complete
from server.editing.edits import AnyEdit, InsertStep, MoveStep, SplitStep, SplitSteps, kept_edit
from server.storage import edits as kept

_GONE = ("delete_step", "remove_step")
_JOINED = ("merge_steps", "join_steps")
MOST_GONE = 50
MOST_MERGES = 20


def completed(connection: Connection, guide: Guide, edit: AnyEdit) -> AnyEdit:
    """Return the edit with what its sender left to us."""
    if isinstance(edit, MoveStep | InsertStep) and guide.step(edit.ahead_of or "") is None:
        return edit.model_copy(update={"after": _still_there(connection, guide, edit.after)})
    if isinstance(edit, SplitStep):
        return _as_it_was(connection, guide, edit) or complete(guide, edit)
    return complete(guide, edit)


def _still_there(connection: Connection, guide: Guide, step: str | None) -> str | None:
    """Return the step, or the one that stood before it when it went, if it is gone."""
    sought = step
    for _ in range(MOST_GONE):
        if sought is None or guide.step(sought):
            return sought
        gone = kept.about(connection, guide.id, sought, _GONE)
        joined = kept.about_other(connection, guide.id, sought, _JOINED)
        if joined and not (gone and gone[0].serial > joined.serial):
            sought = joined.step
        elif gone:
            sought = gone[0].inverse.get("after")
        else:
            break
    return step


def _as_it_was(connection: Connection, guide: Guide, edit: SplitStep) -> SplitSteps | None:
    """Return the edit that gives the two steps back that the step was merged of and still says."""
    step = guide.step(edit.step)
    if step is None or edit.first is not None or edit.second is not None or guide.step(edit.twin):
        return None
    for merge in kept.about(connection, guide.id, step.id, ("merge_steps", "join_steps"), MOST_MERGES):
        back = kept_edit(dict(merge.inverse))
        if isinstance(back, SplitSteps) and back.merged == step and not guide.step(back.second.id):
            return back.model_copy(update={"before": edit.before})
    return None
