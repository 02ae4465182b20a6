"""Addresses of feeds. Calendar programs send no cookies, so an address carries a token that reads one feed.

A token is made of what signs this base's cookies, the person and a generation: nothing secret is kept, it can
be shown again, and a new generation ends all addresses before it.
"""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID, uuid5

_LETTERS = 32


def feed_token(key: bytes, person: int, generation: int) -> str:
    """Return the token of a person's feeds."""
    made = hmac.digest(key, f"feed:{person}:{generation}".encode(), "sha256")
    return urlsafe_b64encode(made).decode()[:_LETTERS]


def is_token(key: bytes, person: int, generation: int, given: str) -> bool:
    """Tell whether somebody holds that token."""
    return hmac.compare_digest(feed_token(key, person, generation).encode(), given.encode())


def base_id(key: bytes) -> UUID:
    """Return what names this knowledge base for good, wherever it is served; it tells nothing of the key."""
    return UUID(bytes=sha256(b"handrail base:" + key).digest()[:16])


def named(base: UUID, *what: object) -> UUID:
    """Return the lasting name of something in a base."""
    return uuid5(base, "/".join(str(each) for each in what))
