"""Where a finished take lands: in the knowledge base, as a draft of this machine's user."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from server.base import KnowledgeBase
from server.importing import take_in
from server.recording.port import RecorderPort
from server.storage.people import machine_user


def land(base: KnowledgeBase, file: Path) -> str:
    """Take a guide's file in as a draft and return the guide's id."""
    with base.database.writing() as connection:
        person = machine_user(connection)
    arrival = take_in(base, file, person, as_draft=True)
    base.to_paint.ring()
    return arrival.guide


@contextmanager
def taking(base: KnowledgeBase, recorder: RecorderPort | None) -> Iterator[None]:
    """Let the recorder, if there is one, be started as long as the context lasts."""
    if recorder is None:
        yield
        return
    recorder.open(partial(land, base))
    try:
        yield
    finally:
        recorder.close()
