"""What every page is given, whatever it shows: its language, and what its reader may do."""

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from server import clock
from server.access import Visitor
from server.answers import cached
from server.base import KnowledgeBase
from server.model import Person
from server.rendering import render
from server.storage import counters
from server.trust import amiss
from server.zones import day_of


def page(
    base: KnowledgeBase, visitor: Visitor, template: str, status: int = 200, **values: Any
) -> HTMLResponse:
    """Return the template filled in, as an answer of this moment."""
    return HTMLResponse(_render(base, visitor, template, values), status)


def kept_page(
    request: Request,
    base: KnowledgeBase,
    visitor: Visitor,
    template: str,
    gather: Callable[[], Mapping[str, Any]],
    *,
    person: Person | None = None,
    asked: Hashable = None,
) -> Response:
    """Return the page of this address, rendered again only after something that it may show has changed.

    With a person, it is theirs alone; `asked` is what else it depends on, such as a filter.
    """
    with base.database.reading() as connection:
        changes = counters.read(connection)
        drafts = counters.read(connection, counters.DRAFTS) if visitor.may_edit else 0
    recorder = values_of_recorder(base, visitor)
    key = (
        request.url.path,
        day_of(clock.now(), base.settings.zone),  # what was due tomorrow is due today
        changes,
        drafts,
        visitor.may_edit,
        person,
        asked,
        *recorder.values(),
    )
    # Whether it is being recorded is no change in the database.
    return cached(request, key, lambda: _render(base, visitor, template, gather()), again=not recorder)


def _render(base: KnowledgeBase, visitor: Visitor, template: str, values: Mapping[str, Any]) -> str:
    limit = int(base.settings.upload_limit)
    known = {
        "may_edit": visitor.may_edit,
        "upload_limit": limit,
        "amiss": partial(amiss, rhythm=base.settings.rhythm, now=clock.now()),
        **values_of_recorder(base, visitor),
    }
    return render(template, base.settings.language, base.settings.zone, **(known | dict(values)))


def values_of_recorder(base: KnowledgeBase, visitor: Visitor) -> Mapping[str, Any]:
    """Return what pages say of recording here: whether it can be done, whether it is, and what stops it."""
    if base.recorder is None or visitor.role != "owner":
        return {}
    recorder = base.recorder
    return {"can_record": True, "records_now": recorder.take.is_running, "stop_keys": recorder.stop_keys}
