"""Asks every source what waits for a person, and says it in words."""

from collections.abc import Iterable, Sequence
from html import unescape

from server import clock
from server.base import KnowledgeBase
from server.model import Person
from server.rendering import environment
from server.storage import people
from server.waiting.base import Level, Waiting
from server.waiting.sources import sources

_FIRST: dict[Level, int] = {"red": 0, "amber": 1, "calm": 2}


def waiting_for(base: KnowledgeBase, person: Person | None) -> tuple[Waiting, ...]:
    """Return what waits for the person, the most pressing first; nothing waits for those without a name.

    Nor for those who may not edit: they could not do it, and it speaks of what only editors see. Somebody
    who reads may give any name, so a name is no proof.
    """
    if person is None:
        return ()
    now = clock.now().astimezone(base.settings.zone)
    with base.database.reading() as connection:
        if not people.may_edit(connection, person.id):
            return ()
        found = [each for source in sources(base.settings) for each in source(connection, person, now)]
    return in_order(found)


def in_order(waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """Return what waits with the most pressing first, and among those what waits longest."""
    return tuple(sorted(waiting, key=lambda each: (_FIRST[each.level], each.at, each.about)))


def level_of(waiting: Sequence[Waiting]) -> Level:
    """Return how pressing the most pressing of them is."""
    return min((each.level for each in waiting), key=_FIRST.__getitem__, default="calm")


def sentence(base: KnowledgeBase, waiting: Waiting) -> str:
    """Return what is said of it, as plain text on one line."""
    known = environment(base.settings.language, base.settings.zone)
    template = known.get_template(f"waiting/{waiting.kind}.html")
    return " ".join(unescape(template.render(**waiting.values, at=waiting.at)).split())
