"""Ten tasks in real programs give the guides that a careful author would have written."""

from pathlib import Path

import pytest

from recorder.demo.virtual_desktop import virtual_desktop
from tests.tasks.compare import Edit, edits_between
from tests.tasks.recorded import record
from tests.tasks.script import Task, tasks

TASKS = tasks()


TAKES = 2
"""A machine that is busy with other things may miss a name once; whoever misses it twice does not know it."""


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_task_gives_the_guide_its_author_expects(task: Task, tmp_path: Path) -> None:
    told: list[str] = []
    for take in range(TAKES):
        folder = tmp_path / str(take)
        folder.mkdir()
        with virtual_desktop() as environment:
            done = record(task, environment, folder)
        if not done.unknown:
            return
        told += map(str, done.edits)
    pytest.fail("\n".join(told))


def test_the_tasks_are_ten_and_different_enough() -> None:
    programs = {Path(program.command[0]).name for task in TASKS for program in task.programs}
    assert len(TASKS) == 10
    assert len(programs) >= 6
    assert sum(task.actions for task in TASKS) >= 150


def test_at_most_two_in_a_hundred_captions_are_known_to_be_wrong() -> None:
    expected = sum(len(task.captions) for task in TASKS)
    assert 100 * sum(len(task.known) for task in TASKS) <= 2 * expected


def test_captions_are_compared_step_by_step() -> None:
    assert edits_between(("a", "b", "c"), ("a", "b", "c")) == ()
    assert edits_between(("a", "b", "c"), ("a", "x", "c")) == (Edit("fix", "b", "x"),)
    assert edits_between(("a", "b", "c"), ("a", "c")) == (Edit("missing", "b", ""),)
    assert edits_between(("a", "c"), ("a", "b", "c")) == (Edit("surplus", "", "b"),)
    assert len(edits_between(("a", "b"), ("c",))) == 2
