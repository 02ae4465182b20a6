"""Bytes by name, in the data folder now and in S3 later: pictures as they came, and pictures as drawn."""

from collections.abc import Iterator
from datetime import datetime

from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore

from server.errors import ServerError
from server.settings import Settings


class NotKeptError(ServerError):
    """The store takes nothing in."""

    status = 507


class Objects:
    """A store of whole byte strings; names are paths with forward slashes.

    A put is seen whole or not at all.
    """

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def put(self, name: str, content: bytes) -> None:
        """Keep the bytes under the name, in place of what was there."""
        try:
            self._store.put(name, content)
        except (BaseError, OSError) as error:
            why = str(error).partition("\n")[0].rpartition(": ")[2]
            raise NotKeptError(
                f"Pictures cannot be kept ({why}); "
                "see that the data folder may be written and has room, and try again.",
            ) from error

    def get(self, name: str) -> bytes | None:
        """Return the bytes of that name, or None."""
        try:
            return bytes(self._store.get(name).bytes())
        except (NotFoundError, FileNotFoundError):
            return None

    def has(self, name: str) -> bool:
        """Tell whether there is anything of that name."""
        try:
            self._store.head(name)
        except (NotFoundError, FileNotFoundError):
            return False
        return True

    def delete(self, name: str) -> None:
        """Forget the name; one that is gone already is well."""
        try:
            self._store.delete(name)
        except (NotFoundError, FileNotFoundError):
            return

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Yield every name, with the time it was last put."""
        for batch in self._store.list():
            for meta in batch:
                yield meta["path"], meta["last_modified"]


def open_objects(settings: Settings) -> Objects:
    """Return the store in the data folder; NotKeptError where there can be none."""
    folder = settings.data / "objects"
    try:
        return Objects(LocalStore(folder, mkdir=True))
    except (BaseError, OSError) as error:
        raise NotKeptError(
            f"The folder {folder} for pictures cannot be used ({error}); "
            "see that it may be written and is no file."
        ) from error
