"""Whether the knowledge base is up, for whatever watches over it."""

from fastapi import APIRouter
from sqlalchemy import text

from server.base import Base

router = APIRouter()


@router.get("/healthz")
def healthz(base: Base) -> dict[str, str]:
    """Say that the database answers."""
    with base.database.reading() as connection:
        connection.execute(text("SELECT 1"))
    return {"status": "ok"}
