"""Where on the network this machine can be reached, for links that others open."""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address

import ifaddr

Address = IPv4Address | IPv6Address

# Nothing is sent to these: they are set aside for documentation, and only their route is asked for.
_FAR = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def base_addresses(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses under which a server that listens on `host` can be opened, the likeliest first."""
    if host and not _is_wildcard(host):
        return (_base(host, port),)
    found = rank_addresses(_addresses_here(), _addresses_by_route())
    if host == "0.0.0.0":  # noqa: S104 - compared, not listened on
        found = tuple(each for each in found if each.version == 4)  # noqa: PLR2004
    return tuple(_base(str(each), port) for each in found or (ip_address("127.0.0.1"),))


def rank_addresses(here: Iterable[Address], by_route: Iterable[Address]) -> tuple[Address, ...]:
    """Return the addresses that others can use: those routed to other networks first, IPv4 before IPv6."""
    routed = list(by_route)
    useful = {each for each in here if not each.is_loopback and not each.is_link_local}
    return tuple(sorted(useful, key=lambda each: (each not in routed, each.version, int(each))))


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach a host."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _base(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


def _is_wildcard(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def _addresses_here() -> tuple[Address, ...]:
    found = (each.ip for adapter in ifaddr.get_adapters() for each in adapter.ips)
    return tuple(ip_address(ip if isinstance(ip, str) else ip[0]) for ip in found)


def _addresses_by_route() -> tuple[Address, ...]:
    found = []
    for family, far in _FAR:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((far, 9))
                found.append(ip_address(probe.getsockname()[0]))
        except OSError:  # no such network here
            continue
    return tuple(found)
