"""How an error is answered: RFC 9457 problem details under `/api`, a page elsewhere.

`app.state.error_page` renders the page; it is handed the request and the problem.
"""

import html
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from sqlalchemy.exc import DataError, OperationalError
from starlette.exceptions import HTTPException

from recorder.errors import GuideFileError
from server.errors import ServerError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, for a program or a page: status, its title, one sentence with the mend, and more."""

    status: int
    detail: str
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The status in words."""
        return HTTPStatus(self.status).phrase


DOCUMENTED: dict[int | str, dict[str, Any]] = {
    code: {
        "description": meaning,
        "content": {
            "application/problem+json": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "type": {"type": "string"},
                        "title": {"type": "string"},
                        "status": {"type": "integer"},
                        "detail": {"type": "string", "description": "one sentence with the mend"},
                    },
                },
            },
        },
    }
    for code, meaning in (
        ("4XX", "What is not right with the request, as problem details"),
        ("422", "What is not right with what was sent, as problem details"),
    )
}
"""How the OpenAPI description tells of problems."""

ErrorPage = Callable[[Request, Problem], Response]


def is_for_programs(path: str) -> bool:
    """Tell whether programs ask there, so that an error is answered as problem details."""
    return path == "/api" or path.startswith("/api/")


def plain_page(request: Request, problem: Problem) -> Response:
    """Return the barest page that says what is the matter."""
    del request
    title = html.escape(problem.title)
    body = f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{html.escape(problem.detail)}</p>"
    return HTMLResponse(body, status_code=problem.status)


def answer(request: Request, problem: Problem) -> Response:
    """Return the problem in the form that the asker reads."""
    if not is_for_programs(request.url.path):
        page: ErrorPage = request.app.state.error_page
        response = page(request, problem)
    else:
        content = {"type": "about:blank", "title": problem.title, "status": problem.status}
        response = JSONResponse(
            {**content, "detail": problem.detail, **problem.more},
            status_code=problem.status,
            media_type="application/problem+json",
        )
    response.headers.update(problem.headers)
    return response


def install(app: FastAPI, error_page: ErrorPage = plain_page) -> None:
    """Answer every error of this application as a problem or a page."""
    app.state.error_page = error_page
    app.add_exception_handler(ServerError, _server_error)
    app.add_exception_handler(GuideFileError, _bad_guide)
    app.add_exception_handler(OperationalError, _no_database)
    app.add_exception_handler(DataError, _wrong_data)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _wrong_request)
    app.add_exception_handler(Exception, _defect)


def _server_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServerError)
    return answer(request, Problem(error.status, str(error), error.more))


def _no_database(request: Request, error: Exception) -> Response:
    log.error("The database cannot be used: %s", error)
    return answer(
        request,
        Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "The knowledge base cannot be used just now; see that its disk has room, and try again.",
        ),
    )


def _wrong_data(request: Request, error: Exception) -> Response:
    """Answer what PostgreSQL refuses: a NUL in an address or a question, where nothing can be called so."""
    if "NUL" not in str(error):
        return _defect(request, error)
    sentence = "There is a NUL in what was asked, which belongs into no text; leave it out."
    return answer(request, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, sentence))


def _bad_guide(request: Request, error: Exception) -> Response:
    return answer(request, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)))


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = error.detail
    if error.status_code == HTTPStatus.NOT_FOUND and detail == HTTPStatus.NOT_FOUND.phrase:
        detail = "There is nothing at this address; look for it from the home page."
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = (error.headers or {}).get("Allow", "GET")
        detail = f"{request.method} cannot be done at this address; use {allowed}."
    return answer(request, Problem(error.status_code, detail, headers=error.headers or {}))


def _wrong_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ", ".join(str(part) for part in first["loc"] if part != "body") or "the request"
    errors = [{"where": list(each["loc"]), "message": each["msg"]} for each in error.errors()]
    return answer(
        request,
        Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            f"The request is not right: {where}: {first['msg']}.",
            {"errors": errors},
        ),
    )


def _defect(request: Request, error: Exception) -> Response:
    route = request.scope.get("route")  # its pattern: the address itself may hold a token
    log.error("A defect at %s %s", request.method, getattr(route, "path", "no route"), exc_info=error)
    return answer(
        request,
        Problem(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong inside Handrail; nothing was changed. Try again, and tell whoever runs it.",
        ),
    )
