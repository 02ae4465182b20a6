"""Bytes by name, in the data folder now and in S3 later: pictures as they came, and pictures as drawn."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

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

    def __init__(self, store: ObjectStore, folder: Path | None = None) -> None:
        self._store, self._folder = store, folder

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

    def names(self, under: str | None = None) -> Iterator[tuple[str, datetime]]:
        """Yield every name, or those in a folder, with the time it was last put."""
        for batch in self._store.list(under):
            for meta in batch:
                yield meta["path"], meta["last_modified"]

    def delete_halves(self) -> None:
        """Delete what puts left behind that were killed; nobody may be putting anything meanwhile.

        A folder's store writes `name#1` before it is renamed, which `names` does not tell.
        """
        if self._folder:
            for path in self._folder.rglob("*#*"):
                path.unlink(missing_ok=True)


def open_objects(settings: Settings) -> Objects:
    """Return the store in the data folder; NotKeptError where there can be none."""
    folder = settings.data / "objects"
    try:
        return Objects(LocalStore(folder, mkdir=True), folder)
    except (BaseError, OSError) as error:
        raise NotKeptError(
            f"The folder {folder} for pictures cannot be used ({error}); "
            "see that it may be written and is no file."
        ) from error
