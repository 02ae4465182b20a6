"""What waits for whoever asks: how much, how pressing, and each in one sentence."""

from typing import Any

from fastapi import APIRouter

from server.access import Asks
from server.base import Base
from server.waiting.gathering import level_of, sentence, waiting_for

router = APIRouter(prefix="/api", tags=["reviews"])


@router.get("/waiting")
def get_waiting(base: Base, visitor: Asks) -> dict[str, Any]:
    """List what waits for whoever asks, the most pressing first; nothing for those without a name."""
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
            for each in found
        ],
    }
