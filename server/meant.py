"""Which place the names in a guide's document mean: that which was called so when they were said.

A process or stage that was renamed since is found, one that was deleted since is not made anew: the guide
does without it. What never was is made, when the guide is published.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.editing.places import place_of
from server.model import Version
from server.storage import edits, former_names, guides, processes, versions
from server.storage.keys import fold


@dataclass(frozen=True, slots=True)
class Meant:
    """A place by the names that it has now, or will have; and what of it was deleted, by its old name."""

    process: str = ""
    stage: str = ""
    gone: Literal["", "process", "stage"] = ""
    name: str = ""

    def told(self, translate: Callable[[str], str]) -> str:
        """Return a sentence about what is gone, "" where nothing is."""
        if not self.gone:
            return ""
        said = {
            "process": translate(
                "The process “{name}” was deleted, so this guide is published without a place; "
                "put it where it belongs, or put the process back from the trash."
            ),
            "stage": translate(
                "The stage “{name}” was deleted, so this guide belongs to “{process}” as a whole; "
                "put it where it belongs."
            ),
        }
        return said[self.gone].format(name=self.name, process=self.process)


NOWHERE = Meant()


def meant(connection: Connection, guide: Guide, names: tuple[str, str] | None = None) -> Meant:
    """Return which place the names in a guide's draft mean, or those names in it."""
    process, stage = names or place_of(guide)
    return understood(connection, process, stage, _said_at(connection, guide.id, (process, stage)))


def to_be_told(connection: Connection, guide: Guide) -> Meant:
    """Return what publishing the draft will leave out of its place; NOWHERE where it changes no place."""
    version = versions.published(connection, guide.id)
    if is_settled(connection, version.document if version else None, guide):
        return NOWHERE
    return meant(connection, guide)


def is_settled(connection: Connection, before: Guide | None, guide: Guide) -> bool:
    """Tell whether publishing the draft changes no place: it says what readers saw, or was put somewhere."""
    return place_of(before) == place_of(guide) if before else bool(guides.places_of(connection, [guide.id]))


def lost_place(connection: Connection, version: Version) -> Meant:
    """Return what of its place a version was published without, while it is nowhere else; else NOWHERE."""
    guide = version.document
    there, later = (meant(connection, guide), understood(connection, *place_of(guide), version.published_at))
    placed = guides.places_of(connection, [guide.id]).get(guide.id, ())
    as_a_whole = [each for each in placed if each.stage is None and each.process_name == there.process]
    is_so = (there.gone == "process" and not placed) or (there.gone == "stage" and as_a_whole)
    return there if is_so and not later.gone else NOWHERE


def understood(connection: Connection, process: str, stage: str, since: datetime) -> Meant:
    """Return the place of those names as they were said then."""
    if not process.strip():
        return NOWHERE
    called = processes.names(connection)
    was = former_names.process_called(connection, fold(process), since)
    now = processes.called(connection, process)
    key = was if was in called else now[0] if now else None
    if key is None:
        return Meant(gone="process", name=process) if was else Meant(process, stage)
    return _with_stage(connection, key, called[key], stage, since)


def _with_stage(connection: Connection, process_id: str, name: str, stage: str, since: datetime) -> Meant:
    called = processes.stages_of(connection, process_id)
    was = former_names.stage_called(connection, process_id, fold(stage), since) if stage.strip() else None
    if was is not None and was in called:
        return Meant(name, called[was])
    is_gone = was is not None and fold(stage) not in map(fold, called.values())
    return Meant(name, gone="stage", name=stage) if is_gone else Meant(name, stage)


def _said_at(connection: Connection, guide_id: str, names: tuple[str, str]) -> datetime:
    """Return when a guide was last said to belong there, else when it came."""
    for edit in reversed(edits.of_kinds(connection, guide_id, ("set_place",))):
        if (edit.payload["process"], edit.payload["stage"]) == names:
            return edit.at
    return guides.came_at(connection, guide_id)
