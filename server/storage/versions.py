"""Published versions: numbered, immutable, and kept for good."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select

from recorder.document.guide import Guide
from server.model import Person, Version, VersionLine
from server.storage import drafts, people
from server.storage.tables import guides, versions


def published(connection: Connection, guide_id: str) -> Version | None:
    """Return the version that readers see, or None."""
    current = select(guides.c.version).where(guides.c.id == guide_id).scalar_subquery()
    return _first(connection, versions.c.guide == guide_id, versions.c.number == current)


def numbered(connection: Connection, guide_id: str, number: int) -> Version | None:
    """Return that version of the guide, or None."""
    return _first(connection, versions.c.guide == guide_id, versions.c.number == number)


def history(connection: Connection, guide_id: str) -> tuple[Version, ...]:
    """Return every version of the guide, newest first."""
    return _versions(connection, versions.c.guide == guide_id)


def listed(connection: Connection, guide_id: str) -> tuple[VersionLine, ...]:
    """Return what lists say of every version of the guide, newest first."""
    columns = (versions.c.number, versions.c.published_at, versions.c.published_by, versions.c.note)
    statement = select(*columns).where(versions.c.guide == guide_id).order_by(versions.c.number.desc())
    rows = connection.execute(statement).all()
    by = people.by_id(connection, [row.published_by for row in rows])
    return tuple(VersionLine(row.number, row.published_at, by[row.published_by], row.note) for row in rows)


def published_number(connection: Connection, guide_id: str) -> int:
    """Return the number of the version that readers see, 0 where there is none."""
    return connection.scalar(select(guides.c.version).where(guides.c.id == guide_id)) or 0


def recent(connection: Connection, guide_id: str, since: datetime, limit: int) -> tuple[Version, ...]:
    """Return the version that readers see and those before it that they saw at some time since then.

    At most as many as asked for, newest first.
    """
    later = versions.alias()
    replaced = (
        select(later.c.published_at)
        .where(later.c.guide == versions.c.guide, later.c.number == versions.c.number + 1)
        .scalar_subquery()
    )
    current = select(guides.c.version).where(guides.c.id == guide_id).scalar_subquery()
    seen = or_(versions.c.number == current, and_(versions.c.number < current, replaced >= since))
    return _versions(connection, versions.c.guide == guide_id, seen, limit=limit)


def last_number(connection: Connection, guide_id: str) -> int:
    """Return the number of the guide's newest version, 0 before the first."""
    newest = select(func.max(versions.c.number)).where(versions.c.guide == guide_id)
    return connection.scalar(newest) or 0


def add(connection: Connection, version: Version) -> None:
    """Keep a new version; the draft is what it says, with the edits that it does not hold."""
    row = {
        "guide": version.guide,
        "number": version.number,
        "document": version.document.model_dump_json(),
        "through": version.through,
        "note": version.note,
        "published_at": version.published_at,
        "published_by": version.published_by.id,
    }
    connection.execute(insert(versions).values(row))
    drafts.forget(connection, version.guide)


def _first(connection: Connection, *conditions: ColumnElement[bool]) -> Version | None:
    return next(iter(_versions(connection, *conditions)), None)


def _versions(
    connection: Connection, *conditions: ColumnElement[bool], limit: int | None = None
) -> tuple[Version, ...]:
    newest = select(versions).where(*conditions).order_by(versions.c.number.desc()).limit(limit)
    rows = connection.execute(newest).all()
    by = people.by_id(connection, [row.published_by for row in rows])
    return tuple(_version(row, by[row.published_by]) for row in rows)


def _version(row: Row[Any], person: Person) -> Version:
    return Version(
        guide=row.guide,
        number=row.number,
        document=Guide.model_validate_json(row.document),
        published_at=row.published_at,
        published_by=person,
        note=row.note,
        through=row.through,
    )
