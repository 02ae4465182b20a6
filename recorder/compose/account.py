"""The account of a recording, event by event: what each was, and what became of it by which rule."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from recorder.compose.actions import Account, inputs_of, merge
from recorder.compose.compose import identify
from recorder.compose.gestures import Part
from recorder.compose.keyboard import MODIFIERS
from recorder.compose.ledger import ledger_of
from recorder.document.eventledger import Entry, EventLedger
from recorder.recording import Dropped, InputFact, Keys, Press, Recording, Release, Suppressed


def tell(recording: Recording) -> EventLedger:
    """Return what became of every event of a recording."""
    account, facts = merge(recording), inputs_of(recording)
    entries = (*_in_steps(account, facts, recording.start.id), *_in_none(account, facts))
    return EventLedger(events=tuple(sorted(entries, key=attrgetter("fact"))), sums=ledger_of(account))


def _in_steps(account: Account, facts: tuple[InputFact, ...], recording: str) -> Iterator[Entry]:
    for gesture in account.gestures:
        step = identify(recording, gesture.serial)
        for part in gesture.parts:
            became = "merged" if part.rule else "step"
            yield _entry(facts, part, became=became, rule=part.rule or "", step=step)


def _in_none(account: Account, facts: tuple[InputFact, ...]) -> Iterator[Entry]:
    for each in account.left_out:
        for part in _by_fact(each.parts):
            yield _entry(facts, part, became="suppressed", rule=each.rule)
    for part, why in account.lost:
        yield _entry(facts, part, became="dropped", rule=why)


def _by_fact(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield one part a fact: what events merged among themselves is of no matter where all are left out."""
    counts: dict[int, int] = {}
    for part in parts:
        counts[part.serial] = counts.get(part.serial, 0) + part.count
    return (Part(serial, count) for serial, count in counts.items())


def _entry(facts: tuple[InputFact, ...], part: Part, **fate: str) -> Entry:
    fact = facts[part.serial]
    told = {"time": fact.time, "fact": part.serial, "what": kind_of(fact), "count": part.count}
    return Entry.model_validate({**told, **fate})


def kind_of(fact: InputFact) -> str:
    """Return what kind of event a fact tells of, as `left press` or `keys Ctrl+S`; never what was typed."""
    match fact:
        case Press() | Release():
            return f"{fact.button} {fact.kind}"
        case Keys():
            return f"keys {'+'.join(fact.keys)}" if _has_a_name(fact.keys) else "key"
        case Suppressed() | Dropped():
            return fact.what
        case _:
            return fact.kind


def _has_a_name(keys: tuple[str, ...]) -> bool:
    """Tell whether keys are a shortcut or have names: a letter alone may have been meant as typing."""
    held = set(keys[:-1]) & (MODIFIERS - {"Shift", "AltGr"})
    return bool(held) or all(len(key) > 1 for key in keys)
