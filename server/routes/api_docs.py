"""What programs may ask for: a page made from the OpenAPI description, with nothing from elsewhere."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from server.access import Asks
from server.base import Base
from server.routes.pages.page import kept_page

router = APIRouter(include_in_schema=False)

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a program may ask for, as the page says it."""

    method: str
    path: str
    says: str
    takes: tuple[tuple[str, str], ...]
    body: str
    answers: tuple[tuple[str, str], ...]


@router.get("/api/docs")
def read_docs(request: Request, base: Base, visitor: Asks) -> Response:
    """Show every address for programs."""
    description = request.app.openapi()
    gathered = {"operations": list(operations(description)), "shapes": list(shapes(description))}
    return kept_page(request, base, visitor, "api/index.html", lambda: gathered)


def operations(description: Schema) -> Iterator[Operation]:
    """Yield what the description offers, in its order."""
    for path, methods in description["paths"].items():
        for method, about in methods.items():
            yield Operation(
                method=method.upper(),
                path=path,
                says=about.get("description", ""),
                takes=tuple((each["name"], each["in"]) for each in about.get("parameters", ())),
                body=_body(about),
                answers=tuple((code, each["description"]) for code, each in about["responses"].items()),
            )


def shapes(description: Schema) -> Iterator[tuple[str, str]]:
    """Yield the shapes of what is sent, each with its schema as text."""
    for name, schema in description.get("components", {}).get("schemas", {}).items():
        yield name, json.dumps(schema, indent=2, ensure_ascii=False)


def _body(about: Schema) -> str:
    """Return what the body is: its media type, and the name of its shape."""
    content: Schema = about.get("requestBody", {}).get("content", {})
    for media_type, each in content.items():
        shape = str(each["schema"].get("$ref", "")).rpartition("/")[2]
        return f"{media_type} {shape}".strip()
    return ""
