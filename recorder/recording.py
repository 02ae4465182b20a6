"""The facts of one take, before any prose: what the journal holds line by line, and `compose` reads.

A recording is append-only JSON lines: a `Start`, then facts in the order of their times, then (unless the
recorder was killed) a `Stop`. Every input event of the person is counted in exactly one *input fact*
(`Press`, `Release`, `Scroll`, `Typed`, `Keys`, `Suppressed`, `Dropped`) by its `count`, so that the ledger
adds up. Times are seconds since `Start.at`; places and boxes are desktop pixels, also in targets and windows,
and `compose` moves them into the pixels of each picture. A `Moment` is one kept frame of one monitor.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from recorder.document.geometry import Point
from recorder.document.guide import Id, Line, Monitor, Seconds, Target, Text, Value, Window

FORMAT = "handrail-recording"
VERSION = 1

Button = Literal["left", "middle", "right", "back", "forward"]
Count = Annotated[int, Field(ge=1)]


class Fact(Value):
    """The base of all lines but the first. `time`: seconds since the recording began."""

    time: Seconds


class Start(Value):
    """The first line: which recording this is, and the system's settings that merging depends on."""

    kind: Literal["start"] = "start"
    format: Literal["handrail-recording"] = "handrail-recording"
    version: int = VERSION
    id: Id
    at: datetime
    platform: Line
    recorder: Line
    monitors: tuple[Monitor, ...]
    title: Line = ""
    process: Line = ""
    stage: Line = ""
    language: Line = "en"
    double_click_seconds: Seconds = 0.4
    double_click_pixels: int = 5


class Layout(Fact):
    """The monitors were rearranged, plugged in or out: from now on they are these."""

    kind: Literal["layout"] = "layout"
    monitors: tuple[Monitor, ...]


class Moment(Fact):
    """One frame kept: `file` is `<sha256 of its bytes>.png|webp` beside the journal, of monitor `monitor`.

    `screen` is that monitor as it stood then. A later line with the same `id` says that the frame was
    converted: the last one holds.
    """

    kind: Literal["moment"] = "moment"
    id: Id
    file: Annotated[str, Field(pattern=r"^[0-9a-f]{64}\.(png|webp)$")]
    monitor: int = 0
    width: int
    height: int
    screen: Monitor | None = None


class Press(Fact):
    """A mouse button went down. `before` is the moment that shows the screen as it was.

    `during` is the moment at the press, as the program answers. It is kept behind the action: where no line
    tells of it, the screen had not changed.
    """

    kind: Literal["press"] = "press"
    button: Button
    at: Point
    modifiers: tuple[Line, ...] = ()
    target: Target | None = None
    window: Window | None = None
    before: Id | None = None
    during: Id | None = None
    count: Count = 1


class Release(Fact):
    """The button came up again; `target` and `window` only where it moved far enough to be a drag."""

    kind: Literal["release"] = "release"
    button: Button
    at: Point
    target: Target | None = None
    window: Window | None = None
    count: Count = 1


class Scroll(Fact):
    """The wheel turned: `delta` in clicks, right and down positive, summed over `count` events."""

    kind: Literal["scroll"] = "scroll"
    at: Point
    delta: tuple[int, int]
    modifiers: tuple[Line, ...] = ()
    target: Target | None = None
    window: Window | None = None
    before: Id | None = None
    count: Count = 1


class Typed(Fact):
    """A run of typing into one focused control.

    `keys` holds one entry a key: a character, or `Backspace`, `Delete`, `Left`, `Right`, `Home`, `End`,
    `Enter` (the last only where it made a new line). It is None, and only `count` tells, where the focus was
    secret or not known before and after the run. `value` is what the field held afterwards, where the tree
    told and the field is not secret. `until` is the time of the last key; `filled` shows the filled field.
    `pasted` says that some of it came from the clipboard, so that the keys do not tell all.
    """

    kind: Literal["typed"] = "typed"
    until: Seconds
    keys: tuple[Line, ...] | None = None
    value: Text | None = None
    target: Target | None = None
    window: Window | None = None
    filled: Id | None = None
    pasted: bool = False
    count: Count = 1


class Keys(Fact):
    """A shortcut or a single key that is not typing, such as `("Ctrl", "S")`, `("Enter",)`, `("F5",)`.

    `before` and `during` are as for a press of the mouse.
    `repeated`: nobody pressed it again, the keyboard repeated it while it was held down.
    """

    kind: Literal["keys"] = "keys"
    keys: tuple[Line, ...]
    target: Target | None = None
    window: Window | None = None
    before: Id | None = None
    during: Id | None = None
    repeated: bool = False
    count: Count = 1


class Settled(Fact):
    """The screen was still after an action, or the next one came: `moment` shows it, `window` is in front.

    `of` is the time of the action's fact. The last line of an action holds.
    """

    kind: Literal["settled"] = "settled"
    of: Seconds
    moment: Id
    window: Window | None = None


class WindowChange(Fact):
    """A window came, went, or became the active one, by whatever was done last; no input event.

    `before` is the window that was active until then. `moved` also says that its size changed.
    """

    kind: Literal["window_change"] = "window_change"
    what: Literal["opened", "closed", "switched", "minimised", "moved"]
    window: Window
    before: Window | None = None


class Became(Fact):
    """What a control holds and how it stands once the action on it has worked; no input event.

    `of` is the time of the action's fact. `target` is the control now, `value` what it holds: a field's text,
    a slider's number, the option that a list shows, and after an address was entered that of the page.
    `filled` shows it. `pasted`: its content came from the clipboard.
    """

    kind: Literal["became"] = "became"
    of: Seconds
    target: Target | None = None
    value: Text | None = None
    filled: Id | None = None
    pasted: bool = False


class After(Fact):
    """The screen settled after the last action: `moment` shows it, `window` was acted on or came of it.

    `shown` are the labels that came onto the screen with the last action, from the top.
    """

    kind: Literal["after"] = "after"
    moment: Id
    window: Window | None = None
    shown: tuple[Target, ...] = ()


class Named(Fact):
    """What an action hit, where the program told only after the action had been written down.

    `of` is the time of its fact, of the kind `what`, which has no target of its own.
    """

    kind: Literal["named"] = "named"
    what: Literal["press", "release", "scroll"]
    of: Seconds
    target: Target


class Suppressed(Fact):
    """Events that a named rule left out while recording, such as the recorder's own hotkey."""

    kind: Literal["suppressed"] = "suppressed"
    what: Line
    rule: Line
    count: Count = 1


class Dropped(Fact):
    """Events that were seen and could not be kept, and why."""

    kind: Literal["dropped"] = "dropped"
    what: Line
    why: Line
    count: Count = 1


class Paused(Fact):
    """The person paused: what is done until `Resumed` is counted as suppressed, and nothing of it kept."""

    kind: Literal["paused"] = "paused"


class Resumed(Fact):
    """The recording goes on."""

    kind: Literal["resumed"] = "resumed"


class Snapshot(Fact):
    """The person wanted a picture of what is no action: `moment` shows the whole of `window`."""

    kind: Literal["snapshot"] = "snapshot"
    moment: Id
    window: Window | None = None


class Remark(Fact):
    """A note that the person wrote while recording; empty where it is to be written later."""

    kind: Literal["remark"] = "remark"
    text: Text = ""
    moment: Id | None = None
    window: Window | None = None


class Discard(Fact):
    """The person threw the last step before it away."""

    kind: Literal["discard"] = "discard"


class Stop(Fact):
    """The last line of a recording that ended by itself."""

    kind: Literal["stop"] = "stop"
    reason: Line


InputFact = Press | Release | Scroll | Typed | Keys | Suppressed | Dropped
AnyFact = (
    InputFact
    | Moment
    | Layout
    | Settled
    | WindowChange
    | Became
    | Named
    | After
    | Paused
    | Resumed
    | Snapshot
    | Remark
    | Discard
    | Stop
)
JournalLine: TypeAdapter[Start | AnyFact] = TypeAdapter(
    Annotated[Start | AnyFact, Field(discriminator="kind")],
)


class Recording(Value):
    """A whole recording: its start, its facts in order, and where it was cut short."""

    start: Start
    facts: tuple[AnyFact, ...]

    @property
    def moments(self) -> Mapping[str, Moment]:
        """Every kept frame by id, each as its last line says."""
        return {fact.id: fact for fact in self.facts if isinstance(fact, Moment)}

    @property
    def seconds(self) -> float:
        """How long the recording took."""
        return max((fact.time for fact in self.facts), default=0.0)
