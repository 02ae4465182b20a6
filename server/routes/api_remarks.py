"""What the writing check says of a guide's draft, and what may stay as it is."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection

from server.access import Author, Editor
from server.base import Base
from server.checking.check import remarks_on
from server.checking.remarks import Remark, Translate
from server.errors import NoSuchGuideError
from server.rendering import catalogue
from server.storage import edits, let_stand

router = APIRouter(prefix="/api/guides/{guide_id}/remarks", tags=["remarks"])

Key = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


class Standing(BaseModel):
    """Whether a remark may stay as it is."""

    model_config = ConfigDict(extra="forbid")

    stays: bool


@router.get("")
def list_remarks(base: Base, _editor: Editor, guide_id: str) -> dict[str, Any]:
    """List what could be better in the draft, what matters first; none of it hinders publishing."""
    with base.database.reading() as connection:
        return _answer(connection, guide_id, catalogue(base.settings.language).gettext)


@router.put("/{key}")
def put_standing(base: Base, person: Author, guide_id: str, key: Key, wanted: Standing) -> dict[str, Any]:
    """Let a remark stand until its text changes, or have it made again; answer with what is left."""
    with base.database.writing() as connection:
        _guide(connection, guide_id)
        if wanted.stays:
            let_stand.add(connection, guide_id, key, person)
        else:
            let_stand.remove(connection, guide_id, key)
        return _answer(connection, guide_id, catalogue(base.settings.language).gettext)


def _guide(connection: Connection, guide_id: str) -> Any:
    draft = edits.draft(connection, guide_id)
    if draft is None:
        raise NoSuchGuideError
    return draft


def _answer(connection: Connection, guide_id: str, translate: Translate) -> dict[str, Any]:
    guide, serial = _guide(connection, guide_id)
    may_stay = let_stand.keys(connection, guide_id)
    return {"serial": serial, "remarks": [_listed(each) for each in remarks_on(guide, translate, may_stay)]}


def _listed(remark: Remark) -> dict[str, Any]:
    told = {"key": remark.key, "rule": remark.rule, "step": remark.step, "words": remark.words}
    return {**told, "matters": remark.matters, "mends": [asdict(mend) for mend in remark.mends]}
