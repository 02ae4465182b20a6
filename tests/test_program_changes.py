"""A program changed: the guides that use it need an update, until somebody looked or it is all taken back."""

from io import BytesIO
from pathlib import Path

import pytest

from server import program_changes, reviews
from server.base import open_base
from server.errors import NotFoundError
from server.importing import take_in
from server.settings import Settings
from server.storage import people, traits
from server.storage import program_changes as kept
from tests.reviewing import stands
from tests.serving import guide_bytes


def test_a_changed_program_asks_about_every_guide_that_uses_it(tmp_path: Path) -> None:
    base = open_base(Settings(data=tmp_path))
    with base.database.writing() as connection:
        me = people.machine_user(connection)
    for guide in ("one", "two", "three", "old"):
        take_in(base, BytesIO(guide_bytes(pictured=False, id=guide)), me)
    with base.database.writing() as connection:
        reviews.archive(connection, "old", me)
        assert traits.programs(connection) == (("refund-desk", 3),)
        with pytest.raises(program_changes.NotUsedError, match="ledger"):
            program_changes.tell(connection, "ledger", "Gone", me)
        with pytest.raises(reviews.NoWordsError):
            program_changes.tell(connection, "refund-desk", " ", me)
        reviews.need_update(connection, "two", me, words="A step is missing")
        change = program_changes.tell(connection, "refund-desk", "The button moved", me)
        assert (change.guides, change.open) == (3, 3)
        reviews.verify(connection, "three", me, version=1)
        assert kept.newest(connection)[0].open == 2
    assert stands(base, "one").reason == "Refund desk: The button moved"
    assert stands(base, "old").state == "archived"
    with base.database.writing() as connection:
        back = program_changes.take_back(connection, change.id, me)
        assert back.taken_back_by == me
        with pytest.raises(NotFoundError, match="already"):
            program_changes.take_back(connection, change.id, me)
    assert (stands(base, "one").state, stands(base, "one").reason) == ("published", "")
    assert (stands(base, "two").state, stands(base, "two").reason) == ("needs_update", "A step is missing")
    assert stands(base, "three").state == "published"
    base.database.close()
