"""The web's outermost layer: no request for another host, none from another site, headers on every answer."""

import json

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.problems import is_for_programs
from server.security.headers import with_headers
from server.security.hosts import is_ours, read_host
from server.security.origins import is_foreign, values_of


class Defences:
    """An ASGI application around another, outside its error handling so that no answer slips past."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that must not come in; hand any other on."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        guarded = _with_security_headers(send)
        refusal = find_refusal(scope, self._names)
        if refusal is None:
            await self._app(scope, receive, guarded)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refusal[1]})
        else:
            await _refuse(scope, guarded, *refusal)


def find_refusal(scope: Scope, names: frozenset[str]) -> tuple[int, str, str] | None:
    """Return status, title and sentence for a request that must not come in, else None."""
    hosts = values_of(scope["headers"], "host")
    host = read_host(hosts[0]) if len(hosts) == 1 else None
    if host is None:
        return 400, "Malformed host", "The request names no valid host."
    if not is_ours(host, names):
        return (
            421,
            "Unknown host",
            f"{host} is no name of this server. Its owner can add it to HANDRAIL_HOSTS.",
        )
    scheme = str(scope["scheme"]).replace("ws", "http")
    if is_foreign(scope.get("method", "GET"), scheme, scope["headers"]):
        return 403, "Foreign request", "Another site sent this request. Open the page here and do it again."
    return None


def _with_security_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": with_headers(list(message.get("headers", [])))}
        await send(message)

    return guarded


async def _refuse(scope: Scope, send: Send, status: int, title: str, detail: str) -> None:
    """Answer with one sentence: plain to a browser, problem details to a program."""
    html = any("text/html" in accepted for accepted in values_of(scope["headers"], "accept"))
    plain = html and not is_for_programs(scope["path"])
    problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    kind, text = (
        ("text/plain; charset=utf-8", detail) if plain else ("application/problem+json", json.dumps(problem))
    )
    body = text.encode()
    headers = [
        (b"content-type", kind.encode("ascii")),
        (b"content-length", str(len(body)).encode("ascii")),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
