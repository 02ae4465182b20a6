"""The account of a recording: what became of every event."""

from collections import Counter

from recorder.compose.actions import Account
from recorder.document.guide import Ledger


def ledger_of(account: Account) -> Ledger:
    """Return how many events became steps, were merged and suppressed, by which rule, or were dropped."""
    merged: Counter[str] = Counter()
    for gesture in account.gestures:
        merged.update(gesture.merged)
    suppressed, dropped = account.suppressed.total(), account.dropped.total()
    return Ledger(
        events=len(account.gestures) + merged.total() + suppressed + dropped,
        merged=merged.total(),
        suppressed=suppressed,
        dropped=dropped,
        rules=dict(sorted((merged + account.suppressed).items())),
    )
