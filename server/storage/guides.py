"""Guides as lists show them: the row of each guide says of its published version what a list needs."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, true, update

from recorder.document.guide import Guide
from server.model import GuideSummary, Place, Unpublished, Version
from server.storage.tables import guides, people, placements, processes, stages, trash

_THERE = guides.c.id.not_in(select(trash.c.guide))
_KEPT = _THERE & (guides.c.state != "archived")


def newest(connection: Connection, limit: int = 12) -> tuple[GuideSummary, ...]:
    """Return the guides published last, newest first."""
    return _summaries(connection, true(), limit=limit)


def published(connection: Connection) -> tuple[GuideSummary, ...]:
    """Return every published guide, newest first."""
    return _summaries(connection, true())


def readable() -> ColumnElement[bool]:
    """Return the condition of a guide that readers can open, whatever state it is in."""
    return (guides.c.version > 0) & _THERE


def summaries(connection: Connection, ids: Collection[str]) -> Mapping[str, GuideSummary]:
    """Return the published guides among those ids, without archived ones."""
    return {each.id: each for each in _summaries(connection, guides.c.id.in_(ids))} if ids else {}


def all_summaries(connection: Connection, ids: Collection[str]) -> Mapping[str, GuideSummary]:
    """Return the published guides among those ids, archived ones too."""
    return (
        {each.id: each for each in _summaries(connection, guides.c.id.in_(ids), among=_THERE)} if ids else {}
    )


def summary(connection: Connection, guide_id: str) -> GuideSummary | None:
    """Return what is said of the published guide at its own address, archived or not, or None."""
    return next(iter(_summaries(connection, guides.c.id == guide_id, among=_THERE)), None)


def count(connection: Connection) -> int:
    """Return how many guides are published."""
    return connection.scalar(select(func.count()).where(guides.c.version > 0, _KEPT)) or 0


def listed() -> ColumnElement[bool]:
    """Return the condition of a guide that lists show: it is published, and was not thrown away."""
    return (guides.c.version > 0) & _KEPT


def unpublished(connection: Connection) -> tuple[Unpublished, ...]:
    """Return the guides that were never published, the one that came first first."""
    statement = select(guides.c.id, guides.c.title).where(guides.c.version == 0, _KEPT)
    rows = connection.execute(statement.order_by(guides.c.created_at, guides.c.id))
    return tuple(Unpublished(row.id, row.title) for row in rows)


def meant(connection: Connection, said: str) -> str:
    """Return the id of the guide whose title, id or address somebody wrote, or what else was written."""
    titled = select(guides.c.id).where(guides.c.title == said, _KEPT).order_by(guides.c.id)
    found: str | None = connection.scalar(titled)
    return found or said.rstrip("/").rpartition("/")[2]


def unpublished_in(connection: Connection, process_id: str) -> Mapping[str | None, tuple[Unpublished, ...]]:
    """Return the guides of a process that readers do not see yet, by stage."""
    statement = (
        select(guides.c.id, guides.c.title, placements.c.stage)
        .join(placements, placements.c.guide == guides.c.id)
        .where(placements.c.process == process_id, guides.c.version == 0, _KEPT)
        .order_by(placements.c.position)
    )
    found: dict[str | None, tuple[Unpublished, ...]] = defaultdict(tuple)
    for row in connection.execute(statement):
        found[row.stage] += (Unpublished(row.id, row.title),)
    return found


def exists(connection: Connection, guide_id: str) -> bool:
    """Tell whether there is a guide of that id, published or not."""
    return connection.scalar(select(guides.c.id).where(guides.c.id == guide_id)) is not None


def existing(connection: Connection, ids: Collection[str]) -> frozenset[str]:
    """Return those of the ids under which there is a guide, published or not."""
    return (
        frozenset(connection.scalars(select(guides.c.id).where(guides.c.id.in_(ids)))) if ids else frozenset()
    )


def lock(connection: Connection, guide_id: str) -> bool:
    """Hold the guide until the transaction ends; False if there is none.

    SQLite's writers are alone already; on PostgreSQL this is what makes two edits wait for each other.
    """
    statement = select(guides.c.id).where(guides.c.id == guide_id).with_for_update()
    return connection.scalar(statement) is not None


def add(connection: Connection, guide: Guide, at: datetime) -> None:
    """Keep a new guide, not published yet."""
    row = {**_listed(guide), "id": guide.id, "version": 0, "state": "draft", "created_at": at}
    connection.execute(insert(guides).values(row))


def show(connection: Connection, version: Version, thumb: str | None) -> None:
    """Let lists say what this version of its guide says."""
    shown = {
        **_listed(version.document),
        "version": version.number,
        "thumb": thumb,
        "published_at": version.published_at,
        "published_by": version.published_by.id,
    }
    connection.execute(update(guides).where(guides.c.id == version.guide).values(shown))


def describe(connection: Connection, guide: Guide) -> None:
    """Let the row of a guide that readers do not see yet say what its draft says."""
    connection.execute(update(guides).where(guides.c.id == guide.id).values(_listed(guide)))


def came_at(connection: Connection, guide_id: str) -> datetime:
    """Return when the guide came here first."""
    came: datetime = connection.execute(
        select(guides.c.created_at).where(guides.c.id == guide_id)
    ).scalar_one()
    return came


def places_of(connection: Connection, ids: Collection[str]) -> Mapping[str, tuple[Place, ...]]:
    """Return for each of those guides where it belongs."""
    statement = (
        select(
            placements.c.guide,
            processes.c.id.label("process"),
            processes.c.name.label("process_name"),
            stages.c.id.label("stage"),
            stages.c.name.label("stage_name"),
        )
        .join_from(placements, processes, placements.c.process == processes.c.id)
        .join(stages, placements.c.stage == stages.c.id, isouter=True)
        .where(placements.c.guide.in_(ids))
        .order_by(placements.c.id)
    )
    found: dict[str, list[Place]] = defaultdict(list)
    for row in connection.execute(statement) if ids else ():
        found[row.guide].append(Place(row.process, row.process_name, row.stage, row.stage_name))
    return {guide: tuple(places) for guide, places in found.items()}


def process_name(connection: Connection, process_id: str) -> str | None:
    """Return what a process is called, or None if there is no such process or it was deleted."""
    there = processes.c.deleted_at.is_(None)
    return connection.scalar(select(processes.c.name).where(processes.c.id == process_id, there))


def _listed(guide: Guide) -> Mapping[str, Any]:
    names = ("title", "kind", "language", "role", "minutes", "risk")
    return {**{name: getattr(guide, name) for name in names}, "steps": guide.count}


def _summaries(
    connection: Connection,
    condition: ColumnElement[bool],
    *,
    limit: int | None = None,
    among: ColumnElement[bool] = _KEPT,
) -> tuple[GuideSummary, ...]:
    statement = (
        select(guides, people.c.name.label("person"))
        .join(people, guides.c.published_by == people.c.id)
        .where(guides.c.version > 0, among, condition)
        .order_by(guides.c.published_at.desc(), guides.c.id)
        .limit(limit)
    )
    rows = connection.execute(statement).all()
    places = places_of(connection, [row.id for row in rows])
    return tuple(_summary(row, places.get(row.id, ())) for row in rows)


def _summary(row: Row[Any], places: tuple[Place, ...]) -> GuideSummary:
    return GuideSummary(
        id=row.id,
        title=row.title,
        kind=row.kind,
        language=row.language,
        version=row.version,
        steps=row.steps,
        minutes=row.minutes,
        role=row.role,
        thumb=row.thumb,
        published_at=row.published_at,
        published_by=row.person,
        places=places,
        state=row.state,
        risk=row.risk,
        review_from=row.review_from,
        review_days=row.review_days,
        needs_update=bool(row.reason),
    )
