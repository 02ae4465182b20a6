"""What the knowledge base speaks of beside guides: processes, stages, persons, edits and versions.

Storage gives these out, routes and templates read them; all are frozen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from recorder.document.guide import Guide


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever writes, reviews or reads: this machine's user, or a name that was given once."""

    id: int
    name: str
    kind: Literal["machine", "visitor", "named"] = "visitor"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a guide belongs; `stage` and `stage_name` are None for a guide of the process as a whole."""

    process: str
    process_name: str
    stage: str | None = None
    stage_name: str | None = None


@dataclass(frozen=True, slots=True)
class GuideSummary:
    """What lists say of a published guide. `thumb` is the key of its small picture, if it has one."""

    id: str
    title: str
    kind: str
    language: str
    version: int
    steps: int
    minutes: float | None
    role: str
    thumb: str | None
    published_at: datetime
    published_by: str
    places: tuple[Place, ...] = ()
    state: "State" = "published"
    risk: str = "normal"
    review_from: datetime | None = None
    review_days: int | None = None
    needs_update: bool = False


State = Literal["draft", "review", "published", "needs_update", "archived"]
"""Where a guide stands. One in review may have a version that readers see all the while."""


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A guide that waits to be published, as its draft is called now."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Drafting:
    """A published guide whose draft says something else: who changed it, the last of them first, and when."""

    id: str
    title: str
    at: datetime
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Trashed:
    """A guide in the trash, as lists knew it; `version` is 0 if it was never published."""

    id: str
    title: str
    version: int
    steps: int
    person: Person
    at: datetime


StageKind = Literal["work", "decision", "process"]
"""What a stage is: work that a role does, a decision that branches, or a process itself."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One way out of a decision: the case, and the stage it leads to, "" for the end of the process.

    `otherwise` covers every case that no other branch names.
    """

    label: str
    to: str = ""
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A guide that a stage needs and does not have yet; `asked` was asked to record it, `guide` filled it."""

    id: str
    title: str
    note: str = ""
    asked: Person | None = None
    asked_at: datetime | None = None
    guide: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of a process with its guides in order, and open slots for the guides it still needs.

    `beside` runs side by side with the stage before it in the list: those start together and are waited for
    together. `then` is the stage that follows: None for the next one in the list, "" for the end of the
    process. `leads_to` is the process that a stage of that kind is. What `then`, a branch or `leads_to` names
    may be gone; it is shown as leading nowhere any more.
    """

    id: str
    process: str
    name: str
    role: str = ""
    trigger: str = ""
    deadline: str = ""
    specification: str = ""
    optional: bool = False
    guides: tuple[GuideSummary, ...] = ()
    kind: StageKind = "work"
    beside: bool = False
    branches: tuple[Branch, ...] = ()
    then: str | None = None
    leads_to: str | None = None
    slots: tuple[Slot, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether it is work that nobody has recorded a guide for yet."""
        return self.kind == "work" and not self.guides

    @property
    def gaps(self) -> int:
        """How many guides are missing: one for each open slot, and one where there is neither."""
        return len(self.slots) or int(self.is_gap)

    @property
    def covers_every_case(self) -> bool:
        """Whether a decision knows what to do whatever the case; true of whatever decides nothing."""
        return self.kind != "decision" or any(branch.otherwise for branch in self.branches)


@dataclass(frozen=True, slots=True)
class Process:
    """The what and why, made of stages in order; `guides` are those that belong to no single stage."""

    id: str
    name: str
    purpose: str = ""
    begins: str = ""
    ends: str = ""
    outcome: str = ""
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    stakeholders: tuple[str, ...] = ()
    owner: Person | None = None
    stages: tuple[Stage, ...] = ()
    guides: tuple[GuideSummary, ...] = ()

    @property
    def gaps(self) -> int:
        """How many guides are missing."""
        return sum(stage.gaps for stage in self.stages)

    @property
    def guide_count(self) -> int:
        """How many different guides belong here."""
        staged = (guide for stage in self.stages for guide in stage.guides)
        return len({guide.id for guide in (*self.guides, *staged)})

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that do its stages, in the order they come in."""
        return tuple(dict.fromkeys(stage.role for stage in self.stages if stage.role))


@dataclass(frozen=True, slots=True)
class Version:
    """One published state of a guide, numbered and immutable. `through` is the last edit it holds."""

    guide: str
    number: int
    document: Guide
    published_at: datetime
    published_by: Person
    note: str = ""
    through: int = 0


@dataclass(frozen=True, slots=True)
class VersionLine:
    """What lists say of a version."""

    number: int
    published_at: datetime
    published_by: Person
    note: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a draft. `before` is the text it saw; `undoes` the edit that this one takes back."""

    serial: int
    guide: str
    step: str | None
    kind: str
    payload: Mapping[str, Any]
    inverse: Mapping[str, Any]
    person: Person
    at: datetime
    before: str | None = None
    undoes: int | None = None
    call: int | None = None


CallKind = Literal["made", "undone", "redone", "aside"]
"""What a call did; `aside` is one that wanted to undo what could not be undone."""

CallState = Literal["made", "undone", "left"]
"""Whether a call can be undone, or redone, or neither."""


@dataclass(frozen=True, slots=True)
class Call:
    """Edits that came together and are undone together; undoing and redoing are calls themselves.

    `name` is the id that its sender gave it, `of` the call that was undone or redone, `by` the call
    whose edits made it stand as it does, and `since` the last edit before it.
    """

    id: int
    guide: str
    person: Person
    name: str | None
    kind: "CallKind"
    of: int | None
    state: "CallState"
    by: int
    since: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of a guide handed in: `new`, the `same` as last time, or a `draft` beside edits.

    It is `back` if it was in the trash; what is new in it waits beside the edits then, too.
    """

    guide: str
    outcome: Literal["new", "same", "draft", "back"]


@dataclass(frozen=True, slots=True)
class Found:
    """One search result: the guide, and the line of it that fits best, of a step or of the guide as a whole.

    `marks` are (start, end) of the words found in `snippet`, `title_marks` those in the title. `number` is
    the number of the step, `thumb` the address of its picture or else of the guide's. What is found `by`
    meaning holds none of the words.
    """

    guide: GuideSummary
    step: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    title_marks: tuple[tuple[int, int], ...] = ()
    number: str = ""
    thumb: str | None = None
    by: Literal["words", "meaning"] = "words"
    score: float = field(default=0.0, compare=False)
