"""An ask's link as its page shows it: the address for others, an e-mail about it, and its code to scan."""

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Request
from markupsafe import Markup

from server.asks import Ask, ask_address
from server.base import KnowledgeBase
from server.links import hash_token, is_same
from server.reachable import qr_svg, reached_at
from server.rendering import catalogue
from server.visitors import the_visitors


@dataclass(frozen=True, slots=True)
class AskShown:
    """What hands a link out; all of it is empty where this browser did not make the link."""

    address: str = ""
    mail: str = ""
    code: Markup | None = None
    is_here_only: bool = False
    """Whether nobody else can open it, since the knowledge base is not shared."""


def ask_shown(request: Request, base: KnowledgeBase, ask: Ask) -> AskShown:
    """Return the ask's link, if the browser that asks is where it was made."""
    token = request.cookies.get(cookie_of(request, ask.id), "")
    if not is_same(hash_token(token), ask.token):
        return AskShown()
    address = open_address(request, base, token)
    return AskShown(
        address, _mail(ask, address, base.settings.language), _code(address), not base.settings.share
    )


def cookie_of(request: Request, number: int) -> str:
    """Return the name of the cookie that holds an ask's token: one a base and ask."""
    return f"{the_visitors(request).cookie}-ask-{number}"


def open_address(request: Request, base: KnowledgeBase, token: str) -> str:
    """Return an ask's address as others open it: where we were reached, if more than this machine can."""
    where = reached_at(base, request.base_url) if base.settings.share else str(request.base_url)
    return ask_address(where, token)


def _mail(ask: Ask, address: str, language: str) -> str:
    _ = catalogue(language).gettext
    subject = _("A recording, please: {title}").format(title=ask.title)
    says = _("Could you record how you do this task, once? This page says what is wanted and how it goes:")
    body = "\n\n".join(each for each in (says, address, ask.note) if each)
    return f"mailto:?subject={quote(subject)}&body={quote(body)}"


def _code(address: str) -> Markup:
    plain = {"nl": False, "omitsize": True, "svgclass": "code-to-scan", "lineclass": None}
    return Markup(qr_svg(address, scale=1, **plain))  # noqa: S704 - drawn here, of squares alone
