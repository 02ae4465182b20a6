"""Draws what readers see, once: in the background after a change, or when a reader is first.

The list of what is to be drawn is in the database, so several processes share the work and none does it
twice.
"""

import contextlib
import re
import time
from collections.abc import Iterator, Sequence
from io import BytesIO
from threading import Event

from PIL import Image

from recorder.document.paint import encode
from server import clock
from server.background import attending
from server.base import KnowledgeBase
from server.drawings import Drawing
from server.storage import drawings, pictures, redactions, uploads
from server.trash import empty

KEY = re.compile("[0-9a-f]{64}")
AT_ONCE = 8
LOOK_AGAIN_SECONDS = 30.0
COLLECT_SECONDS = 24 * 3600.0
WAIT_SECONDS = 2.0  # then a reader draws it once more; whoever claimed it may be gone
POLL_SECONDS = 0.05


def drawn_bytes(base: KnowledgeBase, key: str) -> bytes | None:
    """Return the drawing of that key, drawn now if nobody did; None if no guide wants such a drawing."""
    if not KEY.fullmatch(key):
        return None
    name = drawings.object_name(key)
    with base.database.reading() as connection:
        wanted = drawings.drawing(connection, key)
    if wanted is None:  # also where it is drawn: a redaction wants it no more before its bytes are deleted
        return None
    body = base.objects.get(name)
    if body is not None:
        return body
    with base.database.writing() as connection:
        mine = drawings.claim(connection, 1, key)
    return (None if mine else _awaited(base, name)) or draw(base, wanted)


def draw_waiting(base: KnowledgeBase, stop: Event | None = None) -> int:
    """Draw whatever waits to be drawn until told to stop, and return how much that was."""
    count = 0
    while not (stop and stop.is_set()):
        with base.database.reading() as connection:
            if not drawings.has_work(connection):
                break
        with base.database.writing() as connection:
            claimed = drawings.claim(connection, AT_ONCE)
        if not claimed:
            break
        for place, drawing in enumerate(claimed):
            if stop and stop.is_set():
                _give_back(base, claimed[place:])
                break
            draw(base, drawing)
            count += 1
    return count


def _give_back(base: KnowledgeBase, claimed: Sequence[Drawing]) -> None:
    with base.database.writing() as connection:
        drawings.release(connection, [each.key for each in claimed])


def draw(base: KnowledgeBase, drawing: Drawing) -> bytes | None:
    """Draw and keep the drawing and return its bytes; None if its picture is gone, or it is wanted no more.

    The bytes are put inside the transaction, so that a redaction that forgets the drawing also finds them.
    """
    body = painted_bytes(base, drawing)
    if body is None:
        return None
    with base.database.writing() as connection:
        if not drawings.is_wanted(connection, drawing.key):
            return None
        base.objects.put(drawings.object_name(drawing.key), body)
        drawings.made(connection, [drawing.key])
    return body


def painted_bytes(base: KnowledgeBase, drawing: Drawing) -> bytes | None:
    """Draw the drawing and return its bytes, kept nowhere; None if its picture is gone."""
    file = drawing.picture.file
    with base.database.reading() as connection:
        if redactions.withheld(connection, [file]):
            return None
    original = base.objects.get(pictures.object_name(file))
    if original is None:
        return None
    with Image.open(BytesIO(original)) as image:
        return encode(drawing.painted(image))


@contextlib.contextmanager
def painting(base: KnowledgeBase) -> Iterator[None]:
    """Draw in the background as long as the context lasts."""
    collected_at = -COLLECT_SECONDS

    def work(stop: Event) -> None:
        nonlocal collected_at
        draw_waiting(base, stop)
        if time.monotonic() - collected_at > COLLECT_SECONDS:
            empty(base, clock.now())
            collect_unused(base)
            collected_at = time.monotonic()

    with attending("painting", base.to_paint, work, LOOK_AGAIN_SECONDS):
        yield


def collect_unused(base: KnowledgeBase) -> int:
    """Delete what an interrupted import left behind and uploads that nobody uses; return how much it was.

    It is a writing transaction, so that no import comes to need what is being deleted.
    """
    with base.database.writing() as connection:
        uploads.sweep(connection, clock.now())
        return pictures.collect(connection, base.objects, clock.now())


def _awaited(base: KnowledgeBase, name: str) -> bytes | None:
    """Return what another process or thread is drawing, or None if it takes too long."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        body = base.objects.get(name)
        if body is not None:
            return body
        time.sleep(POLL_SECONDS)
    return None
