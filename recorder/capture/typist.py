"""Turns runs of keys into `Typed` facts: looks up the focus before, in the pauses, and after."""

from recorder.capture.events import KeyEvent
from recorder.capture.eyes import Frame
from recorder.capture.keystrokes import Focus, Run
from recorder.capture.masking import active
from recorder.capture.scribe import Scribe, described, place_of
from recorder.desktop.base import OpenWindow
from recorder.document.guide import Target
from recorder.recording import Typed

PAUSE_SECONDS = 0.03
MOVE_SECONDS = 0.1
SILENCE_SECONDS = 2.0


class Typist:
    """Hold the keys of the run that goes on, and write it down when it ends."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._run: Run | None = None
        self._look_at: float | None = None
        self._known: tuple[int, Target | None] | None = None

    @property
    def going(self) -> bool:
        """Whether a run goes on."""
        return self._run is not None

    def goes_on_in(self, window: OpenWindow | None) -> bool:
        """Tell whether a run goes on in that window."""
        run = self._run
        return run is not None and (run.window and run.window.id) == (window and window.id)

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do."""
        if self._run is None:
            return self._look_at
        if self._run.is_seen:
            return self._run.last + SILENCE_SECONDS
        return self._run.last + PAUSE_SECONDS * (1 << self._run.looks)

    def tick(self, now: float) -> None:
        """Look at the focus in a pause, as the next event may move it; end the run at silence."""
        if self.deadline is None or self.deadline > now:
            return
        if self._run is None:
            self._foresee()
        elif self._run.is_seen:
            self.end(self._scribe.eyes.before(now, self._scribe.place))
        else:
            self._run.see(self._look(self._run))

    def moved(self, moment: float | None) -> None:
        """Forget the focus, which may have moved; where it moved at a known moment, look for it soon."""
        self._known, self._look_at = None, None if moment is None else moment + MOVE_SECONDS

    def _foresee(self) -> None:
        """Look at the focus before anybody types: a look at the first key comes after that key."""
        self._look_at = None
        windows = self._scribe.desktop.windows()
        window = active(windows)
        if window and not self._scribe.left_out(window, windows):
            self._known = (window.id, self._scribe.desktop.focused(window))

    def focus(self, window: OpenWindow | None) -> Target | None:
        """Return what has the keyboard: that of the run, else what was seen before, else what is seen now."""
        if self._run:
            return self._run.before
        if self._known and window and self._known[0] == window.id and self._known[1]:
            return self._known[1]
        return self._scribe.desktop.focused(window)

    def add(
        self,
        event: KeyEvent,
        key: str | None,
        window: OpenWindow | None,
        focus: Target | None,
        count: int,
        *,
        pasted: bool = False,
    ) -> None:
        """Add a key to the run, which begins with it if none goes on."""
        if self._run is None:
            self._known = self._look_at = None
            self._run = Run(window, focus, event.time)
            self._scribe.secrets.remember(window, focus)
        self._run.add(event.time, key, count)
        self._run.pasted = self._run.pasted or pasted

    def end(self, frame: Frame | None) -> None:
        """Write the run down; `frame` shows the screen before the event that ended it."""
        run, self._run = self._run, None
        if run is None:
            return
        after = run.seen if run.seen and run.is_seen else self._look(run)
        self._scribe.secrets.remember(run.window, after.target)
        keys, value, target = run.kept(after)
        fact = Typed(
            time=self._scribe.since(run.first),
            until=self._scribe.since(run.last),
            keys=keys,
            value=value,
            target=target,
            window=described(run.window),
            filled=self._scribe.keep(self._scribe.frame_of(place_of(target, run.window), frame), run.window),
            pasted=run.pasted,
            count=run.count,
        )
        self._scribe.acted(run.last, fact, run.window)

    def _look(self, run: Run) -> Focus:
        desktop = self._scribe.desktop
        target = desktop.focused(run.window)
        known = target is not None and not target.secret
        return Focus(target, desktop.value(run.window) if known else None, len(run.keys))
