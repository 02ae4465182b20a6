"""On PostgreSQL, where several write at once, a process is put back once and its name is given once."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from server.app import create_app
from server.base import KnowledgeBase
from server.errors import NotFoundError
from server.importing import take_in
from server.model import Person
from server.processes import making
from server.processes.editing.errors import NameTakenError
from server.storage import people
from server.storage.tables import placements
from tests.postgres import base_on_postgres
from tests.running import wait_for
from tests.serving import guide_bytes, visit

SUPPORT = "customer-support"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with base_on_postgres(tmp_path / "data") as opened:
        yield opened


def test_whoever_comes_second_is_told_and_nothing_is_there_twice(base: KnowledgeBase) -> None:
    with base.database.writing() as connection:
        ana = people.add(connection, "Ana")
    take_in(base, BytesIO(guide_bytes(pictured=False)), ana)

    def put_back(connection: Connection) -> object:
        return making.put_back(connection, SUPPORT, ana)

    def make(connection: Connection) -> object:
        return making.make(connection, "Customer Support", ana)

    delete(base, ana)
    assert isinstance(meanwhile(base, put_back, put_back), NotFoundError)
    with base.database.reading() as connection:
        assert len(connection.execute(select(placements)).all()) == 1
    delete(base, ana)
    assert isinstance(meanwhile(base, put_back, make), NameTakenError)
    delete(base, ana)
    assert isinstance(meanwhile(base, make, put_back), NameTakenError)


def test_a_nul_in_an_address_is_no_defect(base: KnowledgeBase) -> None:
    client = visit(create_app(base.settings))
    for address in ("/api/processes/%00", "/processes/%00", "/guides/%00"):
        answer = client.get(address)
        assert answer.status_code == 422
        assert "There is a NUL in what was asked" in answer.text
    assert client.post("/api/processes/%00/restore").status_code == 422
    client.app.state.base.database.close()  # type: ignore[attr-defined]


def delete(base: KnowledgeBase, person: Person) -> None:
    with base.database.writing() as connection:
        making.delete(connection, SUPPORT, person)


def meanwhile(
    base: KnowledgeBase, first: Callable[[Connection], object], second: Callable[[Connection], object]
) -> BaseException | None:
    """Do the second while the first is not kept yet, and return what went wrong with the second."""

    def alone() -> object:
        with base.database.writing() as connection:
            return second(connection)

    def is_waiting() -> bool:
        with base.database.reading() as connection:
            waiting = connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))
        return bool(waiting) or other.done()

    with ThreadPoolExecutor(1) as pool:
        with base.database.writing() as connection:
            first(connection)
            other: Future[object] = pool.submit(alone)
            wait_for(is_waiting, "the second to wait for the first")
        return other.exception(30)
