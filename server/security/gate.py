"""Stands before every address, with a route or without: names the visitor, or answers that they may not."""

from dataclasses import replace
from http import HTTPStatus
from urllib.parse import quote

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from server import clock, problems
from server.access import NameNeededError, Visitor, check_ask, check_right, is_asked, require_visitor
from server.asks import Ask
from server.errors import ServerError
from server.problems import Problem
from server.security.plain_form import read_form
from server.visitors import Visitors, the_visitors

WANTED = "handrail-wanted"
WANTED_SECONDS = 3_600


class Gate:
    """ASGI middleware inside the application; routes find the visitor in `request.state.visitor`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or hand it on."""
        if scope["type"] == "http":
            await self._answer(Request(scope, receive), send)
        elif scope["type"] == "websocket":  # nothing here speaks over sockets, so none is let in
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._app(scope, receive, send)

    async def _answer(self, request: Request, send: Send) -> None:
        visitors = the_visitors(request)
        visitor = await _identify(visitors, request)
        receive = request.receive
        try:
            if is_asked(request.scope["path"]):
                request.state.ask = await _ask_of(visitors, visitor, request)
            else:
                check_right(visitor, request.method, request.scope["path"])
        except NameNeededError as error:
            form = await read_form(request)
            if visitor is None or form is None or not form.name:
                request.state.form = form
                await _refuse(visitors, request, error)(request.scope, receive, send)
                return
            person = await run_in_threadpool(visitors.keep_name, visitor, form.name)
            visitor, receive = replace(visitor, person=person), form.again
        except ServerError as error:
            await _refuse(visitors, request, error)(request.scope, receive, send)
            return
        request.state.visitor = visitor
        await self._app(request.scope, receive, send)
        if visitor is not None and visitor.ticket is not None:
            await run_in_threadpool(visitors.note, visitor)


async def _identify(visitors: Visitors, request: Request) -> Visitor | None:
    if request.scope["path"].startswith("/static/"):
        return None
    if not visitors.base.settings.share:  # asks no database, so needs no thread
        return visitors.identify(request)
    return await run_in_threadpool(visitors.identify, request)


async def _ask_of(visitors: Visitors, visitor: Visitor | None, request: Request) -> Ask:
    """Return the ask whose link is opened, by the token in the address; what is refused is not read."""
    if not visitors.base.settings.share:
        require_visitor(visitor)
    token = request.scope["path"].partition("/ask/")[2].partition("/")[0]
    ask = await run_in_threadpool(visitors.find_ask, token)
    check_ask(ask, ask.state(clock.now()) if ask else "ended")
    assert ask is not None
    if request.method not in ("GET", "HEAD"):
        await run_in_threadpool(visitors.count_try, ask)
    return ask


def _refuse(visitors: Visitors, request: Request, error: ServerError) -> Response:
    """Return the answer; a page that was wanted is remembered until a link is opened."""
    kind = dict(error.more)
    unknown = error.status == HTTPStatus.UNAUTHORIZED
    if unknown and visitors.ticket_of(request) is not None:
        kind["type"] = "link-ended"
    headers = {"Cache-Control": "no-store", **({"WWW-Authenticate": "Bearer"} if unknown else {})}
    response = problems.answer(request, Problem(error.status, str(error), kind, headers))
    is_page = request.method == "GET" and not is_asked(request.url.path)
    if unknown and is_page and "text/html" in request.headers.get("accept", ""):
        # A script on the page adds the fragment, which never reaches a server; so scripts may read this one.
        wanted = quote(request.url.path + (f"?{request.url.query}" if request.url.query else ""), safe="")
        response.set_cookie(WANTED, wanted, max_age=WANTED_SECONDS, path="/join", samesite="lax")
    return response
