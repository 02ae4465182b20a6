"""What lies beside the database waits for a recorder, and a full disk is told instead of passed over."""

import fcntl
from pathlib import Path

import pytest

from recorder.errors import GuideFileError
from server.redacting import folders
from server.redacting.folders import BeingRecordedError, clean_folder
from server.redacting.rewriting import Rewriter
from server.redacting.words import Bans, ban
from tests.byte_search import found_in
from tests.marked_guide import NAME, marked_bytes

KEY = b"k" * 32
REWRITER = Rewriter(bans=Bans(KEY, (ban(KEY, NAME, "a customer"),)))


def clean(folder: Path) -> None:
    clean_folder(folder, lambda _guide: REWRITER, {})


def test_a_recording_under_way_is_waited_for(tmp_path: Path) -> None:
    spool = tmp_path / "recordings" / "1"
    spool.mkdir(parents=True)
    journal = spool / "journal.jsonl"
    journal.write_text(f'{{"kind":"remark","time":1.0,"text":"{NAME}"}}\n')
    with (spool / "lock").open("w") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        with pytest.raises(BeingRecordedError):
            clean(tmp_path)
    assert NAME in journal.read_text()
    clean(tmp_path)
    assert not found_in(journal.read_bytes())


def test_a_take_that_cannot_be_written_anew_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = tmp_path / "takes" / "1.guide"
    take.parent.mkdir()
    take.write_bytes(marked_bytes())
    broken = tmp_path / "takes" / "2.guide"
    broken.write_bytes(marked_bytes()[:1_000])

    def full(*_values: object) -> None:
        raise GuideFileError("does not fit on the disk: free some space, and write it again.")

    with monkeypatch.context() as patched:
        patched.setattr(folders, "write_guide", full)
        with pytest.raises(GuideFileError):
            clean(tmp_path)
    clean(tmp_path)
    assert not [each for each in found_in(take.read_bytes()) if "the word" in each]
    assert broken.is_file()
