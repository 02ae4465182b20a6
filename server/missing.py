"""Notes that a search found nothing. It is done after the answer, so nobody waits for it."""

import logging

from sqlalchemy.exc import DatabaseError

from server import clock
from server.base import KnowledgeBase
from server.storage import counters, missed, redactions

log = logging.getLogger(__name__)


def note_miss(base: KnowledgeBase, question: str) -> None:
    """Keep that a search found nothing, without what was redacted here."""
    try:
        with base.database.writing() as connection:
            words = redactions.rewriter(connection, None).text(question)
            if missed.note(connection, words, clock.now()):
                counters.bump(connection, counters.DRAFTS)  # editors are told on their home page
    except DatabaseError as error:  # a full disk must not turn an answer that is out into a failure
        log.warning("A search that found nothing could not be noted: %s", error.orig)
