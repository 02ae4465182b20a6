"""What is in front of a person: the guides for a program, a window and an address; and all programs."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from server.access import Asks
from server.base import Base
from server.here import here
from server.ordering.in_front import Front
from server.programs import program_shown
from server.storage import traits

router = APIRouter(prefix="/api", tags=["programs"])

Said = Annotated[str, Query(max_length=2_000)]


@router.get("/here")
def get_here(
    base: Base, _visitor: Asks, app: Said = "", title: Said = "", address: Said = ""
) -> dict[str, Any]:
    """List the guides for the program, the window's title and the address in front, best first."""
    with base.database.reading() as connection:
        found = here(connection, Front(app, title, address), base.settings.language)
    return {
        "guides": [
            {
                "id": each.guide.id,
                "title": each.guide.title,
                "url": f"/guides/{each.guide.id}",
                "steps": each.guide.steps,
                "why": each.why,
            }
            for each in found
        ]
    }


@router.get("/programs")
def list_programs(base: Base, _visitor: Asks) -> dict[str, Any]:
    """List every program that guides use, and how many do, the most used first."""
    with base.database.reading() as connection:
        found = traits.programs(connection)
    return {
        "programs": [
            {"program": program, "name": program_shown(program), "guides": count} for program, count in found
        ]
    }
