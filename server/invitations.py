"""What the terminal shows about links: addresses with their QR codes, and a list of those that hold."""

import io
from collections.abc import Sequence
from datetime import datetime

import segno

from server.links import Link, link_address
from server.sharing import Invitation

_MAY = {"reader": "read", "editor": "read and edit"}
_NONE = "No link holds. Make one with: handrail share add --name NAME --role reader"


def write_invitation(invitation: Invitation, addresses: Sequence[str]) -> str:
    """Return a link to hand out, with its QR code, and where else it can be opened."""
    shown, *others = (link_address(each, invitation.token) for each in addresses)
    lines = [f"{invitation.name}, who may {_MAY[invitation.role]}:", f"  {shown}"]
    lines += [f"  or {other}" for other in others]
    return "\n".join([*lines, "", draw_code(shown)])


def draw_code(text: str) -> str:
    """Return a QR code made of half blocks, indented like the address above it."""
    drawn = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(drawn, compact=True, border=2)
    return "\n".join(f"  {line}" for line in drawn.getvalue().splitlines())


def write_held(links: Sequence[Link]) -> str:
    """Return what a later start says: since when links hold, and how to get new ones."""
    if not links:
        return _NONE
    held = [
        f"The link of {link.name} (may {_MAY[link.role]}) holds since {_day(link.since)}." for link in links
    ]
    return "\n".join(
        [*held, "Links are shown only when they are made; for a new one: handrail share renew NAME"]
    )


def write_list(links: Sequence[Link]) -> str:
    """Return the links that hold as a table."""
    if not links:
        return _NONE
    head = ("Name", "May", "Since", "Last used", "Devices")
    rows = [head, *(_row(link) for link in links)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _row(link: Link) -> tuple[str, ...]:
    return link.name, _MAY[link.role], _day(link.since), _day(link.used_at), str(link.devices)


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone():%Y-%m-%d}" if moment else "never"
