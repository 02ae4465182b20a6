"""Names that came after their action was written down: a slow program delays no line of the journal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from recorder.capture.eyes import Frame
from recorder.capture.scribe import Kept, Scribe
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box
from recorder.document.guide import Target
from recorder.recording import Named, Press, Release, Scroll

NAMED_WITHIN_SECONDS = 0.05
LAST_SECONDS = 0.2
Told = Callable[[Press, Target | None, Box | None], None]


class Answer(Protocol):
    """What an action hit, told at once or before long."""

    @property
    def done(self) -> bool:
        """Whether it is told."""

    def within(self, seconds: float) -> Target | None:
        """Return it, waiting for it no longer than that."""


@dataclass(frozen=True, slots=True)
class _Open:
    answer: Answer
    fact: Press | Release | Scroll
    window: OpenWindow | None
    frame: Frame | None


class LateNames:
    """Wait for answers a little, write what was done without them, and add what they tell later.

    `told` hears of each press what it hit, once that is settled, and the monitor that its picture shows.
    """

    def __init__(self, scribe: Scribe, told: Told = lambda *_: None) -> None:
        self._scribe, self._told = scribe, told
        self._open: list[_Open] = []

    @property
    def owed(self) -> bool:
        """Whether an answer is still on its way."""
        return bool(self._open)

    def await_name(self, answer: Answer | None, arrived: float) -> Target | None:
        """Return what an event hit that arrived at that time, None where its line must be written now."""
        return answer.within(arrived + NAMED_WITHIN_SECONDS - self._scribe.clock()) if answer else None

    def owe(
        self,
        answer: Answer | None,
        fact: Press | Release | Scroll,
        window: OpenWindow | None,
        frame: Frame | None,
    ) -> None:
        """Note what was written without its name while the answer was on its way."""
        if answer and fact.target is None:
            self._open.append(_Open(answer, fact, window, frame))
            self._scribe.doubtful = self._scribe.doubtful or ()
        else:
            self._settle(fact, fact.target, frame)

    def pay(self) -> None:
        """Write down what has been told meanwhile."""
        told = [each for each in self._open if each.answer.done]
        self._open = [each for each in self._open if each not in told]
        for each in told:
            target = each.answer.within(0)
            if target:
                self._write(each, target)
            self._settle(each.fact, target, each.frame)
        if not self._open:
            self._scribe.doubtful = None

    def conclude(self) -> None:
        """Write down what is told within a moment, and wait for nothing more."""
        ends = self._scribe.clock() + LAST_SECONDS
        for each in self._open:
            each.answer.within(ends - self._scribe.clock())
        self.pay()
        for each in self._open:
            self._settle(each.fact, None, each.frame)
        self._open.clear()

    def _settle(self, fact: Press | Release | Scroll, target: Target | None, frame: Frame | None) -> None:
        if isinstance(fact, Press):
            self._told(fact, target, frame.box if frame else None)

    def _write(self, late: _Open, target: Target) -> None:
        """Add the name; pictures that turn out to show a secret field are kept anew, the field filled in."""
        scribe, fact = self._scribe, late.fact
        now = scribe.since(scribe.clock())
        scribe.secrets.remember(late.window, target)
        if target.secret:
            for each in self._showing(late):
                scribe.pictures.keep_again(each.moment, each.frame, {each.family})
        scribe.journal.add(Named(time=now, what=fact.kind, of=fact.time, target=target))

    def _showing(self, late: _Open) -> tuple[Kept, ...]:
        """Return the moments that may show what was hit: the one before it, and those kept since."""
        if late.window is None:
            return ()
        family, moment = late.window.family, getattr(late.fact, "before", None)
        first = (Kept(moment, late.frame, family),) if moment and late.frame else ()
        since = (each for each in self._scribe.doubtful or () if each.family == family)
        return tuple({each.moment: each for each in (*since, *first)}.values())
