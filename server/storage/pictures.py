"""Pictures as they came, known by the hash of their bytes: rows say what they are, objects hold them.

Only editors ever get these; readers get what is drawn from them (`drawings.py`).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select

from recorder.document.guide import Guide, Picture
from server import clock
from server.storage.objects import Objects
from server.storage.tables import arrivals, drawings, picture_uses, pictures, takes, uploads
from server.storage.writing import insert_missing

KEPT_UNUSED = timedelta(days=1)
"""Nothing younger is collected: it may belong to an import that is still under way."""


def object_name(file: str) -> str:
    """Return where the bytes of a picture are, by its name in a guide file."""
    return f"pictures/{file.rpartition('/')[2]}"


def add(connection: Connection, guide: Guide, sizes: Mapping[str, int]) -> None:
    """Keep what is known of the guide's pictures, and that it uses them; `sizes` are in bytes by file."""
    shown = {step.picture.file: step.picture for step in guide.steps if step.picture}
    rows = [picture_row(picture, sizes[file]) for file, picture in shown.items()]
    insert_missing(connection, pictures, rows)
    insert_missing(connection, picture_uses, [{"picture": file, "guide": guide.id} for file in shown])


def use(connection: Connection, guide_id: str, picture: Picture, size: int) -> None:
    """Keep that the guide uses one more picture, which is `size` bytes large."""
    insert_missing(connection, pictures, [picture_row(picture, size)])
    insert_missing(connection, picture_uses, [{"picture": picture.file, "guide": guide_id}])


def picture_row(picture: Picture, size: int) -> Mapping[str, Any]:
    """Return what is kept of a picture that is `size` bytes large."""
    return {
        "file": picture.file,
        "type": picture.file.rpartition(".")[2],
        "bytes": size,
        "width": picture.width,
        "height": picture.height,
        "kept_at": clock.now(),
    }


def used_by(connection: Connection, guide_id: str) -> frozenset[str]:
    """Return the pictures that the guide uses or ever used, by their names in a guide file."""
    statement = select(picture_uses.c.picture).where(picture_uses.c.guide == guide_id)
    return frozenset(connection.scalars(statement))


def users_of(connection: Connection, file: str) -> tuple[str, ...]:
    """Return the guides that use or ever used the picture."""
    statement = select(picture_uses.c.guide).where(picture_uses.c.picture == file)
    return tuple(connection.scalars(statement.order_by(picture_uses.c.guide)))


def is_used_by(connection: Connection, guide_id: str, file: str) -> bool:
    """Tell whether the guide uses or ever used the picture."""
    key = (picture_uses.c.guide == guide_id, picture_uses.c.picture == file)
    return connection.scalar(select(picture_uses.c.picture).where(*key)) is not None


def release(connection: Connection, guide_id: str) -> frozenset[str]:
    """Forget what the guide alone uses, and return the objects that nothing names any more."""
    mine = select(picture_uses.c.picture).where(picture_uses.c.guide == guide_id)
    others = select(picture_uses.c.picture).where(picture_uses.c.guide != guide_id)
    alone = list(connection.scalars(mine.where(picture_uses.c.picture.not_in(others))))
    drawn = list(connection.scalars(select(drawings.c.key).where(drawings.c.picture.in_(alone))))
    connection.execute(delete(drawings).where(drawings.c.picture.in_(alone)))
    connection.execute(delete(picture_uses).where(picture_uses.c.guide == guide_id))
    connection.execute(delete(pictures).where(pictures.c.file.in_(alone)))
    names = {object_name(file) for file in alone} | {f"drawn/{key}.webp" for key in drawn}
    return frozenset(names - still_named(connection))


def is_known(connection: Connection, file: str) -> bool:
    """Tell whether there is a picture of that name."""
    return connection.scalar(select(pictures.c.file).where(pictures.c.file == file)) is not None


def put_in_place(connection: Connection, old: str, new: str, size: int) -> None:
    """Keep what is known of a picture that stands in place of another of the same size."""
    known = connection.execute(select(pictures).where(pictures.c.file == old)).first()
    if known:
        row = {**known._mapping, "file": new, "bytes": size}  # noqa: SLF001 - SQLAlchemy's public way to a row
        insert_missing(connection, pictures, [row])


def end(connection: Connection, file: str) -> None:
    """Forget a picture that nothing shows any more."""
    connection.execute(delete(uploads).where(uploads.c.picture == file))
    connection.execute(delete(picture_uses).where(picture_uses.c.picture == file))
    connection.execute(delete(pictures).where(pictures.c.file == file))


def still_named(connection: Connection) -> frozenset[str]:
    """Return every object that something names."""
    named = {object_name(file) for file in connection.scalars(select(pictures.c.file))}
    named.update(f"drawn/{key}.webp" for key in connection.scalars(select(drawings.c.key)))
    for table in (arrivals, takes):
        for extras in connection.scalars(select(table.c.extras)):
            named.update(extras.values())
    return frozenset(named)


def collect(connection: Connection, objects: Objects, now: datetime) -> int:
    """Delete the objects that nothing names and that are a day old; return how many they were."""
    wanted = still_named(connection)
    old = [name for name, put_at in objects.names() if name not in wanted and now - put_at > KEPT_UNUSED]
    for name in old:
        objects.delete(name)
    return len(old)
