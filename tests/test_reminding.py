"""Mail of what waits, by a real mail server: once, again after a failure, none where nothing waits."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from server import clock, keeping, reviews, sharing
from server.app import create_app
from server.base import KnowledgeBase, open_base
from server.importing import take_in
from server.keeping import Keeping
from server.model import Person
from server.reminding.mailing import Line, NotAnAddressError, Sent, checked, mail
from server.reminding.setting import remind
from server.reminding.slots import day_of_mail
from server.reminding.working import send_due
from server.settings import Settings
from server.storage import reminders
from tests.mail_server import Box, mail_server
from tests.reviewing import editor, leave
from tests.serving import guide_bytes, visit

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@pytest.fixture
def box() -> Iterator[Box]:
    with mail_server() as box:
        yield box


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    times = [FRIDAY]
    monkeypatch.setattr(clock, "now", lambda: times[0])
    return times


@pytest.fixture
def settings(tmp_path: Path, box: Box) -> Settings:
    return Settings(
        data=tmp_path,
        timezone="Europe/Berlin",
        smtp_host="127.0.0.1",
        smtp_port=box.port,
        smtp_security="none",
        address="https://guides.example/",
    )


@pytest.fixture
def base(settings: Settings, now: list[datetime]) -> Iterator[KnowledgeBase]:
    del now
    create_app(settings).state.base.database.close()  # makes what signs
    base = open_base(settings)
    yield base
    base.database.close()


@pytest.fixture
def amara(base: KnowledgeBase) -> Person:
    """Return an editor who owns a guide and gets mail on Mondays."""
    person = editor(base, "Amara Diallo")
    take_in(base, BytesIO(guide_bytes(pictured=False)), person)
    with base.database.writing() as connection:
        keeping.keep_guide(connection, "refund", Keeping(owner="Amara Diallo", days=2))
    remind(base, person, "amara@example.com", "weekly")
    return person


def trouble(base: KnowledgeBase, person: Person) -> str:
    with base.database.reading() as connection:
        return reminders.of(connection, person.id).trouble


def test_mail_comes_on_the_day_once_and_says_what_waits(
    base: KnowledgeBase, amara: Person, box: Box, now: list[datetime]
) -> None:
    del amara
    assert send_due(base) == 0  # not before the next Monday
    now[0] = datetime(2026, 11, 30, 5, 59, tzinfo=UTC)
    assert send_due(base) == 0
    now[0] = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)  # seven in Berlin
    assert send_due(base) == 1
    assert send_due(base) == 0
    (came,) = box.came
    assert came["To"] == "amara@example.com"
    assert came["Subject"] == "1 thing waits for you · Handrail"
    text = came.get_content()
    assert "How to process a customer refund\nIts review was due on 29 Nov 2026\n" in text.replace("\r", "")
    assert "https://guides.example/guides/refund" in text
    assert "https://guides.example/reminders" in text
    now[0] += timedelta(days=7)
    assert send_due(base) == 1
    assert len({each["Message-ID"] for each in box.came}) == 2


def test_nothing_is_sent_when_nothing_waits_or_to_whoever_left(
    base: KnowledgeBase, amara: Person, box: Box, now: list[datetime]
) -> None:
    now[0] += timedelta(days=4)
    with base.database.writing() as connection:
        reviews.archive(connection, "refund", amara)
    assert send_due(base) == 0
    with base.database.writing() as connection:
        reviews.bring_back(connection, "refund", amara)
    assert send_due(base) == 0  # this Monday is done
    leave(base, "Amara Diallo")
    now[0] += timedelta(days=7)
    assert send_due(base) == 0
    assert not box.came


def test_several_processes_send_it_once(
    base: KnowledgeBase, amara: Person, box: Box, now: list[datetime]
) -> None:
    del amara
    now[0] += timedelta(days=4)
    others = [open_base(base.settings) for _ in range(3)]
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(send_due, [base, *others]))
    assert sum(sent) == len(box.came) == 1
    for other in others:
        other.database.close()


def test_what_did_not_go_out_is_sent_later(
    base: KnowledgeBase, amara: Person, box: Box, now: list[datetime]
) -> None:
    now[0] += timedelta(days=4)
    box.refusal = "451 Not now, the disk is full"
    assert send_due(base) == 0
    assert trouble(base, amara) == "The mail server answered 451 Not now, the disk is full."
    box.refusal = ""
    assert send_due(base) == 0  # left alone for ten minutes
    now[0] += timedelta(minutes=10)
    assert send_due(base) == 1
    assert trouble(base, amara) == ""
    now[0] += timedelta(days=7)
    box.refusal = "550 Nobody of that name"
    assert send_due(base) == 0
    assert "refused the address (550 Nobody of that name)" in trouble(base, amara)
    box.refusal = ""
    now[0] += timedelta(minutes=10)
    assert send_due(base) == 0  # the address is wrong for good: not before the next time


def test_a_server_that_is_not_there_costs_nothing_but_the_mail(
    base: KnowledgeBase, amara: Person, now: list[datetime], settings: Settings
) -> None:
    now[0] += timedelta(days=4)
    gone = open_base(settings.model_copy(update={"smtp_port": 1}))
    assert send_due(gone) == 0
    assert "cannot be used" in trouble(base, amara)
    plain = open_base(settings.model_copy(update={"smtp_security": "starttls"}))
    now[0] += timedelta(minutes=10)
    assert send_due(plain) == 0
    assert "cannot be used" in trouble(base, amara)  # it would have told everything unencrypted
    now[0] += timedelta(minutes=10)
    assert send_due(base) == 1
    for each in (gone, plain):
        each.database.close()


def test_a_password_that_cannot_be_sent_is_said_and_ends_no_thread(
    base: KnowledgeBase, amara: Person, now: list[datetime], settings: Settings
) -> None:
    now[0] += timedelta(days=4)
    secret = {"smtp_user": "amara", "smtp_password": SecretStr("Grüße")}
    umlauts = open_base(settings.model_copy(update=secret))
    assert send_due(umlauts) == 0
    assert "cannot be used" in trouble(base, amara)
    umlauts.database.close()


def test_over_two_years_whoever_was_off_for_weeks_gets_one_mail(
    base: KnowledgeBase, amara: Person, box: Box, now: list[datetime]
) -> None:
    del amara
    end = now[0] + timedelta(days=731)
    while now[0] < end:
        now[0] += timedelta(days=29)
        assert send_due(base) == 1
    assert len(box.came) == len({each["Message-ID"] for each in box.came}) == 26


@pytest.mark.parametrize(
    ("often", "local", "day"),
    [
        ("never", "2026-11-30T12:00", None),
        ("daily", "2026-11-30T06:59", date(2026, 11, 29)),
        ("daily", "2026-11-30T07:00", date(2026, 11, 30)),
        ("daily", "2027-03-28T07:00", date(2027, 3, 28)),  # the clock went forward at two
        ("daily", "2026-10-25T07:00", date(2026, 10, 25)),  # the clock went back at three
        ("weekly", "2026-11-30T06:59", date(2026, 11, 23)),
        ("weekly", "2026-11-30T07:00", date(2026, 11, 30)),
        ("weekly", "2026-12-06T23:00", date(2026, 11, 30)),
    ],
)
def test_mail_is_out_from_seven_where_the_base_stands(often: Any, local: str, day: date | None) -> None:
    assert day_of_mail(often, datetime.fromisoformat(local).replace(tzinfo=BERLIN)) == day


@pytest.mark.parametrize(
    "wrong",
    ["amara", "@example.com", "amara@", "a b@example.com", "a@b@c", "a@example.com\nBcc: b@example.com",
     "Amara <a@example.com>", "a@example.com, b@example.com", "ä@example.com", "a" * 250 + "@example.com"],
)  # fmt: skip
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(NotAnAddressError, match=r"name@example\.com"):
        checked(wrong)


def test_an_address_is_kept_as_it_was_written() -> None:
    assert checked(" Amara.Diallo+guides@Example.com ") == "Amara.Diallo+guides@Example.com"
    assert checked("  ") == ""


def test_feeds_are_read_with_their_address_alone(settings: Settings, now: list[datetime]) -> None:
    app = create_app(settings.model_copy(update={"share": True}))
    amara, calendar_program = visit(app, "editor"), visit(app)
    amara.put("/api/name", json={"name": "Amara Diallo"})
    amara.post("/api/guides", files={"file": ("a.guide", guide_bytes(pictured=False))})
    amara.put("/api/guides/refund/review", json={"owner": "Amara Diallo"})
    told = amara.put("/api/reminders", json={"email": "amara@example.com", "often": "daily"}).json()
    calendar, feed = (told[name].removeprefix("http://localhost") for name in ("calendar", "feed"))
    assert told["calendar"] in amara.get("/reminders").text
    first = calendar_program.get(calendar)
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;VALUE=DATE:20271127" in first.text
    assert calendar_program.get(calendar, headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert "Version 1" in calendar_program.get(feed).text
    now[0] += timedelta(days=731)
    late = calendar_program.get(calendar).text
    assert "DTSTART;VALUE=DATE:20281127" in late
    assert "Its review was due on 27 Nov 2027" in late
    uids = {line for text in (first.text, late) for line in text.splitlines() if line.startswith("UID:")}
    assert len(uids) == 1
    assert "Its review was due on 27 Nov 2027" in calendar_program.get(feed).text
    for wrong in (calendar[:-20] + "x/reviews.ics", calendar.replace("/feeds/", "/feeds/9"), "/api/guides"):
        assert calendar_program.get(wrong).status_code in (401, 404)
    assert amara.post("/api/reminders/renew").json()["calendar"] != told["calendar"]
    assert calendar_program.get(calendar).status_code == 404
    bad = amara.post("/reminders", data={"email": "amara", "often": "daily"})
    assert bad.status_code == 422
    assert "Write the address like" in bad.text
    amara.post("/reminders", data={"email": "amara@office.example", "often": "never"})
    assert "No mail is sent to you." in amara.get("/reminders").text
    for often, said in (("daily", "every day"), ("weekly", "on Mondays")):
        amara.post("/reminders", data={"email": "amara@office.example", "often": often})
        told_now = amara.get("/reminders").text
        assert f"What waits goes to amara@office.example {said} at seven." in told_now


def test_a_feed_tells_whoever_only_reads_by_now_what_readers_see(
    settings: Settings, now: list[datetime]
) -> None:
    app = create_app(settings.model_copy(update={"share": True}))
    amara, ben = visit(app, "reader"), visit(app, "editor")
    ben.put("/api/name", json={"name": "Ben"})
    ben.post("/api/guides", files={"file": ("a.guide", guide_bytes(pictured=False))})
    amara.post("/api/guides/refund/feedback", json={"kind": "comment", "words": "Fine", "name": "Amara"})
    token = sharing.add(app.state.base, "Amara's", "editor").token
    amara.get(f"/join/{token}")
    amara.put("/api/guides/refund/review", json={"owner": "Amara", "days": 2})
    feed = amara.put("/api/reminders", json={}).json()["feed"].removeprefix("http://localhost")
    now[0] += timedelta(days=4)
    assert "Its review was due" in visit(app).get(feed).text
    sharing.end(app.state.base, "Amara's")
    read = visit(app).get(feed)
    assert "Version 1" in read.text
    assert "Its review was due" not in read.text


def test_a_mail_says_what_presses_most_and_how_much_more_there_is(settings: Settings) -> None:
    lines = [
        Line(f"Guide {number}", "Its review is due today", "https://guides.example/") for number in range(2)
    ]
    sent = mail(
        settings, "a@example.com", lines, "https://guides.example", Sent("one", FRIDAY.date(), FRIDAY), more=3
    )
    assert sent["Subject"] == "5 things wait for you · Handrail"
    assert "and 3 more: https://guides.example/waiting" in sent.get_content()
