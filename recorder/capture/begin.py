"""From what was wished to an empty recording on disk."""

import secrets
import time
from datetime import UTC, datetime

from pydantic import ValidationError

from recorder import __version__
from recorder.capture.eyes import Eyes
from recorder.capture.journal import Journal
from recorder.capture.output import check_folder
from recorder.capture.spool import spool_root
from recorder.control.wishes import Wishes
from recorder.document.complaints import complaint
from recorder.errors import RecorderError
from recorder.recording import Start
from recorder.systems import this_system


def begin(wishes: Wishes, eyes: Eyes) -> tuple[Journal, Start]:
    """Return the journal of a new recording, and its first line.

    Raises:
        RecorderError: a wish cannot be written down, or nothing can be kept where recordings are kept.
    """
    now, origin = datetime.now(UTC), time.monotonic()
    start = _start(wishes, now, eyes)
    root = spool_root()
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        check_folder(root)
        return Journal(root / start.id, start, origin, wishes.output), start
    except OSError as error:
        raise RecorderError(
            f"Recordings cannot be kept in {root} ({error.strerror}): set HANDRAIL_SPOOL to another folder."
        ) from error


def _start(wishes: Wishes, now: datetime, eyes: Eyes) -> Start:
    system = this_system()
    seconds, pixels = system.double_click()
    try:
        return Start(
            id=f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}",
            at=now,
            platform=system.platform,
            recorder=__version__,
            monitors=eyes.monitors,
            title=wishes.title,
            process=wishes.process,
            stage=wishes.stage,
            language=wishes.language,
            double_click_seconds=seconds,
            double_click_pixels=pixels,
        )
    except ValidationError as error:
        raise RecorderError(f"The --{complaint(error)}: write another.") from error
