"""What the guides of the big base speak of, as `big_words.toml` has it."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Subject(NamedTuple):
    """What a process is about, who works on it, in which program, and what is known of each."""

    plural: str
    one: str
    role: str
    program: str
    fields: Sequence[str]


class Phase(NamedTuple):
    """What happens to a subject in one process: its stages, and the tasks that its guides are about."""

    name: str
    stages: Sequence[str]
    tasks: Sequence[str]


class Program(NamedTuple):
    """A program as its windows show it; a choice is a list and an entry of it, a menu a menu and an item."""

    app: str
    name: str
    tabs: Sequence[str]
    fields: Sequence[str]
    choices: Sequence[Sequence[str]]
    buttons: Sequence[str]
    menus: Sequence[Sequence[str]]


_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())

SUBJECTS = tuple(Subject(**each) for each in _WORDS["subjects"])
PHASES = tuple(Phase(**each) for each in _WORDS["phases"])
PROGRAMS = {each["app"]: Program(**each) for each in _WORDS["programs"]}
QUALIFIERS: Sequence[str] = _WORDS["qualifiers"]
DETAILS: Sequence[str] = _WORDS["details"]
CALLOUTS: Sequence[Sequence[str]] = _WORDS["callouts"]
NAMES: Sequence[str] = _WORDS["names"]
