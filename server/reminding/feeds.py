"""What a person's feeds hold: the reviews they answer for, what waits for them, and what was published."""

from collections.abc import Iterator
from datetime import datetime, time
from itertools import islice
from uuid import UUID

from server import clock
from server.base import KnowledgeBase
from server.model import Person
from server.reminding.calendar import Event
from server.reminding.news import Entry
from server.reminding.tokens import named
from server.rendering import catalogue, date_in
from server.reviews import editors
from server.standing import Standing
from server.storage import people, process_reviews, recent, reviews
from server.waiting.gathering import sentence, waiting_for
from server.waiting.reviews import keeps
from server.zones import day_of

MOST = 50


def events(base: KnowledgeBase, person: Person, base_id: UUID, home: str) -> Iterator[Event]:
    """Yield each review that the person answers for; a missed one stands on today until somebody looked."""
    rhythm, zone = base.settings.rhythm, base.settings.zone
    today = day_of(clock.now(), zone)
    _ = catalogue(base.settings.language).gettext
    written = date_in(base.settings.language, zone)
    for each in kept_by(base, person):
        due = rhythm.due(each)
        if due is None or each.review_from is None:
            continue
        is_late = due < today
        since = datetime.combine(today, time(), zone) if is_late else each.review_from
        about = _("Its review was due on %(day)s.") if is_late else _("Its review is due on %(day)s.")
        said = (about % {"day": written(due)}, each.reason)
        yield Event(
            uid=f"{named(base_id, 'review', each.kind, each.id)}@handrail.invalid",
            day=max(due, today),
            summary=_("Review: %(title)s") % {"title": each.title},
            description="\n".join(line for line in said if line),
            url=f"{home}{each.url}",
            changed_at=max(since, each.review_from),
        )


def kept_by(base: KnowledgeBase, person: Person) -> tuple[Standing, ...]:
    """Return the guides and processes that readers see and the person answers for."""
    with base.database.reading() as connection:
        ids, able = people.namesakes(connection, person), editors(connection)
        found = (
            *reviews.standings(connection, reviews.of_people(ids)),
            *process_reviews.standings(connection, process_reviews.of_people(ids)),
        )
    return tuple(each for each in found if each.is_read and keeps(each, ids, able))


def entries(base: KnowledgeBase, person: Person, base_id: UUID, home: str) -> Iterator[Entry]:
    """Yield what waits for the person, and the versions published last."""
    _ = catalogue(base.settings.language).gettext
    now = clock.now()
    due = (each for each in waiting_for(base, person) if each.at <= now)  # what is near is in the calendar
    for each in islice(due, MOST):
        name = named(base_id, "waiting", each.kind, each.url, each.at.isoformat())
        yield Entry(
            name, each.about, f"{home}{each.url}", each.at, sentence(base, each), "Handrail", "waiting"
        )
    with base.database.reading() as connection:
        published = recent.published(connection, MOST)
    for version in published:
        said = _("Version %(number)s") % {"number": version.number}
        yield Entry(
            id=named(base_id, "version", version.guide, version.number),
            title=version.title,
            url=f"{home}/guides/{version.guide}",
            at=version.at,
            summary=f"{said} · {version.note}" if version.note else said,
            author=version.by,
            kind="version",
        )
