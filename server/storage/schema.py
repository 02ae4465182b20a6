"""Brings the database to this release's tables when a process starts; several may start at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from server.errors import ServerError
from server.storage.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"


class NewerDataError(ServerError):
    """The data was written by a newer release."""

    status = 503


def migrate(connection: Connection, where: str) -> None:
    """Run what this database has not seen yet; `where` names it in the message if it is too new."""
    config = configuration(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    current = MigrationContext.configure(connection).get_current_heads()
    if not known.issuperset(current):
        raise NewerDataError(
            f"{where} was written by a newer release of Handrail; "
            "install that release, or choose another folder with --data.",
        )
    command.upgrade(config, "head")


def differences(connection: Connection) -> list[Any]:
    """Return what the tables in the code and in the database disagree on: nothing, if all is well."""
    context = MigrationContext.configure(
        connection,
        opts={"compare_type": True, "include_name": is_ours},
    )
    return list(compare_metadata(context, metadata))


def configuration(connection: Connection) -> Config:
    """Return what Alembic needs, with the connection to use."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes.update(connection=connection, include_name=is_ours)
    return config


def is_ours(name: str | None, kind: str, _parents: Mapping[str, str | None]) -> bool:
    """Tell whether a table is held by migrations; the search index is made and mended by `search.py`."""
    return kind != "table" or not (name or "").startswith("search")
