"""A process that works on redactions until it kills itself at an instant it was told: run by tests only.

`python -m tests.redaction_child FOLDER COUNT`: at the COUNT-th effect (a commit, bytes put or deleted) it
is gone, half of the time before the effect and half of the time right after it.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event

from server.base import opened_base
from server.redacting.working import work_off
from server.settings import Settings
from server.storage import redactions


class _Countdown:
    def __init__(self, count: int) -> None:
        self.left = count

    def before(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, effect: Callable[..., None]) -> Callable[..., None]:
        def counted(*values: Any) -> None:
            self.before()
            effect(*values)
            self.before()

        return counted


def main(folder: str, count: int) -> None:
    """Go on with what is to be redacted."""
    redactions.CLAIMED_FOR = timedelta(seconds=0)
    with opened_base(Settings(data=Path(folder))) as base:
        countdown = _Countdown(count)
        for name in ("put", "delete"):
            setattr(base.objects, name, countdown.around(getattr(base.objects, name)))
        event.listen(base.database.engine, "commit", lambda _connection: countdown.before())
        work_off(base)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
