"""A step without a picture among steps that have one leaves its reader alone there."""

from collections.abc import Iterator

from recorder.document.guide import Guide
from server.checking.prose import capitalised, where
from server.checking.remarks import Mend, Remark, Translate

_NEEDS_NONE = {"press", "open"}
"""Keys are pressed and addresses gone to without looking for a place on the screen."""


def lacks_picture(guide: Guide, translate: Translate) -> Iterator[Remark]:
    """Remark on actions without a picture in a guide whose other actions mostly have one."""
    actions = [step for step in guide.steps if step.kind == "action"]
    pictured = sum(step.picture is not None for step in actions)
    if pictured * 2 <= len(actions):
        return
    known = where(guide, translate)
    for step in actions:
        if step.picture or (step.action and step.action.kind in _NEEDS_NONE):
            continue
        yield Remark(
            rule="picture",
            step=step.id,
            words=translate("{where} has no picture.").format(where=capitalised(known[step.id])),
            mends=(Mend(translate("Add a picture"), opens="picture"),),
            seen=step.caption,
        )
