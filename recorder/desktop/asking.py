"""Asks other programs with a limit: one that hangs costs a name, never a step, nor others' names for long."""

import queue
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer")
ANSWER_SECONDS = 0.18
GIVEN_UP_SECONDS = 3.0


class _Question(Generic[Answer]):
    """A look-up on its way."""

    def __init__(self, look_up: Callable[[], Answer]) -> None:
        self.look_up = look_up
        self.answer: Answer | None = None
        self.answered = threading.Event()


class Asker:
    """Run look-ups one after the other on a thread of their own, which `prepare` is called on first.

    While one hangs, the others are not asked at all; after three seconds its thread is left behind.
    """

    def __init__(
        self, prepare: Callable[[], None] = lambda: None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._prepare = prepare
        self._clock = clock
        self._lock = threading.Lock()
        self._questions: queue.SimpleQueue[_Question[Any] | None] | None = None
        self._hung: tuple[float, _Question[Any]] | None = None

    def ask(self, look_up: Callable[[], Answer]) -> Answer | None:
        """Return what the look-up finds in a fifth of a second, else None."""
        with self._lock:
            if self._is_hung():
                return None
            if self._questions is None:
                self._questions = queue.SimpleQueue()
                thread = threading.Thread(
                    target=self._work, args=(self._questions,), name="look-ups", daemon=True
                )
                thread.start()
            question = _Question(look_up)
            self._questions.put(question)
            if not question.answered.wait(ANSWER_SECONDS):
                self._hung = (self._clock(), question)
                return None
            return question.answer

    def close(self) -> None:
        """Let the thread end."""
        with self._lock:
            if self._questions:
                self._questions.put(None)
            self._questions = None

    def _is_hung(self) -> bool:
        if self._hung is None:
            return False
        since, question = self._hung
        if question.answered.is_set():
            self._hung = None
        elif self._clock() - since > GIVEN_UP_SECONDS:
            self._hung = self._questions = None
        return self._hung is not None

    def _work(self, questions: "queue.SimpleQueue[_Question[Any] | None]") -> None:
        self._prepare()
        while (question := questions.get()) is not None:
            try:
                question.answer = question.look_up()
            except Exception:  # noqa: BLE001  # other programs' answers: a miss loses a name, never a step
                question.answer = None
            question.answered.set()
