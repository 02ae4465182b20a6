"""The edit that puts fields back as they were: the way back from every edit that only sets something.

It names each field that was changed, down to a picture's crop or one value's text, with what it was changed
to. So it leaves alone whatever others changed beside it, and meets a conflict only where the very same was
changed. What merely follows from the change (a short form, a caption of our own) is left alone where others
changed it.
"""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from recorder.document.guide import CaseValue, Guide, Id, Picture, Step
from server.editing.base import BaseEdit
from server.editing.errors import ConflictError, UnknownStepError
from server.editing.steps import with_steps

_FOLLOWS = {"set_value": {"caption", "short"}, "set_value_show": {"caption", "short"}}

_KNOWN = {name for model in (Guide, Step, Picture, CaseValue) for name in model.model_fields}

Where = tuple[str, ...]
Json = dict[str, Any]


class FieldChange(BaseModel):
    """One field of a step, or of the guide: where it is, what it was and what it shall be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: Id | None
    at: Where
    was: Any
    now: Any
    follows: bool = False


class PutFields(BaseEdit):
    """Put fields back as they were; only an undo makes this edit. `step` is the one that it is about."""

    kind: Literal["put_fields"] = "put_fields"
    step: Id | None
    changes: tuple[FieldChange, ...]


class TakeStep(BaseEdit):
    """Let a step be as another take has it; only the sheet on which takes are compared makes this edit."""

    kind: Literal["take_step"] = "take_step"
    step: Id
    changes: tuple[FieldChange, ...]


def taking(guide: Guide, content: Step) -> TakeStep:
    """Return the edit that makes the step of that id what is wanted, and is undone field by field."""
    wanted = guide.model_copy(
        update={"steps": tuple(content if each.id == content.id else each for each in guide.steps)}
    )
    found = differences(guide, wanted)
    changes = (FieldChange(step=step, at=at, was=was, now=now) for step, at, was, now in found)
    return TakeStep(step=content.id, changes=tuple(changes))


def putting_back(guide: Guide, edit: BaseEdit, after: Guide) -> PutFields:
    """Return the edit that leads back from `after`, where the edit was made, to the guide."""
    about: str | None = getattr(edit, "step", None)
    changes = []
    for step, at, was, now in differences(after, guide):
        before = _known(edit, step, at)
        follows = before.follows if before else _does_follow(edit.kind, about, step, at)
        changes.append(FieldChange(step=step, at=at, was=was, now=now, follows=follows))
    return PutFields(step=about, changes=tuple(changes))


def put_fields(guide: Guide, edit: PutFields | TakeStep) -> Guide:
    """Return the guide with the fields put back; ConflictError where somebody changed one of them."""
    for step_id in dict.fromkeys(change.step for change in edit.changes):
        mine = [change for change in edit.changes if change.step == step_id]
        guide = _in_guide(guide, edit, mine) if step_id is None else _in_step(guide, edit, step_id, mine)
    return guide


def differences(one: Guide, other: Guide) -> Iterator[tuple[str | None, Where, Any, Any]]:
    """Yield each field that differs: its step, where it is, and what it is in each of the guides.

    Steps that only one of them has are passed over.
    """
    steps = {step.id: step for step in other.steps}
    for step in one.steps:
        twin = steps.get(step.id)
        if twin is not None and twin is not step and twin != step:
            for at, was, now in _differing(_json(step), _json(twin)):
                yield step.id, at, was, now
    fields = (name for name in type(one).model_fields if name != "steps")
    if one.model_extra == other.model_extra and all(
        getattr(one, each) is getattr(other, each) for each in fields
    ):
        return
    heads = [guide.model_dump(mode="json", exclude={"steps"}) for guide in (one, other)]
    for part, was, now in _parts(*heads):
        yield None, (part,), was, now


def _differing(one: Json, other: Json) -> Iterator[tuple[Where, Any, Any]]:
    for name, was, now in _parts(one, other):
        if name == "picture" and was and now:
            yield from (((name, part), before, after) for part, before, after in _parts(was, now))
        elif name == "values" and _names(was) == _names(now) and len(set(_names(was))) == len(was):
            yield from (
                ((name, mine["name"], part), before, after)
                for mine, theirs in zip(was, now, strict=True)
                for part, before, after in _parts(mine, theirs)
            )
        else:
            yield (name,), was, now


def _parts(one: Json, other: Json) -> Iterator[tuple[str, Any, Any]]:
    """Yield what differs in two objects, None for what is not there."""
    for name in dict.fromkeys((*one, *other)):
        if one.get(name) != other.get(name):
            yield name, one.get(name), other.get(name)


def _in_guide(guide: Guide, edit: PutFields | TakeStep, changes: list[FieldChange]) -> Guide:
    held = guide.model_dump(mode="json", exclude={"steps"})
    if not _put_all(held, edit, changes):
        return guide
    bare = Guide.model_validate({**held, "steps": ()})
    return bare.model_copy(update={"steps": guide.steps})


def _in_step(guide: Guide, edit: PutFields | TakeStep, step_id: str, changes: list[FieldChange]) -> Guide:
    step = guide.step(step_id)
    if step is None:
        if all(change.follows for change in changes):
            return guide
        raise UnknownStepError(step_id)
    held = _json(step)
    if not _put_all(held, edit, changes):
        return guide
    put = Step.model_validate(held)
    return with_steps(guide, tuple(put if each is step else each for each in guide.steps))


def _put_all(held: Json, edit: PutFields | TakeStep, changes: list[FieldChange]) -> bool:
    """Put what can be put, and tell whether that changed anything."""
    changed = False
    for change in changes:
        place = _place(held, change.at)
        present = place.get(change.at[-1]) if place is not None else None
        if place is not None and present == change.was:
            place[change.at[-1]] = change.now
            if change.now is None and change.at[-1] not in _KNOWN:
                del place[change.at[-1]]  # it was not there
            changed = True
        elif not change.follows and (place is None or present != change.now):
            raise ConflictError(edit, before=change.was, mine=change.now, theirs=present)
    return changed


def _place(held: Json, at: Where) -> Json | None:
    """Return what holds the field."""
    if len(at) == 1:
        return held
    if at[0] == "values":
        named = [value for value in held["values"] if value["name"] == at[1]]
        return named[0] if len(named) == 1 else None
    found: Json | None = held[at[0]]
    return found


def _known(edit: BaseEdit, step: str | None, at: Where) -> FieldChange | None:
    """Return what an edit that puts fields back says of this one."""
    changes = edit.changes if isinstance(edit, PutFields) else ()
    return next((change for change in changes if (change.step, change.at) == (step, at)), None)


def _does_follow(kind: str, about: str | None, step: str | None, at: Where) -> bool:
    return step != about or at[0] in _FOLLOWS.get(kind, {"short"})


def _names(values: list[Json]) -> list[str]:
    return [value["name"] for value in values]


def _json(step: Step) -> Json:
    return step.model_dump(mode="json")
