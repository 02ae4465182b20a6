"""Links that let others in, and the cookies they turn into: what they look like and how they are checked.

A link is `ADDRESS/join/TOKEN`. The token stands in the path, so that opening it needs no JavaScript; the
answer is a redirect that takes it out of the address again. The base keeps the token's hash only. The cookie
names the link and its *generation*, which renewing counts up: ending and renewing put all its devices out.
"""

import base64
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal
from urllib.parse import quote, urlsplit

Role = Literal["reader", "editor"]

TOKEN_BYTES = 24
LONGEST_PATH = 2_000

_PATH_SAFE = "/?#&=:;@!$'()*+,-._~%[]"
_TICKET = re.compile(r"([0-9]{1,18})\.([0-9]{1,9})\.([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class Link:
    """One link: for whom, what it allows, since when it holds, and how it is used."""

    id: int
    name: str
    role: Role
    generation: int
    since: datetime
    used_at: datetime | None = None
    devices: int = 0


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a cookie says: which link was opened, in which generation, on which device."""

    link: int
    generation: int
    device: str


def new_token() -> str:
    """Return a token of some 190 bits that fits into an address and a small QR code.

    It ends in a letter or digit, since programs that recognise addresses in a text leave other endings out.
    """
    while True:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        if token[-1].isalnum():
            return token


def new_device() -> str:
    """Return a name for one more browser that opened a link."""
    return secrets.token_urlsafe(16)


def hash_token(token: str) -> str:
    """Return what the base keeps of a token; a plain hash will do, for nobody can guess so many bits."""
    return sha256(token.encode()).hexdigest()


def is_same(kept: str, given: str) -> bool:
    """Tell whether two secrets are equal, in a time that says nothing about where they differ."""
    return hmac.compare_digest(kept.encode(), given.encode())


def link_address(base: str, token: str) -> str:
    """Return the address to hand out."""
    return f"{base.rstrip('/')}/join/{token}"


def cookie_name(key: bytes) -> str:
    """Return the cookie's name, one a base: browsers do not tell the ports of one machine apart."""
    return f"handrail-{sha256(b'name' + key).hexdigest()[:8]}"


def sign_ticket(ticket: Ticket, key: bytes) -> str:
    """Return a ticket as a cookie's value."""
    said = f"{ticket.link}.{ticket.generation}.{ticket.device}"
    return f"{said}.{_signature(said, key)}"


def read_ticket(value: str, key: bytes) -> Ticket | None:
    """Return what a cookie says, or None unless we signed it."""
    found = _TICKET.fullmatch(value)
    if found is None:
        return None
    link, generation, device, signature = found.groups()
    if not is_same(_signature(f"{link}.{generation}.{device}", key), signature):
        return None
    return Ticket(int(link), int(generation), device)


def own_path(text: str) -> str | None:
    r"""Return a path of ours that is safe to redirect to, with query and fragment; None for anything else.

    Browsers take `//` and `/\` for another host, and drop tabs and line breaks before they look.
    """
    whole = quote(text, safe=_PATH_SAFE)
    if len(whole) > LONGEST_PATH or re.search(r"[\x00-\x20\x7f\\]", text) or not re.match(r"/(?!/)", whole):
        return None
    return None if urlsplit(whole).path.startswith("/join") else whole


def _signature(said: str, key: bytes) -> str:
    made = hmac.digest(key, b"ticket:" + said.encode(), "sha256")
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode("ascii")
