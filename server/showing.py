"""Which drawings readers may have: those of what is published now, and for a day those of what it replaced.

A page that was open when the next version came still shows its pictures, but nothing that was hidden since:
a drawing of an older version is given only if no later version hides more of the same picture. What was
redacted is in no version any more.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import Connection

from recorder.document.geometry import Box
from recorder.document.guide import Guide, Picture
from server.drawings import drawings_of
from server.model import Version
from server.storage import drawings, versions

KEPT = 16
STAYS = timedelta(days=1)
"""How long a page that was open goes on showing its pictures."""
STAYS_FOR = 6
"""How many versions that is at most, the present one among them."""


def is_shown(connection: Connection, key: str) -> bool:
    """Tell whether a published guide shows that drawing now."""
    return any(key in _keys(document) for document in drawings.published_with(connection, key))


def was_shown(connection: Connection, key: str, now: datetime) -> bool:
    """Tell whether a guide showed that drawing within the last day and hides no more of it since."""
    guides = drawings.guides_with(connection, key)
    return any(_lingers(key, versions.recent(connection, guide, now - STAYS, STAYS_FOR)) for guide in guides)


def _lingers(key: str, newest_first: Sequence[Version]) -> bool:
    """Tell whether one of the older versions shows the drawing, and none after it hides more there."""
    for place, version in enumerate(newest_first):
        picture = _picture_of(version.document, key) if place else None
        if picture is not None:
            return not any(_hides_more(later.document, picture) for later in newest_first[:place])
    return False


def _picture_of(guide: Guide, key: str) -> Picture | None:
    return next(
        (
            step.picture
            for step in guide.steps
            if step.picture and any(drawing.key == key for drawing in drawings_of(step).values())
        ),
        None,
    )


def _hides_more(guide: Guide, picture: Picture) -> bool:
    same = (step.picture for step in guide.steps if step.picture and step.picture.file == picture.file)
    hidden = set(_hidden(picture))
    return any(box not in hidden for each in same for box in _hidden(each))


def _hidden(picture: Picture) -> Iterator[Box]:
    return (mark.box for mark in picture.marks if mark.kind == "hide")


@lru_cache(KEPT)
def _keys(document: str) -> frozenset[str]:
    steps = Guide.model_validate_json(document).steps
    return frozenset(drawing.key for step in steps for drawing in drawings_of(step).values())
