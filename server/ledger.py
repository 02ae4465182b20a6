"""The ledger of a recording as lines of plain text: what `handrail show --ledger` prints."""

from collections.abc import Iterator, Mapping

from recorder.compose.account import tell
from recorder.compose.phrases import phrases
from recorder.compose.rules import explain
from recorder.document.archive import JOURNAL, LEDGER
from recorder.document.eventledger import Entry, EventLedger, ledger_from_json
from recorder.document.guide import Guide, Ledger
from recorder.document.guidefile import GuideFile
from recorder.document.journalcheck import recording_of
from recorder.document.markup import plain
from server.outline import signs


def ledger_of(file: GuideFile) -> EventLedger | None:
    """Return the ledger in a guide file, or what its journal tells; None where nothing was recorded."""
    if LEDGER in file.recording:
        return ledger_from_json(file.read(LEDGER), LEDGER)
    if JOURNAL in file.recording:
        return tell(recording_of(file.read(JOURNAL)))
    recorded = file.guide.recorded
    return EventLedger(sums=recorded.ledger) if recorded else None


def explained(ledger: EventLedger | None, guide: Guide) -> str:
    """Return what became of every event, one a line, and the sums."""
    if ledger is None:
        return "This guide was written by hand: there are no recorded events."
    numbers = dict(_numbered(guide))
    rows = [(clock(each.time), _what(each), _became(each, guide, numbers)) for each in ledger.events]
    wide = max((len(what) for _, what, _ in rows), default=0)
    lines = [f"{time:>8}  {what:<{wide}}  {became}" for time, what, became in rows]
    return "\n".join([*lines, *([""] if lines else []), *_sums(ledger.sums)])


def clock(seconds: float) -> str:
    """Return a time in a recording as minutes and seconds: 1:02.5."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def _numbered(guide: Guide) -> Iterator[tuple[str, str]]:
    """Yield each step's id with its number."""
    for sign, step in zip(signs(guide.steps), guide.steps, strict=True):
        yield step.id, f"step {sign.rstrip('.')}"


def _what(entry: Entry) -> str:
    return f"{entry.what} \u00d7{entry.count}" if entry.count > 1 else entry.what


def _became(entry: Entry, guide: Guide, numbers: Mapping[str, str]) -> str:
    step = guide.step(entry.step or "")
    number = numbers.get(entry.step or "", "a step that is no longer in the guide")
    rule = f"{entry.rule}. {explain(entry.rule, phrases('en'))}".rstrip()
    match entry.became:
        case "step":
            return f"became {number}: {plain(step.caption)}" if step else f"became {number}"
        case "merged":
            return f"merged into {number}: {rule}"
        case "suppressed":
            return f"left out: {rule}"
        case _:
            return f"dropped: {entry.rule}"


def _sums(sums: Ledger) -> Iterator[str]:
    totals = {
        "events": sums.events,
        "became steps": sums.events - sums.merged - sums.suppressed - sums.dropped,
        "merged": sums.merged,
        "suppressed": sums.suppressed,
        "dropped": sums.dropped,
    }
    yield from (f"{count:6}  {name}" for name, count in totals.items())
    yield from ("", "By rule:") if sums.rules else ()
    yield from (f"{count:6}  {rule}" for rule, count in sums.rules.items())
