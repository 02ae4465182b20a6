"""A guide as readers may have it, as JSON: what the page shows, and nothing that the page keeps back.

Values that are not shown, typed keys, what windows were called and fields this release does not know stay
out, names of controls stay where the caption says them, and pictures are those that were drawn.
"""

from typing import Any

from pydantic import BaseModel

from recorder.document.guide import Action, Guide, Picture, Step, Target
from server.drawings import drawings_of

Json = dict[str, Any]


def for_readers(guide: Guide) -> Json:
    """Return the document without what readers must not have."""
    document = _known(guide)
    document["steps"] = [_step(step) for step in guide.steps]
    if guide.recorded:
        document["recorded"] = {"at": guide.recorded.at.isoformat(), "seconds": guide.recorded.seconds}
    return document


def _step(step: Step) -> Json:
    return {
        **_known(step),
        "values": [_known(value) for value in step.values if value.show != "never"],
        "action": _action(step.action) if step.action else None,
        "target": _target(step.target, step.caption) if step.target else None,
        "window": {"app": step.window.app} if step.window else None,
        "picture": _picture(step, step.picture) if step.picture else None,
    }


def _action(action: Action) -> Json:
    return _known(action) | ({"keys": []} if action.kind == "type" else {})


def _target(target: Target, caption: str) -> Json:
    """Return the control; its name may be a row of somebody's data, unless the caption says it anyway."""
    name = target.name if target.name and target.name in caption else ""
    return {"name": name, "role": target.role, "box": target.box, "secret": target.secret}


def _picture(step: Step, picture: Picture) -> Json:
    drawn = {
        variant: {"url": drawing.url, "width": drawing.width, "height": drawing.height}
        for variant, drawing in drawings_of(step).items()
    }
    return {"width": picture.width, "height": picture.height, "drawings": drawn}


def _known(value: BaseModel) -> Json:
    """Return the value's own fields as JSON, at every depth without those that this release does not know."""
    return {name: _plain(getattr(value, name)) for name in type(value).model_fields}


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _known(value)
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
