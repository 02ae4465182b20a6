"""Whether another site's page makes a browser ask, told by the headers that pages cannot forge.

Over plain http at an office address browsers leave `Sec-Fetch-*` out; there `Origin` decides alone, and what
comes without either (another site's image tag) is answered with headers that forbid it to be read.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

Headers = Sequence[tuple[bytes, bytes]]

_OURS = {"same-origin", "none"}  # none: typed, or opened from a bookmark or another program
_PORTS = {"http": 80, "https": 443}


def is_foreign(method: str, scheme: str, headers: Headers) -> bool:
    """Tell whether a request comes from another origin and is more than somebody following a link."""
    if method in ("GET", "HEAD") and _is_navigation(headers):
        return False
    foreign_site = any(site not in _OURS for site in values_of(headers, "sec-fetch-site"))
    ours = _own_origins(scheme, values_of(headers, "host"))
    return foreign_site or any(_origin_of(each) not in ours for each in values_of(headers, "origin"))


def values_of(headers: Headers, name: str) -> list[str]:
    """Return every value of a header, in order."""
    return [
        value.decode("latin-1").strip() for key, value in headers if key.decode("latin-1").lower() == name
    ]


def _is_navigation(headers: Headers) -> bool:
    mode, destination = values_of(headers, "sec-fetch-mode"), values_of(headers, "sec-fetch-dest")
    return mode == ["navigate"] and destination == ["document"]


def _own_origins(scheme: str, hosts: Sequence[str]) -> set[tuple[str, str, int] | None]:
    """Return the origins of a request's own pages; a proxy may have taken https off, never put it on."""
    one = hosts if len(hosts) == 1 else ()
    return {_origin_of(f"{each}://{host}") for each in (scheme, "https") for host in one} - {None}


def _origin_of(text: str) -> tuple[str, str, int] | None:
    """Return scheme, host and port of an origin; None for `null` and anything else that is none."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if (
        parts.scheme not in _PORTS
        or not parts.hostname
        or parts.username
        or parts.path
        or parts.query
        or parts.fragment
    ):
        return None
    return parts.scheme, parts.hostname, port if port is not None else _PORTS[parts.scheme]
