"""Every address that answers GET answers HEAD, with the same headers and no body."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class _Told(Exception):  # noqa: N818 - no error: all of an endless answer that a HEAD wants has been said
    pass


class Head:
    """Hands a HEAD on as a GET and keeps the body back; what would never end is ended."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        is_endless = False

        async def send_no_body(message: Message) -> None:
            nonlocal is_endless
            if message["type"] == "http.response.start":
                kind = Headers(raw=list(message["headers"])).get("content-type", "")
                is_endless = kind.startswith("text/event-stream")
            if message["type"] == "http.response.body":
                message = {**message, "body": b"", "more_body": message.get("more_body") and not is_endless}
            await send(message)
            if message["type"] == "http.response.body" and is_endless:
                raise _Told

        try:
            await self.app({**scope, "method": "GET"}, receive, send_no_body)
        except _Told:
            return
