"""What a task is: the programs it needs, what a person does step by step, and what the guide should say."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
INPUT = (
    "click",
    "double",
    "right",
    "middle",
    "drag",
    "scroll",
    "type",
    "press",
    "close",
    "bar",
    "point",
    "cell",
)
"""The deeds that are actions of the person; the others only wait."""

Deed = dict[str, Any]


@dataclass(frozen=True)
class Program:
    """A program of a task: its command, the title its window has at first, and where it is put."""

    command: tuple[str, ...]
    window: str
    place: tuple[int, int, int, int]


@dataclass(frozen=True)
class Step:
    """Some deeds, and the caption of the one step they make; none where a guide need not tell of them."""

    caption: str
    deeds: tuple[Deed, ...]


@dataclass(frozen=True)
class Task:
    """One task and the guide it should give; `known` are captions known to come out wrong, and why."""

    name: str
    about: str
    titles: tuple[str, ...]
    result: str
    keyboard: str
    programs: tuple[Program, ...]
    steps: tuple[Step, ...]
    known: dict[str, str]

    @property
    def captions(self) -> tuple[str, ...]:
        """The captions expected, the result's last, if there is anything left to look at."""
        said = (*(step.caption for step in self.steps), self.result)
        return tuple(caption for caption in said if caption)

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """All that the person does, in order."""
        return tuple(deed for step in self.steps for deed in step.deeds)

    @property
    def actions(self) -> int:
        """How many of them are input."""
        return sum(any(kind in deed for kind in INPUT) for deed in self.deeds)


def tasks() -> tuple[Task, ...]:
    """Return all tasks, by name."""
    return tuple(read(path) for path in sorted(HERE.glob("*.toml")))


def read(path: Path) -> Task:
    """Return the task that a file describes."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Task(
        name=path.stem,
        about=told["about"],
        titles=tuple(told["titles"]),
        result=told.get("result", ""),
        keyboard=told.get("keyboard", "us"),
        programs=tuple(
            Program(tuple(each["command"]), each["window"], tuple(each["place"])) for each in told["programs"]
        ),
        steps=tuple(Step(each.get("caption", ""), tuple(each["do"])) for each in told["steps"]),
        known=told.get("known", {}),
    )
