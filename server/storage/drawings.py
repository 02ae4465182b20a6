"""Which drawings are wanted and which are made: a list of work that all processes share."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, or_, select, update

from recorder.document.guide import Guide
from server import clock
from server.drawings import Drawing, drawings_of, from_recipe
from server.storage.tables import drawings, guides, picture_uses, trash, versions
from server.storage.writing import insert_missing

CLAIMED_FOR = timedelta(seconds=60)
"""After this long without a result whoever claimed a drawing is taken to be gone."""


DRAFTED = datetime(9000, 1, 1, tzinfo=UTC)
"""When a drawing that only a draft shows is taken to be claimed: nobody draws it unasked."""

_AT_ONCE = 500


def object_name(key: str) -> str:
    """Return where the drawn bytes are."""
    return f"drawn/{key}.webp"


def want(connection: Connection, guide: Guide, *, drafted: bool = False) -> None:
    """Let everything be drawn that this state of the guide shows; a draft's only once somebody asks for it.

    Most states of a draft are gone before anybody has seen them painted: its editor shows marks as SVG.
    """
    wanted = (drawing for step in guide.steps for drawing in drawings_of(step).values())
    claimed = DRAFTED if drafted else None
    rows = {
        drawing.key: {
            "key": drawing.key,
            "picture": drawing.picture.file,
            "recipe": drawing.recipe,
            "claimed_at": claimed,
        }
        for drawing in wanted
    }
    insert_missing(connection, drawings, list(rows.values()))
    if not drafted:
        for keys in _batched(rows):
            waits = (drawings.c.key.in_(keys), drawings.c.claimed_at == DRAFTED)
            connection.execute(update(drawings).where(*waits).values(claimed_at=None))


def _batched(keys: Iterable[str]) -> Iterator[Sequence[str]]:
    """Give the keys by as many as a statement takes."""
    waiting = list(keys)
    return (waiting[at : at + _AT_ONCE] for at in range(0, len(waiting), _AT_ONCE))


def drawing(connection: Connection, key: str) -> Drawing | None:
    """Return the wanted drawing of that key, or None."""
    recipe = connection.scalar(select(drawings.c.recipe).where(drawings.c.key == key))
    return from_recipe(recipe) if recipe else None


def is_wanted(connection: Connection, key: str) -> bool:
    """Tell whether the drawing is still wanted, and keep it so until the transaction ends."""
    statement = select(drawings.c.key).where(drawings.c.key == key).with_for_update()
    return connection.scalar(statement) is not None


def forget(connection: Connection, files: Iterable[str]) -> frozenset[str]:
    """Want no drawing of those pictures any more, and return the objects that they were."""
    gone: set[str] = set()
    for file in files:
        gone.update(connection.scalars(select(drawings.c.key).where(drawings.c.picture == file)))
        connection.execute(delete(drawings).where(drawings.c.picture == file))
    return frozenset(map(object_name, gone))


def published_with(connection: Connection, key: str) -> tuple[str, ...]:
    """Return, as JSON, what is published of the guides that use the picture of that drawing."""
    statement = (
        select(versions.c.document)
        .join_from(drawings, picture_uses, picture_uses.c.picture == drawings.c.picture)
        .join(guides, guides.c.id == picture_uses.c.guide)
        .join(versions, (versions.c.guide == guides.c.id) & (versions.c.number == guides.c.version))
        .where(drawings.c.key == key, guides.c.id.not_in(select(trash.c.guide)))
    )
    return tuple(connection.scalars(statement))


def guides_with(connection: Connection, key: str) -> tuple[str, ...]:
    """Return the published guides that use, or used, the picture of that drawing."""
    statement = (
        select(guides.c.id)
        .join_from(drawings, picture_uses, picture_uses.c.picture == drawings.c.picture)
        .join(guides, guides.c.id == picture_uses.c.guide)
        .where(drawings.c.key == key, guides.c.version > 0, guides.c.id.not_in(select(trash.c.guide)))
    )
    return tuple(connection.scalars(statement))


def claim(connection: Connection, limit: int, key: str | None = None) -> tuple[Drawing, ...]:
    """Return drawings that are neither made nor claimed, claimed from now on; only that of `key` if given."""
    now = clock.now()
    free = or_(drawings.c.claimed_at.is_(None), drawings.c.claimed_at < now - CLAIMED_FOR)
    if key:
        free = or_(free, drawings.c.claimed_at == DRAFTED)
    statement = select(drawings.c.key, drawings.c.recipe).where(drawings.c.drawn_at.is_(None), free)
    if key:
        statement = statement.where(drawings.c.key == key)
    rows = connection.execute(statement.limit(limit).with_for_update(skip_locked=True)).all()
    mine = [row.key for row in rows]
    connection.execute(update(drawings).where(drawings.c.key.in_(mine)).values(claimed_at=now))
    return tuple(from_recipe(row.recipe) for row in rows)


def release(connection: Connection, keys: Iterable[str]) -> None:
    """Let others draw at once what was claimed and is not made."""
    mine = (drawings.c.key.in_(list(keys)), drawings.c.drawn_at.is_(None))
    connection.execute(update(drawings).where(*mine).values(claimed_at=None))


def has_work(connection: Connection) -> bool:
    """Tell whether anything waits to be drawn without being asked for."""
    waits = or_(drawings.c.claimed_at.is_(None), drawings.c.claimed_at < DRAFTED)
    statement = select(drawings.c.key).where(drawings.c.drawn_at.is_(None), waits)
    return connection.scalar(statement.limit(1)) is not None


def made(connection: Connection, keys: Iterable[str]) -> None:
    """Note that these are drawn and kept."""
    statement = update(drawings).where(drawings.c.key.in_(list(keys)))
    connection.execute(statement.values(drawn_at=clock.now()))
