"""How much a request may carry: counted as it streams in, so that no more than that is ever kept."""

from http import HTTPStatus

from pydantic import ByteSize
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_JSON = 1024 * 1024
ENVELOPE = 64 * 1024  # what multipart adds around a file


class BodyLimit:
    """Refuses a body once it has grown too long: an upload's limit is a setting, all else is short.

    The rest is read and thrown away, up to as much again, since a client listens for the answer only when it
    has said everything.
    """

    def __init__(self, app: ASGIApp, upload_limit: ByteSize) -> None:
        self._app, self._upload_limit = app, upload_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on with a body that cannot grow too long."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        uploads = Headers(scope=scope).get("content-type", "").startswith("multipart/")
        limit = self._upload_limit + ENVELOPE if uploads else LONGEST_JSON
        read = 0

        async def receive_counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                await _drain(receive, message, limit)
                raise HTTPException(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _sentence(uploads, self._upload_limit)
                )
            return message

        await self._app(scope, receive_counted, send)


async def _drain(receive: Receive, message: Message, most: int) -> None:
    thrown = 0
    while message.get("more_body") and thrown < most:
        message = await receive()
        thrown += len(message.get("body", b""))


def _sentence(uploads: bool, limit: ByteSize) -> str:  # noqa: FBT001 - private, and its one caller names it
    if not uploads:
        return "The request is too long; send fewer edits at a time."
    readable = limit.human_readable(decimal=True)
    return f"The file is larger than the {readable} taken in here; raise HANDRAIL_UPLOAD_LIMIT, or split it."
