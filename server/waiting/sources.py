"""Every source of what waits for a person. Another one is a file here, a template, and a line below."""

from server.settings import Settings
from server.waiting.base import Source
from server.waiting.feedback import of_readers
from server.waiting.recordings import recordings_that_came, recordings_wanted
from server.waiting.reviews import reviews_waiting


def sources(settings: Settings) -> tuple[Source, ...]:
    """Return the sources under those settings."""
    return (
        of_readers,
        recordings_that_came,
        recordings_wanted,
        reviews_waiting(settings.rhythm),
    )
