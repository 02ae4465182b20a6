"""Hands a guide to a team's knowledge base: with the editor's link, or to an ask with the ask's own link.

The recorder's only way out.
"""

from __future__ import annotations

import getpass
import json
import re
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

from recorder.errors import RecorderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx2

CONNECT_SECONDS = 10
ANSWER_SECONDS = 120  # a server that is busy still looks at every picture of a large guide

_LINK = re.compile(r"(?P<path>(?:/[^/]+)*)/(?P<kind>join|ask)/(?P<token>[A-Za-z0-9_-]{20,200})/?")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HINT = "it looks like http://ADDRESS:8137/join/… or …/ask/…"

_ONLY_OURS = (401, 403)  # other servers say these too
_SENTENCES = {
    401: "The link has ended or was renewed; ask its owner for a new one.",
    403: "The link is for reading; pushing needs the editor's link.",
    413: "The guide is larger than the server takes; its owner can raise HANDRAIL_UPLOAD_LIMIT.",
    421: "The server does not go by the name in the link; its owner can add it to HANDRAIL_HOSTS.",
}


class PushError(RecorderError):
    """A guide could not be handed over."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where a link leads: the base's address, and the token that opens it, or an ask in it."""

    base: str
    token: str
    is_ask: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an ask asks for, and who asks."""

    title: str
    asker: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a guide that is there already a take is to go; of the three at most one is said."""

    guide: str
    after: str = ""
    again: str = ""
    first: bool = False

    @property
    def fields(self) -> dict[str, str]:
        """The same as the server is told it."""
        said = {"after": self.after, "again": self.again, "first": "1" if self.first else ""}
        return {name: words for name, words in said.items() if words}


def spot_of(into: str | None, after: str = "", again: str = "", *, first: bool = False) -> Spot | None:
    """Return where a take goes, by what was said on the command line; None for a guide of its own.

    Raises:
        PushError: a place is said without its guide, more than one is, or what is said is no id.
    """
    said = [name for name, words in (("--after", after), ("--again", again), ("--first", first)) if words]
    if not into:
        if said:
            raise PushError(f"{said[0]} is a place in a guide; say which with --into.")
        return None
    if len(said) > 1:
        raise PushError(f"{said[0]} and {said[1]} are two places; say one of them.")
    for name in (into, after or "x", again or "x"):
        if not _ID.fullmatch(name):
            raise PushError(
                f"{name!a} is not the id of a guide or a step; copy the command from the guide's page."
            )
    return Spot(into, after, again, first)


def push_guide(path: Path, link: str, spot: Spot | None = None) -> str:
    """Hand a `.guide` file to the knowledge base behind an editor's link; return the guide's address there.

    With a spot it waits beside that guide, to be compared. It asks who is there before it sends anything.
    With the link of an ask it answers that, and what is returned says who has it now.

    Raises:
        PushError: with one sentence, when the guide did not arrive.
    """
    door = read_link(link)
    if door.is_ask:
        return _answer(path, door, spot)
    try:
        with path.open("rb") as file, _talking(door) as client:
            welcome = client.get("api/visitor")
            check_welcome(door, welcome.status_code, welcome.text)
            upload = {"file": (path.name, file, "application/zip")}
            where = f"api/guides/{spot.guide}/takes" if spot else "api/guides"
            fields = spot.fields if spot else {}
            answer = client.post(where, files=upload, data=fields, timeout=ANSWER_SECONDS)
            return read_answer(door, answer.status_code, answer.text)
    except OSError as error:
        raise PushError(f"{path} cannot be read ({error.strerror}).") from error


def read_link(text: str) -> Door:
    """Return where a link leads, as people paste it: with spaces, quotes or angle brackets around it."""
    link = text.strip().strip("<>\"'").strip()
    try:
        parts = urlsplit(link)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        named = False
    found = _LINK.fullmatch(parts.path) if named else None
    if found is None or parts.scheme not in ("http", "https") or parts.username is not None:
        raise PushError(f"This is not a link to a Handrail; {_HINT}.")
    return Door(f"{parts.scheme}://{parts.netloc}{found['path']}/", found["token"], found["kind"] == "ask")


def look_up_ask(door: Door) -> Wanted:
    """Return what is asked for behind the link of an ask; PushError if nothing is, or not any more."""
    with _talking(door) as client:
        return _wanted(door, client)


def check_welcome(door: Door, status: int, text: str) -> None:
    """Refuse to send a guide where no Handrail takes it, by what answered first."""
    answer = _read_object(text)
    if status != HTTPStatus.OK or "may_edit" not in answer:
        raise _refusal(door, status, answer)
    if not answer["may_edit"]:
        raise PushError(_SENTENCES[HTTPStatus.FORBIDDEN])


def read_answer(door: Door, status: int, text: str) -> str:
    """Return the guide's address from what the server answered."""
    answer = _read_object(text)
    if status in (HTTPStatus.OK, HTTPStatus.CREATED) and isinstance(url := answer.get("url"), str):
        address = urljoin(door.base, url)
        if urlsplit(address)[:2] == urlsplit(door.base)[:2]:
            return address
    raise _refusal(door, status, answer)


def is_near(host: str) -> bool:
    """Tell whether a host is on this network, where no proxy stands between."""
    try:
        address = ip_address(host)
    except ValueError:
        return "." not in host or host.lower().rstrip(".").endswith((".local", ".localhost"))
    return address.is_private or address.is_link_local


def _answer(path: Path, door: Door, spot: Spot | None) -> str:
    """Hand a file to whoever asked for it, and return the sentence that says so."""
    if spot:
        raise PushError("--into is a place in a guide; with the link of an ask the place is known.")
    try:
        with path.open("rb") as file, _talking(door) as client:
            wanted = _wanted(door, client)
            upload = {"file": (path.name, file, "application/zip")}
            answer = client.post(f"api/ask/{door.token}/guides", files=upload, timeout=ANSWER_SECONDS)
    except OSError as error:
        raise PushError(f"{path} cannot be read ({error.strerror}).") from error
    if answer.status_code not in (HTTPStatus.OK, HTTPStatus.CREATED):
        raise _refusal(door, answer.status_code, _read_object(answer.text))
    return f"{wanted.asker} has it, looks at it and publishes it."


def _wanted(door: Door, client: httpx2.Client) -> Wanted:
    answer = client.get(f"api/ask/{door.token}")
    said = _read_object(answer.text)
    title, asker = said.get("title"), said.get("asker")
    if answer.status_code == HTTPStatus.OK and isinstance(title, str) and isinstance(asker, str):
        return Wanted(title, asker)
    raise _refusal(door, answer.status_code, said)


@contextmanager
def _talking(door: Door) -> Iterator[httpx2.Client]:
    """Give a client that shows the link's token at that address, and there alone."""
    import httpx2  # noqa: PLC0415 - recording must not pay for it

    shown = {} if door.is_ask else {"Authorization": f"Bearer {door.token}"}
    client = httpx2.Client(
        base_url=door.base,
        headers={
            **shown,
            "Handrail-Name": quote(_user()),
            "Accept": "application/json",
        },
        timeout=CONNECT_SECONDS,
        follow_redirects=False,
        trust_env=not is_near(urlsplit(door.base).hostname or ""),
    )
    try:
        with client:
            yield client
    except httpx2.TimeoutException as error:
        raise PushError(
            f"{door.base} does not answer; check that the server runs, then push again."
        ) from error
    except httpx2.TransportError as error:
        raise PushError(
            f"{door.base} cannot be reached ({error}); check the link and the network."
        ) from error


def _refusal(door: Door, status: int, answer: dict[str, Any]) -> PushError:
    detail = answer.get("detail")
    if status in _SENTENCES and (detail or status not in _ONLY_OURS):
        return PushError(_SENTENCES[status])
    if status == HTTPStatus.GONE and isinstance(detail, str):
        return PushError(detail)
    if status >= HTTPStatus.BAD_REQUEST and isinstance(detail, str):
        return PushError(f"The server refused the guide: {detail}")
    return PushError(f"What answers at {door.base} is not a Handrail; check the link.")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in this system's list of users
        return ""


def _read_object(text: str) -> dict[str, Any]:
    try:
        answer = json.loads(text)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
