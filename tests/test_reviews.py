"""How a guide goes from draft to archive, who may move it, and that each move is kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from recorder.document.guidefile import read_guide
from server import clock, reviews, trash
from server.base import KnowledgeBase, open_base
from server.changing import change
from server.editing.edits import SetCaption
from server.files import packed, sent
from server.importing import take_in
from server.keeping import Keeping, keep_guide
from server.model import Person
from server.publishing import publish_draft
from server.searching.finding import find
from server.settings import Settings
from server.states import CannotMoveError
from server.storage import guides, people
from server.storage import reviews as kept
from tests.reviewing import editor, leave, stands
from tests.serving import guide_bytes

START = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    times = [START]
    monkeypatch.setattr(clock, "now", lambda: times[0])
    return times


@pytest.fixture
def base(tmp_path: Path, now: list[datetime]) -> Iterator[KnowledgeBase]:
    del now
    base = open_base(Settings(data=tmp_path))
    yield base
    base.database.close()


@pytest.fixture
def amara(base: KnowledgeBase) -> Person:
    """Return an editor whose link holds, with the example published by her."""
    person = editor(base, "Amara Diallo")
    take_in(base, BytesIO(guide_bytes(pictured=False)), person)
    return person


def log_of(base: KnowledgeBase) -> list[tuple[str, str, str, int]]:
    with base.database.reading() as connection:
        moves = kept.history(connection, "refund")
    return [(each.kind, each.state, each.person.name, each.version) for each in reversed(moves)]


def reword(base: KnowledgeBase, person: Person, words: str) -> None:
    with base.database.writing() as connection:
        change(
            connection, "refund", [SetCaption(step="s3", before="Fill in **Note**", caption=words)], person
        )


def test_what_is_published_is_not_verified_until_somebody_looked(
    base: KnowledgeBase, amara: Person, now: list[datetime]
) -> None:
    assert (stands(base).state, stands(base).is_verified) == ("published", False)
    assert stands(base).review_from == START
    now[0] += timedelta(days=400)
    assert base.settings.rhythm.turn(stands(base), now[0]) == "overdue"
    with base.database.writing() as connection:
        reviews.verify(connection, "refund", amara, version=1)
    assert stands(base).is_verified
    assert (stands(base).verified_by, stands(base).verified_at) == (amara, now[0])
    assert base.settings.rhythm.turn(stands(base), now[0]) == ""
    assert log_of(base) == [
        ("published", "published", "Amara Diallo", 1),
        ("verified", "published", "Amara Diallo", 1),
    ]


def test_a_new_version_is_not_verified_by_what_was_seen_before(base: KnowledgeBase, amara: Person) -> None:
    with base.database.writing() as connection:
        reviews.verify(connection, "refund", amara, version=1)
    reword(base, amara, "Fill in **Note** well")
    with base.database.writing() as connection:
        publish_draft(connection, "refund", amara)
    assert not stands(base).is_verified
    with base.database.writing() as connection, pytest.raises(reviews.NotWhatWasSeenError):
        reviews.verify(connection, "refund", amara, version=1)


def test_the_reviewer_approves_and_that_publishes_and_verifies(base: KnowledgeBase, amara: Person) -> None:
    ben = editor(base, "Ben Okoro")
    with base.database.writing() as connection:
        kept.put(connection, "refund", reviewer=ben.id)
    reword(base, amara, "Fill in **Note** well")
    with base.database.writing() as connection:
        reviews.ask(connection, "refund", amara, words="A clearer caption")
    assert stands(base).state == "review"
    assert stands(base).version == 1
    with base.database.writing() as connection, pytest.raises(reviews.NotTheReviewerError, match="Ben Okoro"):
        publish_draft(connection, "refund", amara, approved=True)
    with base.database.writing() as connection, pytest.raises(reviews.NoWordsError):
        reviews.want_changes(connection, "refund", ben, words="  ")
    with base.database.writing() as connection:
        reviews.want_changes(connection, "refund", ben, words="Say which note")
    assert stands(base).state == "published"
    with base.database.writing() as connection:
        reviews.ask(connection, "refund", amara)
        publish_draft(connection, "refund", ben, approved=True)
    assert (stands(base).state, stands(base).version, stands(base).verified_by) == ("published", 2, ben)
    assert [kind for kind, *_ in log_of(base)] == [
        "published",
        "asked",
        "changes_wanted",
        "asked",
        "approved",
    ]


def test_a_reviewer_who_may_edit_no_longer_holds_nobody_up(base: KnowledgeBase, amara: Person) -> None:
    ben = editor(base, "Ben Okoro")
    with base.database.writing() as connection:
        kept.put(connection, "refund", reviewer=ben.id)
        reviews.ask(connection, "refund", amara)
    leave(base, "Ben Okoro")
    with base.database.writing() as connection:
        assert reviews.answerer(stands(base), reviews.editors(connection)) is None
        publish_draft(connection, "refund", amara, approved=True)
    assert stands(base).verified_by == amara


def test_reasons_for_an_update_stay_until_they_are_settled(base: KnowledgeBase, amara: Person) -> None:
    with base.database.writing() as connection:
        reviews.need_update(connection, "refund", amara, words="The button\nis green")
        reviews.need_update(connection, "refund", amara, words="The window moved")
    assert stands(base).state == "needs_update"
    assert stands(base).reason == "The button is green\nThe window moved"
    with base.database.writing() as connection:
        reviews.ask(connection, "refund", amara)
        assert guides.published(connection)[0].needs_update
        reviews.withdraw(connection, "refund", amara)
    assert stands(base).state == "needs_update"
    with base.database.writing() as connection:
        reviews.archive(connection, "refund", amara)
        reviews.bring_back(connection, "refund", amara)
    assert stands(base).state == "needs_update"
    with base.database.writing() as connection:
        reviews.verify(connection, "refund", amara, version=1)
    assert (stands(base).state, stands(base).reason) == ("published", "")


def test_an_archived_guide_is_in_no_list_and_not_found_and_still_there(
    base: KnowledgeBase, amara: Person
) -> None:
    with base.database.writing() as connection:
        reviews.archive(connection, "refund", amara, words="We sell no more")
    with base.database.writing() as connection:
        assert not guides.published(connection)
        assert not guides.count(connection)
        assert not find(connection, "refund").found
        summary = guides.summary(connection, "refund")
        assert summary is not None
        assert summary.state == "archived"
        with pytest.raises(CannotMoveError, match="bring it back"):
            reviews.need_update(connection, "refund", amara, words="x")
    reword(base, amara, "Fill in **Note** well")
    with base.database.writing() as connection, pytest.raises(CannotMoveError, match="bring it back"):
        publish_draft(connection, "refund", amara)
    with base.database.writing() as connection:
        trash.put(connection, "refund", amara)
        trash.put_back(connection, "refund")
        assert not find(connection, "refund").found
        reviews.bring_back(connection, "refund", amara)
        assert [each.guide.id for each in find(connection, "refund").found] == ["refund"]


def test_a_name_that_was_only_given_is_taken_by_who_comes_with_it(base: KnowledgeBase) -> None:
    with base.database.writing() as connection:
        named = people.called(connection, "Chi Nakamura")
        assert people.called(connection, "chi nakamura") == named
        assert not next(each for each in people.known(connection) if each.person == named).may_edit
    came = editor(base, "Chi Nakamura")
    assert came.id == named.id
    assert editor(base, "Chi Nakamura", "Phone").id != came.id  # the next device of that name
    with base.database.reading() as connection:
        assert len(people.namesakes(connection, came)) == 2
        assert [each.person.name for each in people.known(connection)] == ["Chi Nakamura"]


def test_the_owner_travels_with_the_file(base: KnowledgeBase, tmp_path: Path) -> None:
    amara = editor(base, "Amara Diallo")
    take_in(base, BytesIO(guide_bytes(pictured=False, owner="amara diallo")), amara)
    assert stands(base).owner == amara
    with base.database.writing() as connection:
        keep_guide(connection, "refund", Keeping(owner="Chi Nakamura"))
    file = tmp_path / "back.guide"
    stream = packed(base, "refund")
    assert stream is not None
    file.write_bytes(b"".join(sent(stream)))
    with read_guide(file) as back:
        assert back.guide.owner == "Chi Nakamura"
    assert take_in(base, file, amara).outcome == "same"
