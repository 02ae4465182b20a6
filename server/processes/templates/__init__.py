"""Processes that many firms have, as words to start from: roles, deadlines, decisions and wanted guides.

One file of JSON each, English; stages name each other by `key`, "" is the end.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from server.errors import ServerError
from server.processes.editing.edits import AnyProcessEdit
from server.processes.editing.fields import SetProcess
from server.processes.editing.slots import InsertSlot, NewSlot
from server.processes.editing.stages import InsertStage, NewStage

HERE = Path(__file__).parent
_EMPTY: Mapping[str, Any] = {"inputs": [], "outputs": [], "stakeholders": []}


class UnknownTemplateError(ServerError):
    """There is no template of that name."""

    status = 422


class ProcessTemplate(NamedTuple):
    """A process to start from: what it is known by, its name, and what is said of it."""

    key: str
    name: str
    process: Mapping[str, Any]
    stages: tuple[Mapping[str, Any], ...]

    @property
    def purpose(self) -> str:
        """What the process is there for."""
        purpose: str = self.process["purpose"]
        return purpose


@cache
def templates() -> tuple[ProcessTemplate, ...]:
    """Return all templates in the order of their names."""
    read = (json.loads(path.read_text("utf-8")) | {"key": path.stem} for path in HERE.glob("*.json"))
    made = (
        ProcessTemplate(each["key"], each["name"], each["process"], tuple(each["stages"])) for each in read
    )
    return tuple(sorted(made, key=lambda template: template.name))


def template(key: str) -> ProcessTemplate:
    """Return the template of that key; UnknownTemplateError where there is none."""
    for each in templates():
        if each.key == key:
            return each
    known = ", ".join(each.key for each in templates())
    raise UnknownTemplateError(f"There is no template {key!r}; choose one of {known}, or start without.")


def edits_of(key: str, free: Callable[[str], str]) -> tuple[AnyProcessEdit, ...]:
    """Return the edits that say in a new process what the template says; `free` gives keys for its stages."""
    wanted = template(key)
    keys = {stage["key"]: free(stage["name"]) for stage in wanted.stages} | {"": ""}
    said = [
        SetProcess(field=field, before=_EMPTY.get(field, ""), to=value)
        for field, value in wanted.process.items()
    ]
    stages = [InsertStage(after=None, content=_content(stage, keys)) for stage in wanted.stages[::-1]]
    slots = [
        InsertSlot(stage=keys[stage["key"]], content=NewSlot(title=title))
        for stage in wanted.stages
        for title in stage.get("guides", ())
    ]
    return (*said, *stages, *slots)


def _content(stage: Mapping[str, Any], keys: Mapping[str, str]) -> NewStage:
    known = {
        name: value for name, value in stage.items() if name not in {"key", "guides", "then", "branches"}
    }
    branches = [branch | {"to": keys[branch["to"]]} for branch in stage.get("branches", ())]
    then = keys[stage["then"]] if "then" in stage else None
    return NewStage.model_validate(known | {"id": keys[stage["key"]], "branches": branches, "then": then})
