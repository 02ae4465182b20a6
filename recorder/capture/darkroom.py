"""Develops frames into stored pictures: at once where an action waits for its own, else behind the actions.

What is developed behind is on the disk some hundredths of a second later. Only a few frames wait at a time,
so that a burst of actions costs no memory; the lines of the journal stay with the thread that writes them.
"""

from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from recorder.capture.eyes import Frame
from recorder.capture.journal import Journal
from recorder.recording import AnyFact

MOST_WAITING = 2
MOST_KNOWN = 8

Key = tuple[object, ...]
Develop = Callable[[], bytes]
Note = Callable[[str], AnyFact]


@dataclass(frozen=True, slots=True)
class Exposure:
    """A frame to be kept: `develop` gives the bytes of its picture, `key` is the same for the same pixels."""

    key: Key
    frame: Frame
    develop: Develop


@dataclass(slots=True)
class _Job:
    """A picture that is being stored, and the facts to write once it is."""

    moment: str
    frame: Frame
    stored: Future[str]
    notes: list[Note] = field(default_factory=list)


class Darkroom:
    """Keep each content once; `wake` is called, from another thread, when something was developed behind."""

    def __init__(self, journal: Journal, wake: Callable[[], None] = lambda: None) -> None:
        self._journal, self._wake = journal, wake
        self._known: OrderedDict[Key, str] = OrderedDict()
        self._jobs: deque[_Job] = deque()
        self._worker = ThreadPoolExecutor(1, "darkroom")

    def at_once(self, exposure: Exposure) -> str:
        """Return the id of the moment, its picture and its line on the disk.

        Raises:
            OSError: there is no room for them.
        """
        known = self._known.get(exposure.key)
        while any(job.moment == known for job in self._jobs):
            self._write_down(self._jobs.popleft())
        return known or self._remember(exposure, self._journal.keep(exposure.develop(), exposure.frame))

    def later(self, exposure: Exposure, note: Note | None = None, moment: str | None = None) -> str | None:
        """Return the id of the moment, which may follow; None where too many wait already.

        `note` makes the fact that names the moment, `moment` is an id that was reserved for it.
        """
        known = self._known.get(exposure.key) if moment is None else None
        if known is None and len(self._jobs) >= MOST_WAITING:
            return None
        if known is None:
            known = self._remember(exposure, moment or self._journal.reserve())
            stored = self._worker.submit(_store, self._journal, exposure.develop)
            stored.add_done_callback(lambda _: self._wake())
            self._jobs.append(_Job(known, exposure.frame, stored))
        job = next((each for each in self._jobs if each.moment == known), None)
        if note and job:
            job.notes.append(note)
        elif note:
            self._journal.add(note(known))
        return known

    def again(self, moment: str, data: bytes, frame: Frame) -> None:
        """Store another picture of a moment in place of the one there was.

        Raises:
            OSError: there is no room for it.
        """
        while any(job.moment == moment for job in self._jobs):
            self._write_down(self._jobs.popleft())
        for key in [key for key, known in self._known.items() if known == moment]:
            del self._known[key]
        self._journal.keep(data, frame, instead=moment)

    def collect(self) -> None:
        """Write down what has been developed meanwhile.

        Raises:
            OSError: there was no room for it.
        """
        while self._jobs and self._jobs[0].stored.done():
            self._write_down(self._jobs.popleft())

    def close(self) -> None:
        """Wait for what is being developed, and write it down."""
        while self._jobs:
            self._write_down(self._jobs.popleft())
        self._worker.shutdown()

    def _write_down(self, job: _Job) -> None:
        self._journal.name(job.moment, job.stored.result(), job.frame)
        for note in job.notes:
            self._journal.add(note(job.moment))

    def _remember(self, exposure: Exposure, moment: str) -> str:
        self._known[exposure.key] = moment
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return moment


def _store(journal: Journal, develop: Develop) -> str:
    return journal.store(develop())
