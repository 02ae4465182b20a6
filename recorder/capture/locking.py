"""Locks a file as long as it is open in this process: by flock(2), on Windows by a byte far behind its end.

What is before that byte can still be read by others there, as where no byte is locked.
"""

import os
from contextlib import suppress
from importlib import import_module
from typing import IO, Any

FAR = 1 << 30


def hold(file: IO[Any]) -> None:
    """Lock an open file, which is free again when it is closed or the process ends.

    Raises:
        BlockingIOError: somebody else holds it.
    """
    try:
        fcntl = import_module("fcntl")
    except ImportError:
        _hold_byte(file.fileno(), import_module("msvcrt"))
        return
    fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _hold_byte(descriptor: int, msvcrt: Any) -> None:
    place = os.lseek(descriptor, 0, os.SEEK_CUR)
    try:
        os.lseek(descriptor, FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        raise BlockingIOError(*error.args) from error
    finally:
        with suppress(OSError):
            os.lseek(descriptor, place, os.SEEK_SET)
