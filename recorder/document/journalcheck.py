"""The journal inside a `.guide` file, checked line by line.

Fields that this version does not know are kept. Lines of an unknown kind are refused: nobody could look into
them for secrets or redact the moments they name, so a new kind comes with a new version of the recording.
"""

from collections.abc import Iterator

from pydantic import ValidationError

from recorder.document.archive import JOURNAL
from recorder.document.complaints import complaint
from recorder.document.guidejson import read_json
from recorder.document.limits import Limits
from recorder.errors import GuideFileError
from recorder.recording import FORMAT, VERSION, JournalLine, Recording, Start


def check_journal(journal: bytes, limits: Limits) -> None:
    """Raise GuideFileError unless the journal is a `Start` and facts, a line each."""
    for number, line in enumerate(_lines(journal), 1):
        name = f"{JOURNAL} line {number}"
        data = read_json(line, name, limits)
        if number == 1:
            _check_version(data)
        try:
            fact = JournalLine.validate_json(line, strict=True)
        except ValidationError as error:
            raise GuideFileError(f"{name}: {complaint(error)}: export the guide again.") from error
        if isinstance(fact, Start) != (number == 1):
            raise GuideFileError(f"{name} is out of place: a recording starts once. Export the guide again.")


def recording_of(journal: bytes) -> Recording:
    """Return the recording that a journal holds, which was checked when it came."""
    start, *facts = (JournalLine.validate_json(line) for line in _lines(journal))
    assert isinstance(start, Start)
    return Recording(start=start, facts=tuple(fact for fact in facts if not isinstance(fact, Start)))


def _lines(journal: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(journal):
        end = journal.find(b"\n", start)
        end = len(journal) if end < 0 else end
        yield journal[start:end]
        start = end + 1


def _check_version(start: object) -> None:
    if not isinstance(start, dict) or start.get("format") != FORMAT:
        raise GuideFileError(f"{JOURNAL} is not a recording of Handrail: export the guide again.")
    version = start.get("version")
    if isinstance(version, int) and version > VERSION:
        raise GuideFileError("The recording was made by a newer Handrail: please update this one.")
