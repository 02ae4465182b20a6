"""Where guides without a place may belong: worked out from what is kept, put there on a nod, or dismissed.

A nod is the edit `set_place`, undone like any. Readers see it at once where they see all else of the draft;
otherwise it waits with the other changes until somebody publishes.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from server.changing import change
from server.editing.edits import SetPlace
from server.errors import NoSuchGuideError, NotFoundError
from server.model import Person, Place
from server.ordering.suggesting import Key, Places, Suggestion, Surroundings, suggest, terms_of
from server.ordering.traits import Term, Trait, traits_of
from server.publishing import publish_draft
from server.storage import counters, edits, guides, let_stand, places, processes, traits, versions
from server.undoing import undo_edit

_LINKED = Term("link", "")


@dataclass(frozen=True, slots=True)
class Settled:
    """A guide that was put somewhere: by which edit, after which, and whether readers see it there."""

    place: Place
    serial: int | None
    since: int
    published: bool


def suggestion(connection: Connection, guide_id: str) -> Suggestion | None:
    """Return where a guide belongs that has no place, neither for readers nor in its draft."""
    if guides.places_of(connection, [guide_id]):
        return None
    draft = edits.draft(connection, guide_id)
    is_new = not versions.last_number(connection, guide_id)
    if draft is None or (is_new and draft[0].process):
        return None
    return suggested(connection, [guide_id]).get(guide_id)


def suggested(connection: Connection, ids: Iterable[str]) -> Mapping[str, Suggestion]:
    """Return the place that each of those guides most likely belongs to, where that is clear."""
    placed = places.count_placed(connection)
    if not placed:
        return {}
    every = Places.of(places.every(connection))
    found = ((guide_id, _suggested(connection, guide_id, every, placed)) for guide_id in ids)
    return {guide_id: each for guide_id, each in found if each}


def _suggested(connection: Connection, guide_id: str, every: Places, placed: int) -> Suggestion | None:
    title, mine = _known(connection, guide_id)
    around = dict(places.neighbours(connection, terms_of(mine), guide_id))
    linked = {each.name for each in mine if each.kind == "link"} | set(
        traits.linking_to(connection, guide_id)
    )
    around[_LINKED] = places.of(connection, linked - {guide_id})
    dismissed = let_stand.keys(connection, guide_id)
    turned_down = [key for key in every.known if _remark(key) in dismissed] if dismissed else ()
    surroundings = Surroundings(around, every, placed)
    return suggest(title, (*mine, Trait(*_LINKED)), surroundings, turned_down)


def _known(connection: Connection, guide_id: str) -> tuple[str, tuple[Trait, ...]]:
    """Return the title and the traits of a guide, as readers see it, or as its draft says before that."""
    mine, known = traits.of(connection, guide_id), guides.summary(connection, guide_id)
    if mine and known:
        return known.title, mine
    draft = edits.draft(connection, guide_id)
    return (draft[0].title, traits_of(draft[0])) if draft else ("", ())


def put(connection: Connection, guide_id: str, key: Key, person: Person) -> Settled:
    """Let the guide belong there, for readers at once where nothing else waits to be published.

    NotFoundError where there is no such guide or place.
    """
    place = next((each for each in places.every(connection) if (each.process, each.stage) == key), None)
    draft = edits.draft(connection, guide_id)
    if place is None or draft is None:
        raise NotFoundError("There is no such place any more; choose another.")
    guide, before = draft
    is_clean = _is_clean(connection, guide_id)
    wanted = SetPlace(
        before=guide.process,
        before_stage=guide.stage,
        process=place.process_name,
        stage=place.stage_name or "",
    )
    changed = change(connection, guide_id, [wanted], person)
    if is_clean:
        _show(connection, guide_id, place, person)
    return Settled(place, changed.serial, before, is_clean)


def take_back(connection: Connection, guide_id: str, serial: int, person: Person) -> None:
    """Undo the edit that put a guide somewhere, for readers too where nothing else waits to be published."""
    is_clean = _is_clean(connection, guide_id)
    undo_edit(connection, guide_id, serial, person)
    if is_clean:
        publish_draft(connection, guide_id, person)


def dismiss(connection: Connection, guide_id: str, key: Key, person: Person) -> None:
    """Keep that the guide does not belong there, so that nobody is asked again."""
    _require(connection, guide_id)
    let_stand.add(connection, guide_id, _remark(key), person)
    counters.bump(connection, counters.DRAFTS)


def ask_again(connection: Connection, guide_id: str, key: Key) -> None:
    """Let that place be suggested again."""
    _require(connection, guide_id)
    let_stand.remove(connection, guide_id, _remark(key))
    counters.bump(connection, counters.DRAFTS)


def _require(connection: Connection, guide_id: str) -> None:
    if not guides.exists(connection, guide_id):
        raise NoSuchGuideError


def _is_clean(connection: Connection, guide_id: str) -> bool:
    """Tell whether readers see the draft just as it is."""
    version, draft = versions.published(connection, guide_id), edits.draft(connection, guide_id)
    return version is not None and draft is not None and version.document == draft[0]


def _show(connection: Connection, guide_id: str, place: Place, person: Person) -> None:
    """Let readers find the guide there; its document may have said so before, when the place was lost."""
    publish_draft(connection, guide_id, person)
    if not guides.places_of(connection, [guide_id]).get(guide_id):
        processes.put_guide(connection, guide_id, place)
        counters.bump(connection)


def _remark(key: Key) -> str:
    """Return what is kept of a place that was dismissed; it holds no words."""
    return hashlib.sha256("\0".join(("place", key[0], key[1] or "")).encode()).hexdigest()[:32]
