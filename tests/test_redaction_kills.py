"""A redaction that is killed again and again comes to its end; several processes may work at once."""

import random
import shutil
import subprocess
import sys
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pytest

from server.base import KnowledgeBase, opened_base
from server.importing import take_in
from server.painting import draw_waiting
from server.redacting.starting import Place, Wish, begin
from server.redacting.working import advance
from server.settings import Settings
from server.storage import edits, people, redactions
from server.storage.redactions import Redaction
from tests.byte_search import found_in_folder
from tests.marked_guide import NAME, PATTERN, all_pictures, marked_bytes

KILLED = -9


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with a redaction that has begun and no more."""
    folder = tmp_path_factory.mktemp("begun") / "data"
    with opened_base(Settings(data=folder)) as base:
        with base.database.writing() as connection:
            person = people.add(connection, "Ana")
        guide = take_in(base, BytesIO(marked_bytes()), person).guide
        take_in(base, BytesIO(marked_bytes(id="another")), person)
        draw_waiting(base)
        begin(base, guide, person, Wish([Place(file, PATTERN) for file in all_pictures()], [NAME]))
    return folder


def start(folder: Path, count: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.redaction_child", str(folder), str(count)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def assert_all_gone(folder: Path) -> None:
    with opened_base(Settings(data=folder)) as base, base.database.reading() as connection:
        assert redactions.unfinished(connection) == ()
        for guide in connection.exec_driver_sql("SELECT id FROM guides").scalars():
            draft = edits.draft(connection, guide)
            assert draft is not None
            kept = [base.objects.get(f"pictures/{file.rpartition('/')[2]}") for file in draft[0].images]
            assert kept
            assert all(kept)
    assert found_in_folder(folder) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_kills_at_any_instant_cost_nothing(begun: Path, tmp_path: Path, seed: int) -> None:
    data = Path(shutil.copytree(begun, tmp_path / "data"))
    chosen, kills = random.Random(seed), 0
    while start(data, chosen.randint(1, 12 + 6 * kills)).wait(60) == KILLED:
        kills += 1
        assert kills < 60, "it does not come to an end"
    assert kills > 2
    assert_all_gone(data)


def test_several_processes_do_the_same_and_do_no_harm(begun: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(begun, tmp_path / "data"))
    with ExitStack() as stack:
        working = [stack.enter_context(start(data, 10_000)) for _ in range(3)]
        assert [each.wait(60) for each in working] == [0, 0, 0]
    while start(data, 10_000).wait(60):
        pass
    assert_all_gone(data)


def test_who_rested_longer_than_others_wait_puts_nobody_out_of_place(begun: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(begun, tmp_path / "data"))
    with opened_base(Settings(data=data)) as base:
        with base.database.reading() as connection:
            (seen,) = redactions.unfinished(connection)
        now = seen
        while now.phase != "guides":
            advance(base, now)
            now = present(base, now)
        advance(base, seen)  # by one who saw it at its beginning, and wakes up now
        with base.database.writing() as connection:
            redactions.go_on(connection, seen, cursor="z")  # or has a piece done only now
        assert present(base, now) == now
        while not now.is_done:
            advance(base, now)
            now = present(base, now)
    assert_all_gone(data)


def present(base: KnowledgeBase, seen: Redaction) -> Redaction:
    with base.database.reading() as connection:
        found = redactions.redaction(connection, seen.id)
    assert found is not None
    return found
