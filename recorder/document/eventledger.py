"""The ledger of a recording event by event: `recording/ledger.json` in a guide file.

It names kinds of events, shortcuts and rules, never what was typed.
"""

from typing import Annotated, Literal

from pydantic import Field, ValidationError

from recorder.document.complaints import complaint
from recorder.document.guide import Id, Ledger, Line, Seconds, Value
from recorder.document.guidejson import read_json
from recorder.document.limits import DEFAULT, Limits
from recorder.errors import GuideFileError

VERSION = 1


class Entry(Value):
    """Events of one fact and what became of them: `rule` says what merged or suppressed them, or why lost.

    `fact` counts the input facts of the journal from 0; `step` is the step that they are or went into.
    """

    time: Seconds
    fact: Annotated[int, Field(ge=0)]
    what: Line
    count: Annotated[int, Field(ge=1)] = 1
    became: Literal["step", "merged", "suppressed", "dropped"]
    rule: Line = ""
    step: Id | None = None


class EventLedger(Value):
    """Every event in order, and the sums, which are those of the guide as it was recorded."""

    format: Literal["handrail-ledger"] = "handrail-ledger"
    version: int = VERSION
    events: tuple[Entry, ...] = ()
    sums: Ledger = Ledger()


def ledger_from_json(text: bytes, name: str, limits: Limits = DEFAULT) -> EventLedger:
    """Return the ledger that the text holds; raises GuideFileError with the field and what it should be."""
    data = read_json(text, name, limits)
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise GuideFileError("The ledger was made by a newer Handrail: please update this one.")
    try:
        return EventLedger.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise GuideFileError(f"{name}: {complaint(error)}: export the guide again.") from error
