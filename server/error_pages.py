"""Errors as pages: what is the matter in one or two sentences, and the one thing to do next."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse

from server.links import own_path
from server.problems import Problem
from server.rendering import catalogue, render
from server.security.plain_form import PlainForm
from server.visitors import Visitors, the_visitors

_HEADINGS: dict[int, str] = {
    HTTPStatus.NOT_FOUND: "This is not here",
    HTTPStatus.METHOD_NOT_ALLOWED: "This cannot be done here",
    HTTPStatus.CONFLICT: "Somebody else was quicker",
    HTTPStatus.GONE: "No longer here",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "This is too large",
    HTTPStatus.MISDIRECTED_REQUEST: "This name is not known here",
    HTTPStatus.UNPROCESSABLE_ENTITY: "This could not be read",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong",
    HTTPStatus.SERVICE_UNAVAILABLE: "Not available just now",
}
_ACCESS = {"no-access": "none", "link-ended": "ended", "editors-only": "readers"}


def error_page(request: Request, problem: Problem) -> HTMLResponse:
    """Return the page for a problem."""
    return HTMLResponse(_render(request, problem, the_visitors(request)), status_code=problem.status)


def name_page(wanted: str, language: str, *, name: str = "", wrong: bool = False) -> str:
    """Return the question for a visitor's name, which goes on to the page that was wanted."""
    values: dict[str, Any] = {"name": name, "next": own_path(wanted) or "/", "wrong": wrong, "kept": ()}
    return render("access/name.html", language, **values, action="/name", mend_url="")


def name_page_of(path: str, form: PlainForm, language: str) -> str:
    """Return the question for a visitor's name, whose answer goes where the form went, with all its words."""
    wrong = len(form.words) < len(form.fields)
    values: dict[str, Any] = {"name": "", "next": "", "wrong": wrong, "kept": form.words}
    return render("access/name.html", language, **values, action=path, mend_url="")


def _render(request: Request, problem: Problem, visitors: Visitors) -> str:
    language = visitors.base.settings.language
    kind = str(problem.more.get("type", ""))
    if kind == "name-needed":
        form: PlainForm | None = request.state.form
        if form:
            return name_page_of(request.url.path, form, language)
        return name_page(urlsplit(request.headers.get("referer", "")).path or request.url.path, language)
    if kind in _ACCESS:
        return render(f"access/{_ACCESS[kind]}.html", language, ask=_asked(visitors.owner.name), mend_url="")
    translate = catalogue(language).gettext
    heading = translate(_HEADINGS.get(problem.status, "This did not work"))
    values: dict[str, Any] = {"heading": heading, "sentence": translate(problem.detail), "mend_url": ""}
    if kind == "ask-over":
        return render("access/over.html", language, sentence=translate(problem.detail), mend_url="")
    if kind == "name-taken" and "url" in problem.more:
        values["heading"] = translate("This name is taken")
        values |= {"mend_url": problem.more["url"], "mend": translate("Go to that process")}
    if kind == "in-trash" and request.state.visitor.may_edit:
        values |= {"mend_url": f"/trash#guide-{problem.more['guide']}", "mend": translate("Go to the trash")}
    return render(
        "problems/matter.html", language, **values, outside=problem.status == HTTPStatus.UNAUTHORIZED
    )


def _asked(user: str) -> str:
    """Return whom to ask for a link: this machine's user, unless that is nobody's name."""
    return "" if user in ("root", "This machine") else user
