"""Where readers find this knowledge base: the address that goes on paper."""

import io

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


def qr_svg(address: str) -> str:
    """Return the address as a code that a phone reads, as SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", scale=1.4, border=0, xmldecl=False)
    return drawn.getvalue().decode()
