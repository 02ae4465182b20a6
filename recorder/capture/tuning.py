"""Settings of this process that capture needs: quick turns of its threads, and memory given back at once."""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

M_MMAP_THRESHOLD = -3
M_ARENA_MAX = -8
ARENAS = 2
FRAME_BYTES = 256 * 1024  # the parts of frames are larger, all else is smaller
TURN_SECONDS = 0.0005


def give_frames_back() -> None:
    """Have the C library return the memory of frames at once (mallopt(3)), where it is glibc's.

    Threads share two arenas: each of its own would keep what its thread once needed.
    """
    with suppress(AttributeError, TypeError):  # another C library, or a system that names none
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(M_MMAP_THRESHOLD, FRAME_BYTES)
        mallopt(M_ARENA_MAX, ARENAS)


@contextmanager
def quick_turns() -> Iterator[None]:
    """Let the eyes have their turn within half a millisecond, even while a picture is being packed."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
