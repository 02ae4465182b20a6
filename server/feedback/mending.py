"""Which reports a version mends: offered to whoever publishes, those at steps that change ticked already."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.comparing import Change
from server.feedback.base import Sayer
from server.feedback.shown import SaidShown, Steps, shown
from server.storage import feedback as kept


def waiting_reports(connection: Connection, guide: Guide, editor: Sayer) -> tuple[SaidShown, ...]:
    """Return the reports and comments on a guide that wait, newest first."""
    return shown(Steps(connection, guide), editor, kept.open_reports(connection, guide.id))


def mended_by(changes: Iterable[Change], reported: Sequence[SaidShown]) -> tuple[int, ...]:
    """Return the reports at steps that these changes touch, which they mend most likely."""
    touched = {each.step.id for each in changes if each.step}
    return tuple(
        each.said.id for each in reported if each.said.kind == "report" and each.said.step in touched
    )
