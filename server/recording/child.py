"""The recorder port's implementation: the recorder is a child process that speaks JSON lines.

A take is never lost with the server: the guide's file lies in a folder of the knowledge base until it is
taken in, and what a killed recorder left in its own folder is brought back by `handrail recover`.
"""

import json
import logging
import secrets
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock, Thread

from server import clock
from server.recording.errands import note_errand, noted_errand
from server.recording.events import Command, Event, Failed, Recording, read_event
from server.recording.port import DEFAULT_STOP_KEYS, Keep, NotRecordingError, RecorderBusyError
from server.recording.take import BEFORE, Into, Landed, Take, Wishes, after, begun, ended, seen

log = logging.getLogger(__name__)

COUNTDOWN_SECONDS = 3
STOP_SECONDS = 60.0  # a long recording takes its time to be composed
END_SECONDS = 10.0
LAST_LINES = 20
CRASHED = "The recorder ended unexpectedly. What was recorded until then is kept: bring it back below."


@dataclass(slots=True)
class _Run:
    """One child at work, and what it said that the take does not hold."""

    process: subprocess.Popen[str]
    file: Path
    into: Into | None = None
    is_cancelled: bool = False
    failure: str = ""
    errors: deque[str] = field(default_factory=lambda: deque(maxlen=LAST_LINES))


class ChildRecorder:
    """A recorder port. `command` records, `recovering` brings back; files lie in `folder` until taken in."""

    def __init__(
        self,
        command: Sequence[str],
        recovering: Sequence[str],
        folder: Path,
        stop_keys: str = DEFAULT_STOP_KEYS,
    ) -> None:
        self.stop_keys = stop_keys
        self._command, self._recovering, self._folder = command, recovering, folder
        self._lock = Lock()
        self._take = Take()
        self._keep: Keep | None = None
        self._run: _Run | None = None
        self._reader: Thread | None = None
        self._listeners: list[Callable[[Take], None]] = []

    @property
    def take(self) -> Take:
        """How far the present take is, or the last one."""
        return self._take

    def open(self, keep: Keep) -> None:
        """Be ready to start, and take in what an earlier server left behind."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._keep = keep
        self._take_in_leftovers()

    def close(self) -> None:
        """Stop what runs, see that it is kept, and start no more."""
        with self._lock:
            run, reader = self._run, self._reader
            begins = self._take.state in BEFORE
        if run is not None and reader is not None:
            self._send(run, "cancel" if begins else "stop")
            reader.join(STOP_SECONDS)
            for end in (run.process.terminate, run.process.kill):
                if reader.is_alive():
                    end()
                    reader.join(END_SECONDS)
        self._keep = None

    def start(self, wishes: Wishes, into: Into | None = None) -> None:
        """Start a recorder, for a guide of its own or into one; RecorderBusyError if one is at work."""
        with self._lock:
            if self._take.is_running or self._keep is None:
                raise RecorderBusyError
            self._take = begun(self._take, wishes, into)
            try:
                self._run = self._started(wishes, into)
            except OSError as error:
                mend = "install Handrail anew: pipx install --force '.[record]' in its folder."
                why = f"The recorder cannot be started ({error.strerror}); {mend}"
                self._take = ended(self._take, "failed", why)
            else:
                self._reader = Thread(target=self._follow, args=(self._run,), name="recorder", daemon=True)
                self._reader.start()
        self._tell_listeners()

    def tell(self, command: Command, text: str = "") -> None:
        """Tell the recorder what to do; NotRecordingError if there is none."""
        with self._lock:
            run = self._run
            if run is None or self._take.state in ("composing", "keeping"):
                raise NotRecordingError
            if command == "stop" and self._take.state in BEFORE:
                command = "cancel"  # there is nothing to keep yet
            program = self._take.reopen
        if command == "reopen" and program is None:
            return
        self._send(run, command, text, program.pid if command == "reopen" and program else 0)

    def landed(self, guide: str) -> None:
        """Hear that somebody looks at a guide, so that a take that became it need not be told any more."""
        self._change(lambda take: seen(take, guide))

    def recover(self) -> int:
        """Bring back what recorders left when they were killed, and return how many takes that were."""
        if self._take.is_running:
            raise RecorderBusyError
        subprocess.run(
            [*self._recovering, "-o", str(self._folder)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return self._take_in_leftovers()

    def listen(self, heard: Callable[[Take], None]) -> Callable[[], None]:
        """Call `heard` after each change, from any thread, until what is returned is called."""
        with self._lock:
            self._listeners.append(heard)
        return lambda: self._listeners.remove(heard)

    def _started(self, wishes: Wishes, into: Into | None) -> _Run:
        file = self._folder / f"{clock.now():%Y%m%d-%H%M%S}-{secrets.token_hex(4)}.guide"
        options = [f"--{name}={words}" for name, words in asdict(wishes).items() if words]
        process = subprocess.Popen(
            [*self._command, "--events", f"--countdown={COUNTDOWN_SECONDS}", "-o", str(file), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
        return _Run(process, file, into)

    def _follow(self, run: _Run) -> None:
        """Hear all that a recorder says until it has ended, then keep what it wrote."""
        assert run.process.stdout is not None
        assert run.process.stderr is not None
        errors = Thread(target=_gather, args=(run.process.stderr, run.errors), daemon=True)
        errors.start()
        for line in run.process.stdout:
            event = read_event(line)
            if isinstance(event, Failed):
                run.failure = event.text
            elif event is not None:
                if isinstance(event, Recording) and run.into and event.id:
                    note_errand(self._folder, event.id, run.into)
                self._change(partial(_after, event))
        run.process.wait()
        errors.join(END_SECONDS)
        for pipe in (run.process.stdin, run.process.stdout, run.process.stderr):
            with suppress(OSError):  # what could not be said to it any more
                pipe.close() if pipe else None
        last = self._outcome(run)
        with self._lock:
            self._run = None
        self._change(last)

    def _outcome(self, run: _Run) -> Callable[[Take], Take]:
        """Return what becomes of the take now that its recorder has ended."""
        said = run.failure or _sentence(run.errors)
        if run.file.exists():
            try:
                landed = self._taken_in(run.file, run.into)
            except Exception as error:  # noqa: BLE001 # a thread's edge: the file stays, and the page says why
                kept = f"The recording could not be taken in ({error}); it is kept in {run.file}."
                return lambda take: ended(take, "failed", kept)
            return lambda take: ended(take, "kept", run.failure, landed)
        if run.is_cancelled:
            return lambda take: ended(take, "thrown")
        return lambda take: ended(take, "failed", said if run.process.returncode == 1 and said else CRASHED)

    def _taken_in(self, file: Path, into: Into | None = None) -> Landed:
        assert self._keep is not None, "the port closes only when its recorder has ended"
        landed = self._keep(file, into or noted_errand(self._folder, file))
        file.unlink()
        return landed

    def _take_in_leftovers(self) -> int:
        count = 0
        for file in sorted(self._folder.glob("*.guide")):
            try:
                self._taken_in(file)
                count += 1
            except Exception as error:  # noqa: BLE001 # one bad file must not keep the server from starting
                log.warning("The recording %s could not be taken in, and stays there: %s", file, error)
        return count

    def _send(self, run: _Run, command: Command, text: str = "", pid: int = 0) -> None:
        run.is_cancelled = run.is_cancelled or command == "cancel"
        more = {"text": text, "pid": pid}
        line = json.dumps({"do": command, **{name: each for name, each in more.items() if each}})
        with self._lock, suppress(OSError, ValueError):  # it may have ended just now
            assert run.process.stdin is not None
            run.process.stdin.write(f"{line}\n")
            run.process.stdin.flush()

    def _change(self, change: Callable[[Take], Take]) -> None:
        with self._lock:
            self._take = change(self._take)
        self._tell_listeners()

    def _tell_listeners(self) -> None:
        take = self._take
        for heard in tuple(self._listeners):
            heard(take)


def _after(event: Event, take: Take) -> Take:
    return after(take, event, clock.now())


def _gather(lines: Iterable[str], into: deque[str]) -> None:
    into.extend(line.strip() for line in lines if line.strip())


def _sentence(errors: Sequence[str]) -> str:
    """Return the sentence with which a command of ours ended, if it did."""
    last = errors[-1] if errors else ""
    return last.removeprefix("handrail: ") if last.startswith("handrail: ") else ""
