"""Migrations lead from nothing to the tables of the code, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import insert, text

from server import clock
from server.base import KnowledgeBase, open_base
from server.changing import change
from server.editing.edits import SetCaption
from server.importing import take_in
from server.publishing import publish_draft
from server.searching.finding import find
from server.settings import Settings
from server.storage import (
    former_names,
    guides,
    people,
    process_calls,
    processes,
    reviews,
    schema,
    tables,
    versions,
)  # fmt: skip
from server.storage.database import open_database
from server.storage.schema import NewerDataError
from tests.postgres import new_database, running_postgres
from tests.sample_guides import CAPTIONS, sample_file


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with running_postgres() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[KnowledgeBase]:
    address = ""
    if request.param == "postgresql":
        server: str = request.getfixturevalue("postgres")
        address = new_database(server, f"test_{abs(hash(request.node.name)):x}")
    base = open_base(Settings(data=tmp_path / "data", database=address))
    assert base.database.engine.dialect.name == request.param
    yield base
    base.database.close()


def test_the_migrations_and_the_tables_agree(either: KnowledgeBase) -> None:
    with either.database.reading() as connection:
        assert schema.differences(connection) == []


def test_a_difference_would_be_seen(either: KnowledgeBase) -> None:
    with either.database.writing() as connection:
        connection.execute(text("ALTER TABLE people ADD COLUMN extra INTEGER"))
        connection.execute(text("DROP INDEX ix_edits_guide_serial"))
    with either.database.reading() as connection:
        assert sorted(each[0] for each in schema.differences(connection)) == ["add_index", "remove_column"]


def test_a_start_with_nothing_to_do_changes_nothing(either: KnowledgeBase) -> None:
    again = open_base(either.settings)
    with again.database.reading() as connection:
        assert schema.differences(connection) == []
    again.database.close()


def test_a_newer_release_is_recognised(either: KnowledgeBase) -> None:
    with either.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from the future'"))
    with pytest.raises(NewerDataError, match="newer release"):
        open_base(either.settings)


def test_a_guide_is_kept_edited_and_found(either: KnowledgeBase) -> None:
    with either.database.writing() as connection:
        person = people.machine_user(connection)
    assert take_in(either, sample_file(), person).outcome == "new"
    assert take_in(either, sample_file(), person).outcome == "same"
    assert take_in(either, sample_file(title="Another"), person).outcome == "draft"
    edit = SetCaption(step="s1", before=CAPTIONS[0], caption="Look at **Orders** in größe")
    with either.database.writing() as connection:
        change(connection, "refund", [edit], person)
    with either.database.writing() as connection:
        assert publish_draft(connection, "refund", person).number == 2
    with either.database.reading() as connection:
        version = versions.published(connection, "refund")
        (process,) = processes.all_processes(connection)
        summary = guides.summary(connection, "refund")
        (found,) = find(connection, "looking orders").found
        nothing = find(connection, "'; DROP TABLE x; -- \" *").found
    assert version is not None
    assert version.document.steps[0].caption == edit.caption
    assert version.published_at.tzinfo is not None
    assert process.stages[0].guides == (summary,)
    assert found.step == "s1"
    assert [found.snippet[start:stop] for start, stop in found.marks] == ["Look", "Orders"]
    assert nothing == ()


def test_guides_that_were_there_before_reviews_count_from_their_first_version(tmp_path: Path) -> None:
    database = open_database(Settings(data=tmp_path))
    with database.starting() as connection:
        command.upgrade(schema.configuration(connection), "0015")
        person = connection.execute(
            text("INSERT INTO people (name, kind, created_at) VALUES ('A', 'machine', '2026-01-01')")
        ).lastrowid
        guide = {
            "state": "published",
            "title": "",
            "kind": "procedure",
            "language": "en",
            "role": "",
            "steps": 1,
        }
        for name, risk in (("calm", "normal"), ("grave", "critical")):
            row = {**guide, "id": name, "version": 2, "created_at": "2026-01-01 00:00:00.000000"}
            names = ", ".join(row)
            values = ", ".join(f":{each}" for each in row)
            connection.execute(text(f"INSERT INTO guides ({names}) VALUES ({values})"), row)
            for number, day in ((1, "2026-01-02"), (2, "2026-03-04")):
                connection.execute(
                    text("INSERT INTO versions VALUES (:guide, :number, :document, 0, '', :at, :by)"),
                    {"guide": name, "number": number, "at": f"{day} 00:00:00.000000", "by": person,
                     "document": f'{{"id":"{name}","risk":"{risk}"}}'},
                )  # fmt: skip
    with database.starting() as connection:
        schema.migrate(connection, "here")
    with database.reading() as connection:
        found = {each.id: each for each in reviews.standings(connection)}
        assert {each.risk for each in found.values()} == {"normal", "critical"}
        assert found["grave"].risk == "critical"
        assert {each.review_from for each in found.values()} == {datetime(2026, 1, 2, tzinfo=UTC)}
        assert not found["calm"].is_verified
    database.close()


def test_names_that_ended_before_they_were_kept_are_read_from_the_log(tmp_path: Path) -> None:
    database = open_database(Settings(data=tmp_path))
    back = [{"kind": "restore_stage", "after": None, "content": {"id": "check", "name": "Check"}}]
    edits = [
        {"kind": "set_process", "field": "name", "before": "Refunds", "to": "Returns"},
        {"kind": "set_process", "field": "purpose", "before": "", "to": "x"},
        {"kind": "set_stage", "stage": "ask", "field": "name", "before": "Ask", "to": "Call"},
        {"kind": "delete_stage", "stage": "check"},
    ]
    with database.starting() as connection:
        command.upgrade(schema.configuration(connection), "0014")
        person = people.machine_user(connection)
        key = processes.EMPTY_PROCESS | {"id": "refunds", "name": "Returns", "folded": "returns\nrefunds"}
        gone = {"position": 1, "deleted_at": clock.now()}
        connection.execute(insert(tables.processes).values(key | gone))
        process_calls.add(connection, "refunds", person, process_calls.New("made", edits, back))
    with database.starting() as connection:
        schema.migrate(connection, "here")
    with database.reading() as connection:
        long_ago = datetime(2020, 1, 1, tzinfo=UTC)
        for name in ("refunds", "returns"):
            assert former_names.process_called(connection, name, long_ago) == "refunds"
        for name, stage in (("ask", "ask"), ("check", "check"), ("call", None)):
            assert former_names.stage_called(connection, "refunds", name, long_ago) == stage
    database.engine.dispose()
