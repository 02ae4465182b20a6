"""Reading never waits, writing is whole or not at all, and several processes write side by side."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from server.base import KnowledgeBase, open_base, opened_base
from server.changing import change
from server.editing.edits import SetCaption, SetDetail
from server.editing.errors import ConflictError
from server.importing import take_in
from server.publishing import publish_draft
from server.settings import Settings
from server.storage import counters, edits, people, search
from server.storage.database import DatabaseUnavailableError, open_database, telling_why
from server.storage.tables import counters as counters_table
from tests.sample_guides import sample_file

ROUNDS = 12
STEPS = [f"Step {number}" for number in range(4)]
TARGET_OF_A_KILL = """
import sys
from pathlib import Path
from server.base import open_base
from server.importing import take_in
from server.settings import Settings
from server.storage.people import machine_user
base = open_base(Settings(data=Path(sys.argv[1])))
with base.database.writing() as connection:
    person = machine_user(connection)
put = base.objects.put
def put_and_tell(name, content):
    put(name, content)
    print(name, flush=True)
    sys.stdin.readline()
base.objects.put = put_and_tell
take_in(base, Path(sys.argv[2]), person)
print("done", flush=True)
"""


def test_sqlite_is_set_up_for_several_processes(base: KnowledgeBase) -> None:
    with base.database.writing() as connection:
        pragmas = ("journal_mode", "foreign_keys", "busy_timeout", "secure_delete", "synchronous")
        found = {name: connection.scalar(text(f"PRAGMA {name}")) for name in pragmas}
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "secure_delete": 1,
        "synchronous": 1,
    }


def test_a_reader_sees_one_state_while_another_writes(base: KnowledgeBase) -> None:
    with base.database.reading() as reading:
        assert counters.read(reading) == 0
        with base.database.writing() as writing:
            counters.bump(writing)
        assert counters.read(reading) == 0
    with base.database.reading() as reading:
        assert counters.read(reading) == 1


def test_what_fails_leaves_nothing(base: KnowledgeBase) -> None:
    def twice() -> None:
        with base.database.writing() as connection:
            counters.bump(connection)
            connection.execute(insert(counters_table).values(name="changes", value=7))

    with pytest.raises(IntegrityError):
        twice()
    with base.database.reading() as connection:
        assert counters.read(connection) == 0


def test_what_points_nowhere_is_refused(base: KnowledgeBase) -> None:
    with pytest.raises(IntegrityError), base.database.writing() as connection:
        connection.execute(text("INSERT INTO placements (guide, process, position) VALUES ('x', 'y', 1)"))


def test_a_wrong_database_address_is_said_in_a_sentence(tmp_path: Path) -> None:
    for address in ("nonsense", "oracle+nothing://here"):
        with pytest.raises(DatabaseUnavailableError, match="HANDRAIL_DATABASE"):
            open_database(Settings(data=tmp_path, database=address))
    settings = Settings(data=tmp_path, database="postgresql+psycopg://nobody:x@127.0.0.1:1/none")
    with (
        pytest.raises(DatabaseUnavailableError, match="cannot be used"),
        telling_why(settings),
        open_database(settings).reading(),
    ):
        pass


def test_processes_that_start_at_once_all_start(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    starters = [context.Process(target=start, args=(tmp_path / "data",)) for _ in range(4)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join(60)
    assert [starter.exitcode for starter in starters] == [0, 0, 0, 0]


def start(data: Path) -> None:
    with opened_base(Settings(data=data)) as base, base.database.reading() as connection:
        assert counters.read(connection, "search") == search.shape()


def test_four_processes_edit_one_guide_and_nothing_is_lost(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with opened_base(Settings(data=data)) as base:
        with base.database.writing() as connection:
            person = people.add(connection, "Ana")
        take_in(base, sample_file(captions=STEPS), person)
    context = multiprocessing.get_context("spawn")
    with context.Pool(4) as pool:
        kept = pool.starmap(edit_much, [(data, number) for number in range(4)])
    with opened_base(Settings(data=data)) as base, base.database.writing() as connection:
        version = publish_draft(connection, "refund", person)
        log = edits.since(connection, "refund", 0)
        found = edits.draft(connection, "refund")
    assert found is not None
    assert version.document == found[0]
    assert [step.detail for step in version.document.steps] == [f"Round {ROUNDS - 1}"] * 4
    contested = sum(kept)
    assert len(log) == 4 * ROUNDS + contested
    assert (version.number, version.through) == (2, log[-1].serial)
    serials = [each.serial for each in log]
    assert serials == sorted(set(serials))
    captions = [each.payload["caption"] for each in log if each.kind == "set_caption"]
    befores = [each.before for each in log if each.kind == "set_caption"]
    assert befores == ["Step 0", *captions[:-1]], "each saw what the one before it had left"


def edit_much(data: Path, number: int) -> int:
    """Edit a step of one's own and one that all fight for; return how often this one won."""
    won, seen = 0, "Step 0"
    with opened_base(Settings(data=data)) as base:
        with base.database.writing() as connection:
            person = people.add(connection, f"Person {number}")
        for turn in range(ROUNDS):
            before = f"Round {turn - 1}" if turn else ""
            own = SetDetail(step=f"s{number + 1}", before=before, detail=f"Round {turn}")
            with base.database.writing() as connection:
                change(connection, "refund", [own], person)
            shared = SetCaption(step="s1", before=seen, caption=f"By {number}, turn {turn}")
            try:
                with base.database.writing() as connection:
                    change(connection, "refund", [shared], person)
            except ConflictError as conflict:
                seen = conflict.more["theirs"]
            else:
                won, seen = won + 1, shared.caption
    return won


def test_a_killed_import_leaves_no_row_and_its_pictures_are_collected(tmp_path: Path) -> None:
    file = tmp_path / "refund.guide"
    file.write_bytes(sample_file().getvalue())
    data = tmp_path / "data"
    with subprocess.Popen(
        [sys.executable, "-c", TARGET_OF_A_KILL, str(data), str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    ) as importing:
        assert importing.stdout is not None
        assert importing.stdout.readline().startswith("pictures/")
        importing.send_signal(signal.SIGKILL)
    base = open_base(Settings(data=data))
    with base.database.reading() as connection:
        assert connection.scalars(select(text("id")).select_from(text("guides"))).all() == []
    assert len(list(base.objects.names())) == 1
    with base.database.writing() as connection:
        person = people.machine_user(connection)
    started = time.monotonic()
    assert take_in(base, file, person).outcome == "new"
    assert time.monotonic() - started < 5, "no lock was left behind"
    base.database.close()
