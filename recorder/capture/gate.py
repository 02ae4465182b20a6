"""What never reaches mouse and keyboard: what is done while paused, and to the control window."""

from collections import Counter

from recorder.capture.events import ButtonEvent, KeyEvent, WheelEvent
from recorder.capture.inbox import Seen
from recorder.capture.keymap import shortcut_of
from recorder.capture.masking import active, window_at
from recorder.capture.scribe import Scribe
from recorder.capture.suppression import OWN_CONTROL, OWN_HOTKEY, PAUSED, is_control
from recorder.compose.rules import Rule
from recorder.control.shortcuts import Shortcuts
from recorder.document.geometry import Point
from recorder.recording import Suppressed

REPEAT_SECONDS = 1.0
BOUNCE_SECONDS = 0.003


class Gate:
    """Let events of the task pass, and count the others. What is done while paused is counted only."""

    def __init__(self, scribe: Scribe, shortcuts: Shortcuts) -> None:
        self._scribe = scribe
        self._shortcuts = shortcuts
        self._held: dict[int, Rule] = {}
        self._down: dict[int, float] = {}
        self._released: dict[int, float] = {}
        self._counts: Counter[str] = Counter()
        self.paused = False

    def lets_pass(self, seen: Seen) -> bool:
        """Tell whether an event is one of the task, or a hotkey; all others are counted here."""
        match seen.event:
            case ButtonEvent() as event:
                return self._button(seen, event)
            case WheelEvent() as event:
                return self._unless(seen, "scroll", self._pressed_on(seen, event.at))
            case KeyEvent(pressed=True) as event:
                return self._key(seen, event)
            case KeyEvent() as event:
                self._released[event.code] = event.time
                self._down.pop(event.code, None)
                return not self.paused
            case _:
                return not self.paused

    def open(self, time: float) -> None:
        """End a pause: write down how much was done in it."""
        self.paused = False
        self.count(time)

    def count(self, time: float) -> None:
        """Write down how many events of each kind a pause has swallowed."""
        counts, self._counts = self._counts, Counter()
        for what, count in counts.items():
            self._scribe.journal.add(
                Suppressed(time=self._scribe.since(time), what=what, rule=PAUSED, count=count)
            )

    def _button(self, seen: Seen, event: ButtonEvent) -> bool:
        if event.pressed:
            rule = self._pressed_on(seen, event.at)
            if rule:
                self._held[event.number] = rule
            else:
                self._held.pop(event.number, None)
            return self._unless(seen, "press", rule)
        rule = self._held.pop(event.number, None) or (PAUSED if self.paused else None)
        return self._unless(seen, "release", rule)

    def _key(self, seen: Seen, event: KeyEvent) -> bool:
        if shortcut_of(event) in self._shortcuts:
            return self._unless(seen, "key", OWN_HOTKEY if self._repeats(event) else None)
        return self._unless(seen, "key", PAUSED if self.paused else self._typed_into(seen))

    def _repeats(self, event: KeyEvent) -> bool:
        """Tell whether a key is only held down: pressed again unreleased, or just as it was released."""
        before, self._down[event.code] = self._down.get(event.code), event.time
        held = before is not None and event.time - before < REPEAT_SECONDS
        return held or event.time - self._released.get(event.code, 0.0) < BOUNCE_SECONDS

    def _typed_into(self, seen: Seen) -> Rule | None:
        window = active(self._scribe.windows(self._scribe.frame(seen, self._scribe.place)))
        return OWN_CONTROL if is_control(window) else None

    def _pressed_on(self, seen: Seen, at: Point) -> Rule | None:
        if self.paused:
            return PAUSED
        window = window_at(self._scribe.windows(self._scribe.frame(seen, at)), at)
        return OWN_CONTROL if is_control(window) else None

    def _unless(self, seen: Seen, what: str, rule: Rule | None) -> bool:
        """Count the event if a rule leaves it out, and tell whether none does."""
        if rule == PAUSED:
            self._counts[what] += 1
        elif rule is not None:
            self._scribe.suppress(seen, what, rule)
        return rule is None
