"""Keys become facts: runs of typing, shortcuts, and what the rules leave out."""

from collections.abc import Callable
from dataclasses import dataclass

from recorder.capture.becoming import Becoming, Expected, after_keys
from recorder.capture.events import KeyEvent
from recorder.capture.eyes import Frame
from recorder.capture.inbox import Seen
from recorder.capture.keymap import MODIFIER_KEYS, shortcut_of
from recorder.capture.keystrokes import pastes, typed_key
from recorder.capture.masking import active
from recorder.capture.scribe import Scribe, described, place_of
from recorder.capture.suppression import (
    MODIFIER_ALONE,
    OWN_HOTKEY,
    TERMINAL_SWITCH,
    is_switch,
)
from recorder.capture.typist import Typist
from recorder.compose.rules import Rule
from recorder.control.orders import Order
from recorder.control.shortcuts import Shortcuts
from recorder.desktop.base import OpenWindow
from recorder.document.guide import Target
from recorder.recording import Keys

SWITCH_SECONDS = 0.3
HELD_SECONDS = 6.0
MODIFIER_NAMES = frozenset(MODIFIER_KEYS.values())
ALTGR = "AltGr"
TYPED_INTO = frozenset({"text", "password", "spin button", "combo box", "document"})


@dataclass(slots=True)
class Switch:
    """Alt+Tab, until it is known where it went."""

    seen: Seen
    keys: tuple[str, ...]
    window: OpenWindow | None
    count: int
    until: float


class Keyboard:
    """Take the keys in their order; `obey` is told of hotkeys, `interrupt` is called before other actions."""

    def __init__(
        self,
        scribe: Scribe,
        shortcuts: Shortcuts,
        obey: Callable[[Order, Frame | None], None],
        interrupt: Callable[[Frame | None], None],
        becoming: Becoming,
    ) -> None:
        self._scribe = scribe
        self._shortcuts = shortcuts
        self._obey = obey
        self._interrupt = interrupt
        self._becoming = becoming
        self._typist = Typist(scribe)
        self._released: dict[int, float] = {}
        self._down: set[int] = set()
        self._switch: Switch | None = None
        self._held: list[tuple[KeyEvent, Seen]] = []

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do."""
        ends = (self._typist.deadline, self._switch.until if self._switch else None)
        return min((end for end in ends if end is not None), default=None)

    @property
    def busy(self) -> bool:
        """Whether something goes on that is not written down yet."""
        return self._typist.going or self._switch is not None

    def tick(self, now: float) -> None:
        """Do what was to be done by now."""
        if self._switch and self._switch.until <= now:
            self.end_switch(self._scribe.desktop.windows())
        self._typist.tick(now)

    def end_run(self, frame: Frame | None) -> None:
        """Write the run of typing down, if there is one."""
        self._typist.end(frame)

    def clicked(self, moment: float, target: Target | None) -> None:
        """Hear of a press, which may have moved the focus: into a field, or nobody knows where."""
        self._typist.moved(moment if target is None or target.role in TYPED_INTO else None)

    def forget(self, moment: float) -> None:
        """Let what was known before `moment` count no more: in a pause keys go up unseen, the focus moves."""
        self._down.clear()
        self._typist.moved(moment)

    def press(self, seen: Seen, event: KeyEvent) -> None:
        """Take a key that went down."""
        if event.name in MODIFIER_NAMES:
            self._held.append((event, seen))
            return
        repeated = self._repeats(event)
        wanted = (*event.modifiers, ALTGR)
        first = next((each for held, each in self._held if held.name in wanted), seen)
        count = 1 + self.take_held(wanted)
        frame = self._scribe.frame(first, self._scribe.place)
        windows = self._scribe.windows(frame)
        window = active(windows)
        if order := self._shortcuts.get(shortcut_of(event)):
            self._leave_out(first, frame, OWN_HOTKEY, count)
            self._obey(order, frame)
        elif is_switch(event.name, event.modifiers):
            self._begin_switch(first, event, window, count)
        elif rule := self._scribe.left_out(window, windows):
            self._leave_out(first, frame, rule, count)
        else:
            self._act(event, frame, window, count, repeated=repeated)

    def _repeats(self, event: KeyEvent) -> bool:
        """Tell whether nobody pressed the key again: a repeating one goes up and down at the same time."""
        held = event.code in self._down or self._released.get(event.code) == event.time
        self._down.add(event.code)
        return held

    def release(self, event: KeyEvent) -> None:
        """See a modifier go up: alone it did nothing, but for the one that opens the start menu."""
        self._down.discard(event.code)
        self._released[event.code] = event.time
        if self._switch and event.name in self._switch.keys:
            self._switch.until = event.time + SWITCH_SECONDS
        alone = next((each for each in self._held if each[0].code == event.code), None)
        if alone is None:
            return
        self._held.remove(alone)
        down, seen = alone
        frame = self._scribe.frame(seen, self._scribe.place)
        windows = self._scribe.windows(frame)
        window = active(windows)
        if down.name == "Super" and not self._scribe.left_out(window, windows):
            self._act(down, frame, window, 1)
        else:
            self._scribe.suppress(seen, "key", MODIFIER_ALONE)

    def take_held(self, modifiers: tuple[str, ...]) -> int:
        """Count the modifier keys that belong to an event, and let go of those that belong to none."""
        held, self._held = self._held, []
        others = [seen for event, seen in held if event.name not in modifiers]
        for seen in others:
            self._scribe.suppress(seen, "key", MODIFIER_ALONE)
        return len(held) - len(others)

    def _leave_out(self, seen: Seen, frame: Frame | None, rule: Rule, count: int) -> None:
        self._interrupt(frame)
        self._scribe.suppress(seen, "keys", rule, count)

    def _act(
        self,
        event: KeyEvent,
        frame: Frame | None,
        window: OpenWindow | None,
        count: int,
        *,
        repeated: bool = False,
    ) -> None:
        """Take a key of the task: typing, or else a shortcut."""
        if not self._typist.goes_on_in(window):
            self._interrupt(frame)
        focus = self._typist.focus(window)
        key = typed_key(event, focus, going=self._typist.going)
        if key is not None:
            self._typist.add(event, key or None, window, focus, count, pasted=pastes(event, focus))
            self._scribe.touch(event.time, window)
            return
        self._interrupt(frame)
        before = self._scribe.keep(self._scribe.frame_of(place_of(focus, window), frame), window)
        keys = (*event.modifiers, event.label or "?")
        fact = Keys(
            time=self._scribe.since(event.time),
            keys=keys,
            target=focus,
            window=described(window),
            before=before,
            during=self._scribe.reserve(before),
            repeated=repeated,
            count=count,
        )
        self._scribe.acted(event.time, fact, window)
        self._typist.moved(event.time)
        purpose = after_keys(focus, keys)
        if purpose:
            self._becoming.expect(Expected(fact.time, event.time, purpose, focus, window))

    def _begin_switch(self, seen: Seen, event: KeyEvent, window: OpenWindow | None, count: int) -> None:
        if self._switch:
            self._switch.count += count
            return
        self._interrupt(seen.frame)
        keys = (*event.modifiers, event.label)
        self._switch = Switch(seen, keys, window, count, event.time + HELD_SECONDS)

    def end_switch(self, windows: tuple[OpenWindow, ...]) -> None:
        """Write Alt+Tab down, now that `windows` show where it went."""
        switch, self._switch = self._switch, None
        if switch is None:
            return
        scribe, target = self._scribe, active(windows)
        if scribe.terminal.owns(switch.window) or scribe.terminal.owns(target):
            scribe.suppress(switch.seen, "keys", TERMINAL_SWITCH, switch.count)
            return
        rules = (scribe.left_out(window, windows) for window in (switch.window, target) if window)
        if rule := next((each for each in rules if each), None):
            scribe.suppress(switch.seen, "keys", rule, switch.count)
            return
        time = switch.seen.event.time
        fact = Keys(
            time=scribe.since(time),
            keys=switch.keys,
            window=described(switch.window),
            before=scribe.keep(switch.seen.frame, switch.window),
            count=switch.count,
        )
        scribe.acted(time, fact, target)
