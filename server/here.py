"""The guides for what is in front of a person, for the page `/here` and the command of that name."""

from dataclasses import dataclass

from sqlalchemy import Connection

from server.model import GuideSummary
from server.ordering.in_front import Front, for_front
from server.programs import program_shown
from server.rendering import catalogue
from server.storage import guides, traits

MOST_SHARING = 2_000
NEVER = ""  # no guide has this id, so none is left out


@dataclass(frozen=True, slots=True)
class Here:
    """A guide for what is in front, and why."""

    guide: GuideSummary
    why: str


def here(connection: Connection, front: Front, language: str) -> tuple[Here, ...]:
    """Return the guides that fit what is in front, best first.

    Where a program is one that nearly all guides use, those that its window's title speaks of come first.
    """
    shared = traits.sharing(connection, front.terms(), NEVER, MOST_SHARING)
    total = max(traits.about_how_many(connection), 1)
    found = for_front(front, shared, total)
    known = guides.summaries(connection, [each.guide for each in found])
    _ = catalogue(language).gettext
    why = {
        "host": _("Works at {name}").format(name=front.host),
        "program": _("Uses {name}").format(name=program_shown(front.program) if front.program else ""),
        "title": _("Speaks of what the window shows"),
    }
    return tuple(Here(known[each.guide], why[each.what]) for each in found if each.guide in known)
