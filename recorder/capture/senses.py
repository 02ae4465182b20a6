"""Notices when a recording has gone blind or deaf, as when the display server died: it cannot go on then."""

from typing import Protocol

from recorder.capture.stopping import Stopper
from recorder.errors import RecorderError

LOOK_SECONDS = 1.0
FAILURE = "failure"


class SensesLostError(RecorderError):
    """The screen or the hands cannot be seen any more; the text says which, to stand behind "because"."""


class Eyes(Protocol):
    """What sees the screen."""

    failure: Exception | None


class Hands(Protocol):
    """What hears the hands."""

    @property
    def listening(self) -> bool:
        """Whether it still does."""


def wait_to_stop(stopper: Stopper, eyes: Eyes, hands: Hands) -> SensesLostError | None:
    """Return once asked to stop, or with what was lost."""
    while not stopper.wait(LOOK_SECONDS):
        lost = _lost(eyes, hands)
        if lost:
            stopper.ask(FAILURE)
            return lost
    return None


def _lost(eyes: Eyes, hands: Hands) -> SensesLostError | None:
    if eyes.failure is None and hands.listening:
        return None
    if eyes.failure and not hands.listening:
        return SensesLostError("the display has gone")
    if eyes.failure:
        return SensesLostError(f"the screen cannot be read any more ({eyes.failure})")
    return SensesLostError("the display does not report mouse and keys any more")
