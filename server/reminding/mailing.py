"""One mail with all that waits for a person, and the way to the mail server."""

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from server.errors import ServerError
from server.rendering import catalogue
from server.settings import Settings

TIMEOUT_SECONDS = 30.0
LONGEST_ADDRESS = 254
_FOR_GOOD = 500


class NotAnAddressError(ServerError):
    """What was given is no address that mail can go to."""

    status = 422


class NotSentError(ServerError):
    """The mail did not go out; `for_good` says that trying again is of no use."""

    def __init__(self, sentence: str, *, for_good: bool = False) -> None:
        super().__init__(sentence)
        self.for_good = for_good


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits, as a mail says it."""

    about: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Sent:
    """Which mail it is: its person's lasting name, the day it is for, and when it is written."""

    name: str
    day: date
    at: datetime


def checked(address: str) -> str:
    """Return the address that mail goes to, empty for none.

    Raises:
        NotAnAddressError: mail cannot go there.
    """
    text = address.strip()
    if not text:
        return ""
    try:
        made = Address(addr_spec=text)
    except (ValueError, MessageError, IndexError) as error:
        raise NotAnAddressError("Write the address like name@example.com.") from error
    is_fine = (
        made.username and made.domain and made.addr_spec == text and text.isascii() and text.isprintable()
    )
    if not is_fine or len(text) > LONGEST_ADDRESS or " " in text:
        raise NotAnAddressError("Write the address like name@example.com.")
    return text


def mail(
    settings: Settings, to: str, lines: Sequence[Line], home: str, about: Sent, *, more: int = 0
) -> EmailMessage:
    """Return the mail about what waits, of which so much `more` waits than it says."""
    translations = catalogue(settings.language)
    _, many = translations.gettext, translations.ngettext
    message = EmailMessage(SMTP)
    count = len(lines) + more
    subject = many("%(num)d thing waits for you", "%(num)d things wait for you", count) % {"num": count}
    message["Subject"] = f"{subject} · Handrail"
    message["From"] = settings.smtp_from or f"handrail@{settings.smtp_host}"
    message["To"] = to
    message["Date"] = about.at
    message["Message-ID"] = f"<{about.name}.{about.day:%Y%m%d}@handrail.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    said = [f"{each.about}\n{each.words}\n{each.url}" for each in lines]
    if more:
        said.append(many("and one more", "and %(num)d more", more) % {"num": more} + f": {home}/waiting")
    foot = _("You asked to be reminded. How often, and whether at all: %(address)s") % {
        "address": f"{home}/reminders"
    }
    message.set_content("\n\n".join([f"{subject}:", *said, f"-- \n{foot}"]) + "\n")
    return message


def send(settings: Settings, message: EmailMessage) -> None:
    """Hand the mail to the mail server.

    Raises:
        NotSentError: it did not take it; the sentence says why.
    """
    try:
        with _server(settings) as server:
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise NotSentError(
            f"The mail server refused the address ({code} {_text(words)}).", for_good=code >= _FOR_GOOD
        ) from error
    except smtplib.SMTPResponseException as error:
        raise NotSentError(
            f"The mail server answered {error.smtp_code} {_text(error.smtp_error)}."
        ) from error
    except (
        smtplib.SMTPException,
        OSError,
        ValueError,
    ) as error:  # a password may have letters it cannot send
        raise NotSentError(f"The mail server {settings.smtp_host} cannot be used ({error}).") from error


def _server(settings: Settings) -> smtplib.SMTP:
    where = (settings.smtp_host, settings.smtp_port)
    if settings.smtp_security == "tls":
        return smtplib.SMTP_SSL(*where, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(*where, timeout=TIMEOUT_SECONDS)
    if settings.smtp_security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def _text(words: bytes | str) -> str:
    return " ".join((words.decode(errors="replace") if isinstance(words, bytes) else words).split())
