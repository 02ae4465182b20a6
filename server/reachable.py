"""Where readers find this knowledge base: the address that goes on paper and into links."""

import io
from typing import Any

import segno
from starlette.datastructures import URL

from server.addresses import is_loopback
from server.base import KnowledgeBase
from server.sharing import noted_addresses


def reached_at(base: KnowledgeBase, asked: URL) -> str:
    """Return the address under which others open this knowledge base, without a slash at its end.

    That is the one it was asked under, which may be a proxy's name, unless only this machine can use that.
    """
    here = str(asked).rstrip("/")
    if not is_loopback(asked.hostname or ""):
        return here
    return next(iter(noted_addresses(base)), here)


def qr_svg(address: str, *, scale: float = 1.4, **looks: Any) -> str:
    """Return the address as a code that a phone reads, as SVG; `looks` are more of segno's own options."""
    drawn = io.BytesIO()
    made = segno.make(address, error="m", micro=False)
    made.save(drawn, kind="svg", scale=scale, border=0, xmldecl=False, **looks)
    return drawn.getvalue().decode()
