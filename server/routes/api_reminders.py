"""How whoever asks is reminded, for programs: mail, and the addresses of their feeds."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, StringConstraints

from server.access import Author
from server.base import Base, KnowledgeBase
from server.model import Person
from server.reminding.setting import remind, renew
from server.routes.feeds import home_of, paths_of
from server.storage import reminders
from server.visitors import Known

router = APIRouter(prefix="/api/reminders", tags=["reviews"])


class Wanted(BaseModel):
    """Where mail is to go and how often; an empty address ends it."""

    model_config = ConfigDict(extra="forbid")

    email: Annotated[str, StringConstraints(max_length=320)] = ""
    often: Literal["never", "daily", "weekly"] = "weekly"


@router.put("")
def put_reminders(
    base: Base, known: Known, request: Request, person: Author, wanted: Wanted
) -> dict[str, Any]:
    """Set where mail goes and how often; answers with that and the addresses of one's feeds."""
    remind(base, person, wanted.email, wanted.often)
    return _told(base, known.key, person, home_of(request))


@router.post("/renew")
def post_renew(base: Base, known: Known, request: Request, person: Author) -> dict[str, Any]:
    """End the addresses of one's feeds; answers with the new ones."""
    renew(base, person)
    return _told(base, known.key, person, home_of(request))


def _told(base: KnowledgeBase, key: bytes, person: Person, home: str) -> dict[str, Any]:
    with base.database.reading() as connection:
        kept = reminders.of(connection, person.id)
    calendar, feed = paths_of(key, person.id, kept.feed)
    told = {"email": kept.email, "often": kept.often, "trouble": kept.trouble}
    return told | {"calendar": f"{home}{calendar}", "feed": f"{home}{feed}"}
