"""Under which names this server answers, so that a name that others make point here (DNS rebinding) fails."""

import re
import socket
from collections.abc import Iterable
from ipaddress import ip_address

_HOST = re.compile(
    r"(?:\[(?P<v6>[0-9a-f:.]+)\]|(?P<name>[a-z0-9_.-]+))(?::(?P<port>[0-9]{0,5}))?", re.IGNORECASE
)


def read_host(header: str) -> str | None:
    """Return the name or address in a Host header, small and without its port; None if malformed."""
    found = _HOST.fullmatch(header)
    if found is None:
        return None
    if found["v6"]:
        return found["v6"].lower() if _is_address(found["v6"]) else None
    return found["name"].lower().removesuffix(".") or None


def is_ours(host: str, names: Iterable[str]) -> bool:
    """Tell whether a name is one of ours; any address is, since nobody can make one point elsewhere."""
    return host in names or _is_address(host)


def names_of(machine: str, others: Iterable[str] = ()) -> frozenset[str]:
    """Return what a machine answers to: its own name, short and `.local`, `localhost`, and added ones."""
    whole = machine.lower().rstrip(".")
    short = whole.partition(".")[0]
    added = (read_host(other.strip()) for other in others)
    return frozenset(
        name for name in ("localhost", whole, short, f"{short}.local", *added) if name and name != ".local"
    )


def own_names(others: Iterable[str] = ()) -> frozenset[str]:
    """Return the names this machine answers to."""
    return names_of(socket.gethostname(), others)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
