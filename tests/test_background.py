"""What is done in the background goes on, whatever goes wrong."""

import logging
from threading import Event

import pytest
from sqlalchemy.exc import OperationalError

from server.background import attending
from server.bell import Bell
from server.errors import ServerError


def test_what_went_wrong_is_told_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    wrong = iter(
        [
            OperationalError("BEGIN", {}, Exception("database is locked")),
            ServerError("The picture is gone."),
            ValueError("a defect"),
        ]
    )
    done = Event()

    def work(_stop: Event) -> None:
        for each in wrong:
            raise each
        done.set()

    with caplog.at_level(logging.WARNING), attending("painting", Bell(), work, 0.01):
        assert done.wait(10)
    told = [(each.getMessage(), each.exc_info is not None) for each in caplog.records]
    assert told == [
        ("Painting waits, and is tried again: database is locked", False),
        ("Painting waits, and is tried again: The picture is gone.", False),
        ("Painting went wrong, and is tried again.", True),
    ]
