"""What is asked to be redacted, checked as a whole before anything begins, and the begin itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from sqlalchemy import Connection

from recorder.document.geometry import Box
from server.base import KnowledgeBase
from server.errors import NotFoundError, ServerError
from server.model import Person
from server.redacting.words import Banned, Bans, ban, letters_of, print_of
from server.storage import arrivals, drawings, guides, pictures, redactions, uploads

MOST_PLACES = 10_000
MOST_WORDS = 200
LONGEST = 200
FEWEST_LETTERS = 2
INSTEAD = "a customer"


class BadRedactionError(ServerError):
    """What is to be redacted cannot be: nothing was begun."""

    status = 422


class BeingRedactedError(ServerError):
    """The picture is being redacted just now."""

    status = 409

    def __init__(self) -> None:
        super().__init__("A redaction of this picture is under way; try again when it is done.")


class StillRedactingError(ServerError):
    """The redaction whose words are to be allowed again has not ended."""

    status = 409

    def __init__(self) -> None:
        super().__init__("This redaction is still under way; allow its words again when it is done.")


@dataclass(frozen=True, slots=True)
class Place:
    """A region of a picture, which is named as in the guide or by the last part of that name."""

    file: str
    box: Box


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be redacted, and what stands in place of the words, here or in all guides."""

    places: Sequence[Place] = ()
    words: Sequence[str] = ()
    instead: str = ""
    everywhere: bool = True
    texts: Sequence[str] | None = None
    """Where some are left out: the texts of this guide that the words go from; then nothing is banned."""
    others: Sequence[str] | None = None
    """Where some are left out: the other guides that the words go from; then nothing is banned."""

    def bans(self, key: bytes, guide_id: str, instead: str) -> Iterator[tuple[Banned, str]]:
        """Yield what goes, each with the guide that it goes from; empty for all guides."""
        said = dict.fromkeys(each.strip() for each in self.words)
        banned = [ban(key, each, instead) for each in said]
        if self.texts is None and self.others is None:
            yield from ((each, "" if self.everywhere else guide_id) for each in banned)
            return
        passing = [each._replace(lasts=False) for each in banned]
        texts = frozenset(print_of(key, each) for each in self.texts or ())
        if self.texts is None or texts:
            yield from ((each._replace(texts=texts), guide_id) for each in passing)
        yield from ((each, other) for other in self.others or () for each in passing)


def begin(
    base: KnowledgeBase,
    guide_id: str,
    person: Person,
    wish: Wish,
) -> str:
    """Begin a redaction and return its id; none of the pictures is given to anybody from now on.

    Raises NotFoundError, BadRedactionError and BeingRedactedError, and then nothing was begun.
    """
    said, instead = [each.strip() for each in wish.words], wish.instead.strip() or INSTEAD
    _check_words(said, instead)
    if not wish.places and not said:
        raise BadRedactionError("Say what to redact: mark a region of a picture, or write words.")
    if len(wish.places) > MOST_PLACES:
        raise BadRedactionError(f"At most {MOST_PLACES:,} places fit into one redaction; make it in parts.")
    with base.database.writing() as connection:
        redactions.hold(connection, alone=True)
        if not guides.exists(connection, guide_id):
            raise NotFoundError("There is no such guide; look for it from the home page.")
        files = _files(base, connection, guide_id, wish.places)
        key = redactions.key(connection)
        made = redactions.add(connection, guide_id, person, files, wish.bans(key, guide_id, instead))
        drawn = drawings.forget(connection, (f"images/{file}" for file in files))
    for name in drawn:
        base.objects.delete(name)
    if base.readings:
        base.readings.forget()
    base.to_redact.ring()
    return made


def _check_words(words: list[str], instead: str) -> None:
    if len(words) > MOST_WORDS:
        raise BadRedactionError(f"At most {MOST_WORDS} words fit into one redaction; make it in parts.")
    for each in words:
        if letters_of(each) < FEWEST_LETTERS:
            raise BadRedactionError(
                f"Words of one letter or none cannot be redacted ({each[:20]!r}); write the whole name."
            )
        if len(each) > LONGEST:
            raise BadRedactionError(
                f"Words to redact have at most {LONGEST} letters; name the part that matters."
            )
    if len(instead) > LONGEST or not instead.isprintable() or set(instead) & set('"\\<>*`[]'):
        raise BadRedactionError(
            "What stands instead should be a few plain words, without marks such as * or [."
        )
    if words and Bans(b"-", tuple(ban(b"-", each, "") for each in words)).mentioned(instead):
        raise BadRedactionError("What stands instead holds the very words to redact; write something else.")


def _files(
    base: KnowledgeBase, connection: Connection, guide_id: str, places: Iterable[Place]
) -> Mapping[str, tuple[Box, ...]]:
    """Return the regions by the present name of their picture, each inside of it."""
    kept = (pictures.used_by, uploads.of_guide, arrivals.all_extras)
    known = {name.rpartition("/")[2] for names in kept for name in names(connection, guide_id)}
    successors = redactions.successors(connection)
    sizes: dict[str, Box] = {}
    found: dict[str, dict[Box, None]] = {}
    for place in places:
        file = place.file.rpartition("/")[2]
        file = successors.get(file, file)
        if file not in sizes:
            sizes[file] = _frame(base, connection, file, is_known=file in known)
        found.setdefault(file, {})[_inside(place.box, sizes[file])] = None
    return {file: tuple(boxes) for file, boxes in found.items()}


def _frame(base: KnowledgeBase, connection: Connection, file: str, *, is_known: bool) -> Box:
    if redactions.withheld(connection, [file]):
        raise BeingRedactedError
    data = base.objects.get(f"pictures/{file}") if is_known and file.endswith((".png", ".webp")) else None
    if data is None:
        raise BadRedactionError("The guide has no such picture; reload the page to see it as it is now.")
    with Image.open(BytesIO(data)) as opened:
        return Box(0, 0, *opened.size)


def _inside(box: Box, frame: Box) -> Box:
    if box.width <= 0 or box.height <= 0:
        raise BadRedactionError("A region needs a width and a height; mark it anew.")
    inside = box.meet(frame)
    if inside is None:
        raise BadRedactionError(
            f"The region lies outside of the picture, which is {frame.width} by {frame.height} pixels; "
            "mark it anew."
        )
    return inside
