"""Pictures that were uploaded for a guide and that no edit uses yet; after a day they are swept."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from recorder.document.guide import Picture
from server import clock
from server.storage.pictures import KEPT_UNUSED, picture_row
from server.storage.tables import picture_uses, pictures, uploads
from server.storage.writing import insert_missing


def add(connection: Connection, guide_id: str, picture: Picture, size: int) -> None:
    """Keep that a picture of `size` bytes came for the guide just now."""
    now, key = clock.now(), {"picture": picture.file, "guide": guide_id}
    insert_missing(connection, pictures, [picture_row(picture, size)])
    insert_missing(connection, uploads, [{**key, "at": now}])
    mine = (uploads.c.picture == picture.file, uploads.c.guide == guide_id)
    connection.execute(update(uploads).where(*mine).values(at=now))


def of_guide(connection: Connection, guide_id: str) -> frozenset[str]:
    """Return the pictures that wait for use in the guide, by their names in a guide file."""
    return frozenset(connection.scalars(select(uploads.c.picture).where(uploads.c.guide == guide_id)))


def take_up(connection: Connection, guide_id: str, picture: Picture) -> bool:
    """Keep that the guide uses a picture that waits for it or that any guide uses; False where none does."""
    size = select(pictures.c.width, pictures.c.height).where(pictures.c.file == picture.file)
    row = connection.execute(size).one_or_none()
    if row is None or (row.width, row.height) != (picture.width, picture.height):
        return False
    used = connection.scalar(
        select(picture_uses.c.guide).where(picture_uses.c.picture == picture.file).limit(1)
    )
    if used is None and picture.file not in of_guide(connection, guide_id):
        return False
    insert_missing(connection, picture_uses, [{"picture": picture.file, "guide": guide_id}])
    connection.execute(delete(uploads).where(uploads.c.picture == picture.file, uploads.c.guide == guide_id))
    return True


def forget(connection: Connection, guide_id: str) -> None:
    """Forget what waits for the guide."""
    _forget(connection, list(of_guide(connection, guide_id)), uploads.c.guide == guide_id)


def sweep(connection: Connection, now: datetime) -> None:
    """Forget what has waited for a day; its bytes are collected with what nothing names."""
    old = uploads.c.at < now - KEPT_UNUSED
    _forget(connection, list(connection.scalars(select(uploads.c.picture).where(old))), old)


def _forget(connection: Connection, files: list[str], which: object) -> None:
    connection.execute(delete(uploads).where(which))  # type: ignore[arg-type]
    needed = select(picture_uses.c.picture).union(select(uploads.c.picture))
    connection.execute(delete(pictures).where(pictures.c.file.in_(files), pictures.c.file.not_in(needed)))
