"""What is offered with a redaction: the same on the guide's other pictures, and the words in its texts."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from sqlalchemy import Connection, func, select

from recorder.document.alternatives import alt_text
from recorder.document.geometry import Box
from recorder.document.guide import Guide, Step
from recorder.document.markup import plain
from server.base import KnowledgeBase
from server.guide_page import numbers_of
from server.recorded import kept_files, offered, told_of
from server.redacting.alike import Ink, around, ink_of, places_of
from server.redacting.sight import places_in, same_place
from server.redacting.starting import Place
from server.redacting.words import Bans, ban, print_of
from server.storage import edits, pictures
from server.storage.tables import guides, versions

LOOKING_SECONDS = 4.0
MOST_OTHERS = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A place that is offered: which steps show it, none where only the recording keeps the picture.

    `why` is `asked` for the region itself, `alike` for the same pixels, `named` for a control of that name,
    `read` for words that were read there.
    """

    place: Place
    why: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A text that holds the words: which field of which step, and how it would read."""

    field: str
    number: str
    text: str
    made: str

    @property
    def mark(self) -> str:
        """What the text is called in a form."""
        return print_of(b"-", self.text)[:16]


@dataclass(frozen=True, slots=True)
class Offers:
    """All that is offered, how many pictures there was no time for, and which other guides are meant."""

    shown: tuple[Shown, ...] = ()
    said: tuple[Said, ...] = ()
    unseen: int = 0
    picture_in: tuple[str, ...] = ()
    words_in: tuple[tuple[str, str], ...] = ()
    """Ids and titles."""
    read: tuple[int, int] | None = None
    """Of how many pictures the words were read so far, and how many there are; None where nothing reads."""


def offers(
    base: KnowledgeBase, guide: Guide, place: Place | None, words: tuple[str, ...], instead: str
) -> Offers:
    """Return what goes with a region and words: in the guide's pictures, texts, and in other guides."""
    key = b"-"
    bans = Bans(key, tuple(ban(key, each, instead) for each in words))
    with base.database.reading() as connection:
        files = {f"images/{name}": None for name in sorted(kept_files(connection, guide.id))}
        told = told_of(connection, base.objects, guide.id)
        pieces = tuple(piece.step for piece in offered(told, guide))
        sharing = pictures.users_of(connection, place.file) if place else ()
        titles = _titles(connection, [each for each in sharing if each != guide.id])
        others = _saying(connection, guide.id, bans, words)
    asked = [Shown(place, "asked", steps_with(guide, place.file))] if place else []
    alike, unseen = (
        _alike(base, guide, place, [*dict.fromkeys([*_in_order(guide), *files])]) if place else ((), 0)
    )
    named = [
        each for each in _named(guide, (*guide.steps, *pieces), bans) if not _is_in(each, (*asked, *alike))
    ]
    known = (*asked, *alike, *named)
    seen, read = _read(base, guide, [*dict.fromkeys([*_in_order(guide), *files])], words)
    added = tuple(each for each in seen if not _is_seen_in(each, known))
    return Offers((*known, *added), tuple(_said(guide, bans)), unseen, titles, others, read)


def steps_with(guide: Guide, file: str) -> tuple[str, ...]:
    """Return the numbers of the steps that show a picture; the result has none and gives an empty one."""
    numbered = zip(guide.steps, numbers_of(guide), strict=True)
    return tuple(number for step, number in numbered if step.picture and step.picture.file == file)


def known_boxes(guide: Guide, file: str) -> Mapping[str, Box]:
    """Return the controls that are known in a picture, by their names: what can be chosen without drawing."""
    steps = [step for step in guide.steps if step.picture and step.picture.file == file]
    found: dict[str, Box] = {}
    for step in steps:
        if step.target and step.target.box:
            found.setdefault(step.target.name or step.short or plain(step.caption), step.target.box)
    return found


def _in_order(guide: Guide) -> Iterator[str]:
    return (step.picture.file for step in guide.steps if step.picture)


def _alike(
    base: KnowledgeBase, guide: Guide, place: Place, files: list[str]
) -> tuple[tuple[Shown, ...], int]:
    """Return where the same pixels are, and how many pictures there was no time to look at."""
    opened = _open(base, place.file)
    ink = ink_of(opened, place.box) if opened else None
    if ink is None:
        return (), 0
    until = time.monotonic() + LOOKING_SECONDS
    found: list[Shown] = []
    for number, file in enumerate(files):
        if time.monotonic() > until:
            return tuple(found), len(files) - number
        found += [Shown(each, "alike", steps_with(guide, file)) for each in _again(base, ink, place, file)]
    return tuple(found), 0


def _again(base: KnowledgeBase, ink: Ink, place: Place, file: str) -> Iterator[Place]:
    opened = _open(base, file)
    for at in places_of(ink, opened) if opened else ():
        box = around(ink, at, place.box)
        if (file, box) != (place.file, place.box):
            yield Place(file, box)


def _open(base: KnowledgeBase, file: str) -> Image.Image | None:
    data = base.objects.get(pictures.object_name(file))
    return Image.open(BytesIO(data)) if data else None


def _named(guide: Guide, steps: tuple[Step, ...], bans: Bans) -> Iterator[Shown]:
    """Yield the controls whose names or contents hold the words."""
    for step in steps:
        target, picture = step.target, step.picture
        if target is None or target.box is None or picture is None:
            continue
        if any(bans.mentioned(text) for text in (target.name, *(value.text for value in step.values))):
            yield Shown(Place(picture.file, target.box), "named", steps_with(guide, picture.file))


def _read(
    base: KnowledgeBase, guide: Guide, files: list[str], words: tuple[str, ...]
) -> tuple[tuple[Shown, ...], tuple[int, int] | None]:
    """Return where the words were read in pictures so far; what was not read yet is read from now on."""
    if base.readings is None or not words:
        return (), None
    known = base.readings.look(files)
    places = ((file, box) for file, lines in known.items() for box in places_in(lines, words))
    found = tuple(Shown(Place(file, box), "read", steps_with(guide, file)) for file, box in places)
    return found, (len(known), len(files))


def _is_seen_in(one: Shown, others: tuple[Shown, ...]) -> bool:
    return any(
        other.place.file == one.place.file and same_place(one.place.box, other.place.box) for other in others
    )


def _is_in(one: Shown, others: tuple[Shown, ...]) -> bool:
    return any(
        other.place.file == one.place.file and other.place.box.covers(one.place.box) for other in others
    )


def _said(guide: Guide, bans: Bans) -> Iterator[Said]:
    for field, number, text in texts_of(guide):
        if bans.mentioned(text):
            yield Said(field, number, text, bans.replaced(text))


def texts_of(guide: Guide) -> Iterator[tuple[str, str, str]]:
    """Yield every text of a guide that may name somebody: its field, its step's number, and what it says."""
    about = ("title", "purpose", "covers", "excludes", "result", "role", "process", "stage")
    yield from ((name, "", getattr(guide, name)) for name in about)
    yield from (("inputs", "", each) for each in guide.inputs)
    yield from (("tags", "", each) for each in guide.tags)
    for step, number in zip(guide.steps, numbers_of(guide), strict=True):
        yield from (
            ("caption", number, step.caption),
            ("detail", number, step.detail),
            ("when", number, step.when),
        )
        yield from (("callout", number, step.callout.text),) if step.callout else ()
        yield from (("value", number, value.text) for value in step.values)
        yield from (("name", number, step.target.name),) if step.target else ()
        yield from (("window", number, step.window.title),) if step.window else ()
        yield from (("alternative", number, alt_text(step)),) if step.picture else ()


def _titles(connection: Connection, ids: list[str]) -> tuple[str, ...]:
    return tuple(
        connection.scalars(select(guides.c.title).where(guides.c.id.in_(ids)).order_by(guides.c.title))
    )


def _saying(
    connection: Connection, guide_id: str, bans: Bans, words: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Return the ids and titles of other published guides that hold the words, as far as there is room."""
    rows: dict[tuple[str, str], str] = {}
    for each in words:
        first = max(each.split(), key=len)
        holds = func.lower(versions.c.document).contains(first.lower(), autoescape=True)
        statement = (
            select(guides.c.id, guides.c.title, versions.c.document)
            .join(versions, (versions.c.guide == guides.c.id) & (versions.c.number == guides.c.version))
            .where(guides.c.id != guide_id, holds)
            .limit(MOST_OTHERS)
        )
        rows |= {(row.id, row.title): row.document for row in connection.execute(statement)}
    return tuple(
        sorted(
            (each for each, document in rows.items() if bans.mentioned(document)), key=lambda each: each[1]
        )
    )


def ticked(guide: Guide, shown: Iterable[str], marks: Iterable[str]) -> tuple[str, ...] | None:
    """Return the texts that are ticked, None where none of those that were shown is left out."""
    wanted, seen = set(marks), set(shown)
    if seen <= wanted:
        return None
    said = (Said(field, number, text, "") for field, number, text in texts_of(guide))
    return tuple(each.text for each in said if each.mark in wanted)


def draft_of(base: KnowledgeBase, guide_id: str) -> Guide | None:
    """Return the guide as editors have it, or None."""
    with base.database.reading() as connection:
        draft = edits.draft(connection, guide_id)
    return draft[0] if draft else None
