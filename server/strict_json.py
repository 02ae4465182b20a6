"""Bodies that are JSON and text: Python takes NaN and halves of letters as well, which no base can keep."""

import json
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

from fastapi import Request, Response
from fastapi.routing import APIRoute


class StrictRequest(Request):
    """A request whose body is read as JSON's own rules say."""

    async def json(self) -> Any:
        """Return the body, read."""
        if not hasattr(self, "_json"):
            body = await self.body()
            self._json = json.loads(body, parse_constant=_refuse)
            if b"\\ud" in body.lower():
                _require_whole_letters(self._json)
        return self._json


class StrictRoute(APIRoute):
    """A route that takes such bodies only."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        answer = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            return await answer(StrictRequest(request.scope, request.receive))

        return strictly


def _refuse(constant: str) -> NoReturn:
    raise json.JSONDecodeError(f"{constant} is no number of JSON", constant, 0)


def _require_whole_letters(read: Any) -> None:
    try:
        json.dumps(read, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise json.JSONDecodeError("half a letter is no text", error.object, error.start) from error
