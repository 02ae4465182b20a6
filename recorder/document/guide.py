"""The guide: the one document that travels from the recorder to every export.

`guide.json` in a `.guide` file holds a `Guide`. Values are frozen: an edit returns a new guide. Fields this
version does not know are kept and written back, so that a newer program's guide survives an older one.
Coordinates (`at`, `to`, `box`, `crop`) are pixels of the step's picture, those of monitors desktop pixels.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from recorder.document.geometry import Box, Point

FORMAT = "handrail-guide"
VERSION = 1

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Line = Annotated[str, Field(max_length=1_000)]
Text = Annotated[str, Field(max_length=20_000)]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Pixels = Annotated[int, Field(gt=0, le=100_000)]
ImageName = Annotated[str, Field(pattern=r"^images/[0-9a-f]{64}\.(png|webp)$")]


class Value(BaseModel):
    """The base of everything in a guide: frozen, and keeping fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Monitor(Value):
    """One screen: its place on the desktop and the pixels of a point (1.0, or 2.0 on a dense screen)."""

    x: int
    y: int
    width: Pixels
    height: Pixels
    scale: Annotated[float, Field(gt=0, le=16)] = 1.0

    @property
    def box(self) -> Box:
        """The monitor's place on the desktop."""
        return Box(self.x, self.y, self.width, self.height)


class Ledger(Value):
    """What became of every event: `events` = action steps + `merged` + `suppressed` + `dropped`.

    `rules` counts the events that each named rule merged or suppressed.
    """

    events: Annotated[int, Field(ge=0)] = 0
    merged: Annotated[int, Field(ge=0)] = 0
    suppressed: Annotated[int, Field(ge=0)] = 0
    dropped: Annotated[int, Field(ge=0)] = 0
    rules: dict[str, int] = Field(default_factory=dict)


class Recorded(Value):
    """When, where and with what a guide was recorded."""

    at: datetime
    seconds: Seconds = 0.0
    platform: Line = ""
    recorder: Line = ""
    monitors: tuple[Monitor, ...] = ()
    ledger: Ledger = Ledger()


class Action(Value):
    """What the person did. `time` is in seconds since the recording began.

    `held` is how long a button was held down where that was meant; `landed` is the control a drag ended on.
    """

    kind: Literal[
        "click", "double_click", "right_click", "middle_click", "drag", "scroll", "type", "press", "open"
    ]
    button: Literal["left", "middle", "right", "back", "forward"] | None = None
    count: Annotated[int, Field(ge=0)] = 1
    modifiers: tuple[Line, ...] = ()
    at: Point | None = None
    to: Point | None = None
    landed: "Target | None" = None
    scroll: tuple[int, int] | None = None
    keys: tuple[Line, ...] = ()
    held: Seconds = 0.0
    time: Seconds = 0.0


class Target(Value):
    """The control acted on, as the accessibility tree (or the pixels) named it.

    `column` is the header over a table's cell. Of a window, `state` says what became of it: `opened`,
    `closed` or `switched`.
    """

    name: Text = ""
    role: Line = ""
    state: tuple[Line, ...] = ()
    box: Box | None = None
    path: tuple[Line, ...] = ()
    column: Line = ""
    source: Line = "tree"
    secret: bool = False


class Window(Value):
    """The window acted on; `box` with its frame, in the pixels of the step's picture."""

    title: Text = ""
    app: Line = ""
    box: Box | None = None
    url: Text | None = None


class Mark(Value):
    """The base of all marks. `color` names a theme token; marks are orange unless it says otherwise."""

    color: Line | None = None


class BoxMark(Mark):
    """A rounded box around a control."""

    kind: Literal["box"] = "box"
    box: Box


class PointerMark(Mark):
    """The pointer's arrow, its tip at `at`."""

    kind: Literal["pointer"] = "pointer"
    at: Point


class RingMark(Mark):
    """A ring around a place whose box is not known; `radius` in pixels, by default that of a fingertip."""

    kind: Literal["ring"] = "ring"
    at: Point
    radius: Pixels | None = None


class ArrowMark(Mark):
    """An arrow from `start` to `end`."""

    kind: Literal["arrow"] = "arrow"
    start: Point
    end: Point


class TextMark(Mark):
    """Words on the picture, their top left at `at`; `size` is the height of a line in pixels."""

    kind: Literal["text"] = "text"
    at: Point
    text: Line
    size: Pixels | None = None


class NumberMark(Mark):
    """A number in a disc with its middle at `at`."""

    kind: Literal["number"] = "number"
    at: Point
    number: Annotated[int, Field(ge=0, le=999)]


class HighlightMark(Mark):
    """A translucent wash over a region."""

    kind: Literal["highlight"] = "highlight"
    box: Box


class SpotlightMark(Mark):
    """A region left bright while the rest is dimmed."""

    kind: Literal["spotlight"] = "spotlight"
    box: Box


class HideMark(Mark):
    """A solid fill over a region; unlike a redaction it can be taken away again."""

    kind: Literal["hide"] = "hide"
    box: Box


AnyMark = Annotated[
    BoxMark
    | PointerMark
    | RingMark
    | ArrowMark
    | TextMark
    | NumberMark
    | HighlightMark
    | SpotlightMark
    | HideMark,
    Field(discriminator="kind"),
]


class Picture(Value):
    """One lossless screenshot of a monitor, with its crop and marks as data; sizes in pixels."""

    file: ImageName
    width: Pixels
    height: Pixels
    scale: Annotated[float, Field(gt=0, le=16)] = 1.0
    crop: Box | None = None
    marks: tuple[AnyMark, ...] = ()

    @property
    def frame(self) -> Box:
        """The whole picture as a box."""
        return Box(0, 0, self.width, self.height)

    @property
    def shown(self) -> Box:
        """The part that is shown: the crop, kept inside the picture."""
        return (self.crop and self.crop.meet(self.frame)) or self.frame


class Callout(Value):
    """A tip, a warning, or words to say to a customer."""

    kind: Literal["tip", "warning", "say"]
    text: Text


class CaseValue(Value):
    """What belongs to this one case and not to the task; `show` says whether readers see `text`."""

    name: Line
    text: Text
    show: Literal["never", "example", "fixed"] = "never"


class Step(Value):
    """One distinct action in the imperative, or a note, heading or result.

    `when` says in which case it is done, as a whole ("Only if the order is older than 30 days"). A link is
    `{"guide": id, "text": …}` for another guide, such as a work instruction, or `{"address": …, "text": …}`.
    """

    id: Id
    kind: Literal["action", "note", "heading", "result"]
    caption: Text
    level: Annotated[int, Field(ge=0, le=2)] = 0
    short: Line = ""
    detail: Text = ""
    callout: Callout | None = None
    optional: bool = False
    when: Text = ""
    links: tuple[Any, ...] = ()
    values: tuple[CaseValue, ...] = ()
    action: Action | None = None
    target: Target | None = None
    window: Window | None = None
    picture: Picture | None = None


class Guide(Value):
    """A title, a scope and ordered steps."""

    format: Literal["handrail-guide"]
    version: int
    id: Id
    title: Line
    steps: Annotated[tuple[Step, ...], Field(max_length=10_000)]
    kind: Literal["procedure", "work instruction", "guideline"] = "procedure"
    language: Line = "en"
    purpose: Text = ""
    covers: Text = ""
    excludes: Text = ""
    inputs: tuple[Text, ...] = ()
    result: Text = ""
    role: Line = ""
    owner: Line = ""
    risk: Line = "normal"
    minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    tags: tuple[Line, ...] = ()
    process: Line = ""
    stage: Line = ""
    recorded: Recorded | None = None

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Guide":
        ids = [step.id for step in self.steps]
        if len(set(ids)) < len(ids):
            twice = next(each for each in ids if ids.count(each) > 1)
            raise ValueError(f"step id {twice!r} is used twice")
        return self

    def step(self, step_id: str) -> Step | None:
        """Return the step of that id, or None."""
        return next((step for step in self.steps if step.id == step_id), None)

    @property
    def count(self) -> int:
        """How many steps it has: all that have a number, so no notes, headings and results."""
        return sum(step.kind == "action" for step in self.steps)

    @property
    def length(self) -> str:
        """How many steps it has, in words."""
        return "1 step" if self.count == 1 else f"{self.count} steps"

    @property
    def images(self) -> frozenset[str]:
        """The names of all pictures the steps use, as in the file."""
        return frozenset(step.picture.file for step in self.steps if step.picture)
