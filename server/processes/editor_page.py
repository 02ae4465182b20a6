"""What the page shows on which a process is drawn up: stages, what is not well, and what can be chosen."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection

from server.base import KnowledgeBase
from server.errors import NoSuchProcessError
from server.mapping.of_process import flow_of
from server.model import Process, Stage, Unpublished
from server.processes.checking import What, checked
from server.processes.making import refuse_deleted
from server.processes.page import maps_of
from server.rendering import catalogue, render
from server.storage import guides, people, process_calls, process_cards, processes

SHOWN = 100
"""How many guides the details of a stage list."""


@dataclass(frozen=True, slots=True)
class Row:
    """A stage as the outline lists it."""

    stage: Stage
    number: int
    hands_over: bool
    """Whether another role does it than the stage before."""
    remarks: tuple[What, ...] = ()
    unseen: tuple[Unpublished, ...] = ()
    """Guides in it that readers do not see yet."""
    count: int = 0
    """How many guides readers find in it, more than the details list."""

    @property
    def branches_seen(self) -> str:
        """The branches as a form hands them back, so that nobody's change is overwritten unseen."""
        return json.dumps([asdict(branch) for branch in self.stage.branches], ensure_ascii=False)


def gathered(
    base: KnowledgeBase, connection: Connection, process_id: str, opened: str | None = None
) -> Mapping[str, Any]:
    """Return what the page shows, with the details of one stage; NotFoundError where there is no process."""
    process = processes.process(connection, process_id, most=SHOWN)
    if process is None:
        refuse_deleted(connection, process_id)
        raise NoSuchProcessError
    known = processes.names(connection)
    unseen = guides.unpublished_in(connection, process_id)
    counts = process_cards.counts(connection, process_id)
    rows = rows_of(process, known, unseen, counts)
    sentences = catalogue(base.settings.language)
    return {
        "process": process,
        "maps": maps_of(flow_of(process, counts, known, sentences)) if rows else None,
        "count": counts.get(None, 0),
        "rows": rows,
        "opened": next((row for row in rows if row.stage.id == opened), None),
        "unseen_whole": unseen.get(None, ()),
        "others": {key: name for key, name in known.items() if key != process.id},
        "persons": [each.person.name for each in people.known(connection)],
        "call": process_calls.last(connection, process.id),
        "problem": "",
        "conflict": None,
        "sent": {},
    }


def rows_of(
    process: Process,
    known: Mapping[str, str],
    unseen: Mapping[str | None, tuple[Unpublished, ...]],
    counts: Mapping[str | None, int],
) -> tuple[Row, ...]:
    """Return the stages as the outline lists them."""
    remarks: dict[str, list[What]] = defaultdict(list)
    for remark in checked(process, known):
        remarks[remark.stage].append(remark.what)
    roles = ["", *(stage.role for stage in process.stages)]
    return tuple(
        Row(
            stage,
            number,
            bool(stage.role and roles[number - 1] and stage.role != roles[number - 1]),
            tuple(remarks[stage.id]),
            unseen.get(stage.id, ()),
            counts.get(stage.id, 0),
        )
        for number, stage in enumerate(process.stages, 1)
    )


def fresh_parts(base: KnowledgeBase, connection: Connection, process_id: str) -> Mapping[str, Any]:
    """Return what an edit may change elsewhere on the page than where it was made: the map and the notes."""
    values = gathered(base, connection, process_id)
    where = (base.settings.language, base.settings.zone)
    rows: tuple[Row, ...] = values["rows"]
    return {
        "call": values["call"],
        "map": render("process_editor/map.html", *where, **values, may_edit=True),
        "notes": {
            row.stage.id: render("process_editor/notes.html", *where, row=row, may_edit=True) for row in rows
        },
    }
