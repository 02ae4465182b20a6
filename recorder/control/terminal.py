"""A recording seen in the terminal: the last steps as they come, and how far the guide is written.

Only for a standard error that is a terminal; `plain` is for all else. Nothing is drawn unless something has
happened, so that a still recording stays still. Names come from programs: they are shown as they are, and
never become colours, links or commands to the terminal.
"""

from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from recorder.control.events import (
    Composing,
    Countdown,
    Event,
    Failed,
    Paused,
    Problem,
    Recording,
    Resumed,
    Steps,
    Written,
)
from recorder.control.stations import Scene
from recorder.control.words import safe
from recorder.document.markup import plain

if TYPE_CHECKING:
    from recorder.document.guide import Step

SHOWN = 8
ORANGE, SOFT = "#ff5a1f", "bright_black"
KEYS = (("stop", "stops"), ("pause", "pauses"), ("picture", "takes a picture"), ("note", "adds a note"))


class Terminal:
    """Show the list, and below it nothing that moves."""

    follows = True
    asks = False

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, highlight=False)
        self._steps: list[Step] = []
        self._state = Text()
        self._live: Live | None = None
        self._progress: Progress | None = None

    def open(self, scene: Scene) -> None:
        """Wait for the recording to begin."""

    def tell(self, event: Event) -> None:
        """Show an event."""
        match event:
            case Countdown():
                self._say(f"begins in {event.seconds} …")
            case Recording():
                self._begin(event)
            case Steps():
                self._steps[event.first :] = event.steps
                self._draw()
            case Paused():
                self._state = Text("○ paused: nothing is kept", style=SOFT)
                self._draw()
            case Resumed():
                self._state = Text("● recording", style=ORANGE)
                self._draw()
            case Problem():
                self._say(event.text)
            case Composing():
                self._write(event)
            case Written() | Failed():
                self.close()
            case _:
                return

    def close(self) -> None:
        """Leave what is shown, and the terminal as it was."""
        for each in (self._live, self._progress):
            if each:
                each.stop()
        self._live = self._progress = None

    def _say(self, words: str) -> None:
        self._console.print(Text(safe(words)), soft_wrap=True)

    def _begin(self, event: Recording) -> None:
        self._say("recording")
        told = (f"{event.keys[name]} {deed}" for name, deed in KEYS if name in event.keys)
        self._console.print(Text(safe(", ".join(told)), style=SOFT), soft_wrap=True)
        self._state = Text("● recording", style=ORANGE)
        self._live = Live(console=self._console, auto_refresh=False)
        self._live.start()
        self._draw()

    def _draw(self) -> None:
        if self._live is None:
            return
        table = Table.grid(padding=(0, 1))
        table.add_column(justify="right", style=SOFT)
        table.add_column(overflow="ellipsis", no_wrap=True)
        first = max(0, len(self._steps) - SHOWN)
        for number, step in enumerate(self._steps[first:], first + 1):
            table.add_row(str(number), Text(safe(plain(step.caption))))
        self._live.update(Group(table, self._state), refresh=True)

    def _write(self, event: Composing) -> None:
        self._state = Text("writing the guide", style=SOFT)
        self._draw()
        if event.done == 0:  # the last steps may still come, and words for them
            return
        if self._live:
            self._live.stop()
            self._live = None
        if self._progress is None:
            columns = (TextColumn("  "), BarColumn(), MofNCompleteColumn())
            self._progress = Progress(*columns, console=self._console, transient=True, auto_refresh=False)
            self._progress.start()
            self._progress.add_task("", total=event.total)
        self._progress.update(self._progress.task_ids[0], completed=event.done, refresh=True)
