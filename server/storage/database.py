"""One door to the database: plain transactions to read, immediate ones to write.

SQLite in WAL is the embedded default; a PostgreSQL address works too. What only SQLite can do stays here and
in `search.py`. Readers never wait; writers queue for each other.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, Pool, QueuePool

from server.errors import ServerError
from server.settings import Settings

BUSY_SECONDS = 5
START_SECONDS = 60  # a start waits this long for another process that migrates
CONNECTIONS = 40  # as many as the thread pool has threads
START_LOCK = 0x48616E64  # the key of PostgreSQL's advisory lock around a start


class Pulse:
    """A number that differs whenever anybody, here or in another process, has committed something meanwhile.

    SQLite alone tells, and within microseconds, so that nobody needs a thread to ask. Ask from one thread.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: sqlite3.Connection | None = None

    def read(self) -> int | None:
        """Return the number; None where the database does not tell."""
        if self._connection is None:
            if self._engine.dialect.name != "sqlite" or not self._engine.url.database:
                return None
            self._connection = sqlite3.connect(self._engine.url.database, check_same_thread=False)
        ((number,),) = self._connection.execute("PRAGMA data_version").fetchall()
        return int(number)

    def close(self) -> None:
        """Close what it asks through."""
        if self._connection:
            self._connection.close()
            self._connection = None


class DatabaseUnavailableError(ServerError):
    """The database cannot be opened."""

    status = 503


class Database:
    """An engine with the two kinds of transaction, and a third for the start."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.pulse = Pulse(engine)
        self._writer = engine.execution_options(handrail_writes=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one consistent state and never waits for writers."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together, or not at all."""
        with self._writer.begin() as connection:
            yield connection

    @contextmanager
    def starting(self) -> Iterator[Connection]:
        """Give a writing connection that waits for other processes which are starting too."""
        if not self.is_sqlite:
            with self.writing() as connection:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": START_LOCK})
                yield connection
            return
        patient = _sqlite_engine(str(self.engine.url), START_SECONDS, NullPool)
        with patient.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            raw.execute("PRAGMA journal_mode=WAL")
        with Database(patient).writing() as connection:
            yield connection

    def scrub(self) -> bool:
        """Write the database anew without what was deleted from it; False while others keep it from that.

        SQLite leaves nothing in free pages or in its log. PostgreSQL writes the tables anew; its log keeps
        what was until it is recycled.
        """
        connection = self.engine.raw_connection()
        try:
            raw = connection.driver_connection
            assert raw is not None
            if isinstance(raw, sqlite3.Connection):
                raw.execute("VACUUM")
                busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                return not busy
            raw.autocommit = True
            raw.execute("VACUUM FULL")
            raw.execute("CHECKPOINT")
            raw.autocommit = False
            return True
        finally:
            connection.close()

    def close(self) -> None:
        """Close every idle connection."""
        self.pulse.close()
        self.engine.dispose()


def open_database(settings: Settings) -> Database:
    """Return the database of these settings; its tables are the migrations' business."""
    url = settings.database_url
    if not settings.database:
        return Database(_sqlite_engine(url, BUSY_SECONDS, QueuePool))
    try:
        return Database(create_engine(url, pool_size=CONNECTIONS, pool_pre_ping=True, hide_parameters=True))
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise DatabaseUnavailableError(
            f"HANDRAIL_DATABASE cannot be used ({error}); "
            "write it like postgresql+psycopg://name:password@host/database.",
        ) from error


@contextmanager
def telling_why(settings: Settings) -> Iterator[None]:
    """Turn what the driver says while a database is opened into a sentence with the mend."""
    try:
        yield
    except DatabaseError as error:
        where = "HANDRAIL_DATABASE" if settings.database else str(settings.data / "handrail.db")
        raise DatabaseUnavailableError(
            f"The database {where} cannot be used ({_first_line(error.orig)}); "
            "see that it is there, has room, may be written and is not another program's.",
        ) from error


def _first_line(error: BaseException | None) -> str:
    return str(error).strip().partition("\n")[0]


def _sqlite_engine(url: str, wait_seconds: float, pool: type[Pool]) -> Engine:
    size = {"pool_size": CONNECTIONS} if pool is QueuePool else {}
    engine = create_engine(
        url, poolclass=pool, connect_args={"timeout": wait_seconds}, hide_parameters=True, **size
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    for pragma in ("foreign_keys=ON", "secure_delete=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("handrail_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
