"""What waits for whoever asks: how much, how pressing, and each in one sentence."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from server.access import Asks
from server.base import Base
from server.waiting.gathering import level_of, sentence, waiting_for

router = APIRouter(prefix="/api", tags=["reviews"])

MANY = 200


@router.get("/waiting")
def get_waiting(
    base: Base, visitor: Asks, few: Annotated[int, Query(ge=0, le=MANY)] = MANY
) -> dict[str, Any]:
    """List what waits for whoever asks, the most pressing first; nothing for those without a name.

    `count` and `level` are of all that waits, of which a few are listed.
    """
    found = waiting_for(base, visitor.person)
    return {
        "count": len(found),
        "level": level_of(found),
        "waiting": [
            {
                "kind": each.kind,
                "about": each.about,
                "url": each.url,
                "at": each.at.isoformat(),
                "level": each.level,
                "words": sentence(base, each),
            }
            for each in found[:few]
        ],
    }
