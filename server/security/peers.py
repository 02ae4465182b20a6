"""Which user of this machine is at the other end of a connection, as Linux tells: `/proc/net/tcp`.

Whoever asks over loopback is on this machine, and yet may be another of its users. What only the owner may do
asks here. A system that does not tell gets None, which is nobody.
"""

import struct
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

Place = tuple[str, int]

_TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_ESTABLISHED = "01"  # a connection that its program has closed is listed under nobody's number, which is 0


def user_of_peer(client: Place | None, server: Place | None) -> int | None:
    """Return the number of the user whose program holds the client's end; None where that is not known."""
    if client is None or server is None or server[1] is None:
        return None
    try:
        ends = _written(client), _written(server)
    except ValueError:
        return None
    for table in _TABLES:
        try:
            lines = table.read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        found = find_user(lines, *ends)
        if found is not None:
            return found
    return None


def find_user(lines: Iterable[str], client: frozenset[str], server: frozenset[str]) -> int | None:
    """Return the user of the socket from `client` to `server`, each in its ways of being written."""
    for line in lines:
        parts = line.split()
        if len(parts) > 7 and parts[1] in client and parts[2] in server and parts[3] == _ESTABLISHED:  # noqa: PLR2004
            return int(parts[7])
    return None


def _written(place: Place) -> frozenset[str]:
    """Return how the system writes an address: words of 32 bits in the machine's order, then the port."""
    address = ip_address(place[0])
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    known = {address, mapped or address}
    if isinstance(address, IPv4Address):
        known.add(IPv6Address(f"::ffff:{address}"))
    return frozenset(f"{_words(each)}:{place[1]:04X}" for each in known)


def _words(address: IPv4Address | IPv6Address) -> str:
    packed = address.packed
    return "".join(f"{word:08X}" for word in struct.unpack(f"={len(packed) // 4}I", packed))
