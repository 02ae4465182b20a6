"""Sends each person's mail in the background: once, whatever processes there are, and again if it failed."""

import contextlib
import logging
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from email.message import EmailMessage
from threading import Event

from server import clock
from server.background import attending
from server.base import KnowledgeBase
from server.bell import Bell
from server.model import Person
from server.reminding.mailing import Line, NotSentError, Sent, mail, send
from server.reminding.slots import day_of_mail
from server.reminding.tokens import base_id, named
from server.sharing import noted_addresses
from server.storage import links, people, reminders
from server.storage.reminders import Reminders
from server.waiting.base import Waiting
from server.waiting.gathering import sentence, waiting_for

log = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 60.0
MOST_LINES = 50
"""Of what waits, the most pressing; the rest is on the page."""
TRY_AGAIN = timedelta(minutes=10)
"""So long one process has a mail to itself; then it is tried again, by whichever comes to it."""


def send_due(base: KnowledgeBase, stop: Event | None = None) -> int:
    """Send what is to be out by now and return how many mails that was."""
    if not base.settings.smtp_host:
        return 0
    with base.database.reading() as connection:
        wanted = reminders.wanted(connection)
    count = 0
    for person, kept in wanted:
        if stop and stop.is_set():
            break
        now = clock.now()
        day = day_of_mail(kept.often, now.astimezone(base.settings.zone))
        if day is None or (kept.done_for and kept.done_for >= day):
            continue
        with base.database.writing() as connection:
            mine = reminders.claim(connection, person.id, day, now, now + TRY_AGAIN)
        if mine:
            count += _send_to(base, person, kept, day)
    return count


def _send_to(base: KnowledgeBase, person: Person, kept: Reminders, day: date) -> bool:
    """Send a mail, unless nothing waits or they may not read any more; tell whether it went."""
    with base.database.reading() as connection:
        may_read = people.may_read(connection, person.id)
    waiting = waiting_for(base, person) if may_read else ()
    trouble = ""
    try:
        if waiting:
            send(base.settings, mail_of(base, person, kept.email, waiting, day))
    except NotSentError as error:
        log.warning("The reminder for %s did not go out: %s", person.name, error)
        trouble = str(error)
        if not error.for_good:
            with base.database.writing() as connection:
                reminders.failed(connection, person.id, trouble)
            return False
    with base.database.writing() as connection:
        reminders.done(connection, person.id, day, trouble)
    return bool(waiting) and not trouble


def mail_of(
    base: KnowledgeBase, person: Person, to: str, waiting: Sequence[Waiting], day: date
) -> EmailMessage:
    """Return the mail of a day that tells the person what waits."""
    home = home_of(base)
    lines = tuple(
        Line(each.about, sentence(base, each), f"{home}{each.url}") for each in waiting[:MOST_LINES]
    )
    about = Sent(_name(base, person), day, clock.now())
    return mail(base.settings, to, lines, home, about, more=len(waiting) - len(lines))


def home_of(base: KnowledgeBase) -> str:
    """Return the address under which whoever reads mail opens this base, without a slash at its end."""
    noted = noted_addresses(base)
    here = f"http://127.0.0.1:{base.settings.port}"
    return (base.settings.address or (noted[0] if noted else here)).rstrip("/")


def _name(base: KnowledgeBase, person: Person) -> str:
    with base.database.reading() as connection:
        key = links.read_fact(connection, "signing key") or ""
    return named(base_id(bytes.fromhex(key)), "mail", person.id).hex


@contextlib.contextmanager
def reminding(base: KnowledgeBase) -> Iterator[None]:
    """Send mail in the background as long as the context lasts, where a mail server is set up."""
    if not base.settings.smtp_host:
        yield
        return

    with attending("reminding", Bell(), lambda stop: send_due(base, stop), LOOK_AGAIN_SECONDS):
        yield
