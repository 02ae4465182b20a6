"""A lock on a file keeps others off until it is closed, by whatever the system has for it."""

import os
from pathlib import Path

import pytest

from recorder.capture.locking import FAR, _hold_byte, hold


class Msvcrt:
    """What Windows has instead of flock(2): it locks bytes from where the file stands."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.held: set[tuple[int, int]] = set()

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        """Lock a byte, or raise what Windows raises."""
        assert (mode, count) == (self.LK_NBLCK, 1)
        byte = os.fstat(descriptor).st_ino, os.lseek(descriptor, 0, os.SEEK_CUR)
        if byte in self.held:
            raise PermissionError(13, "Permission denied")
        self.held.add(byte)


def test_a_held_file_is_refused_to_others_until_it_is_closed(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("a") as mine:
        hold(mine)
        with (tmp_path / "lock").open("a") as other, pytest.raises(BlockingIOError):
            hold(other)
    with (tmp_path / "lock").open("a") as other:
        hold(other)


def test_windows_locks_one_byte_that_nobody_reads(tmp_path: Path) -> None:
    system = Msvcrt()
    with (tmp_path / "lock").open("w+") as mine, (tmp_path / "lock").open("a+") as other:
        mine.write("71")
        mine.flush()
        _hold_byte(mine.fileno(), system)
        assert {place for _, place in system.held} == {FAR}
        with pytest.raises(BlockingIOError):
            _hold_byte(other.fileno(), system)
        other.seek(0)
        assert other.read() == "71"
        mine.write("5")
        mine.flush()
        assert (tmp_path / "lock").read_text() == "715"
