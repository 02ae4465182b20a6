"""A task done once with the recorder watching, and how far its guide is from the expected one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from recorder.document.guidefile import read_guide
from tests.recorder_process import recording
from tests.tasks.compare import Edit, edits_between
from tests.tasks.person import person
from tests.tasks.script import Task
from tests.tasks.stage import staged


@dataclass(frozen=True)
class Recorded:
    """What came of a task."""

    task: Task
    captions: tuple[str, ...]
    title: str
    file: Path

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What an author must still do to the steps."""
        return edits_between(self.task.captions, self.captions)

    @property
    def unknown(self) -> tuple[Edit, ...]:
        """The edits that are not listed with a reason."""
        return tuple(each for each in self.edits if (each.expected or each.got) not in self.task.known)

    @property
    def titled(self) -> bool:
        """Tell whether the proposed title is one that a person would keep."""
        return self.title in self.task.titles


def record(task: Task, environment: Mapping[str, str], folder: Path) -> Recorded:
    """Do a task on the desktop of that environment with the recorder watching; its files are in `folder`."""
    with (
        staged(task, environment, folder) as own,
        person(own) as someone,
        recording(own, folder) as recorder,
    ):
        for deed in task.deeds:
            someone.do(deed)
        assert recorder.stop() == 0, recorder.said
    with read_guide(recorder.output) as file:
        captions = tuple(step.caption for step in file.guide.steps)
        return Recorded(task, captions, file.guide.title, recorder.output)
