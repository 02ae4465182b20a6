"""Edits that ask for something beside the guide get it here: of its recording, or of the pictures stored.

What comes of it holds all that it needs, so that a guide's edits can be made again without its recording.
"""

from collections.abc import Callable

from sqlalchemy import Connection

from recorder.compose.leftout import neighbour
from recorder.document.guide import Guide, Picture
from server.base import KnowledgeBase
from server.editing.edits import (
    AnyEdit,
    AskBack,
    AskMoment,
    BringBack,
    InsertStep,
    PublicEdit,
    SetMoment,
    SetPicture,
)
from server.editing.errors import NotLeftOutError, UnknownMomentError, UnknownPictureError
from server.reach import use_picture
from server.recorded import choices, offered, told_of, use_moment

Resolve = Callable[[Guide, PublicEdit], AnyEdit]


def resolver(base: KnowledgeBase, connection: Connection) -> Resolve:
    """Return what gives an edit what it asks for, and keeps that its guide uses those pictures.

    It raises NotLeftOutError, UnknownMomentError and UnknownPictureError where there is no such thing.
    """

    def resolve(guide: Guide, edit: PublicEdit) -> AnyEdit:
        if isinstance(edit, AskBack):
            return _brought_back(base, connection, guide, edit)
        if isinstance(edit, AskMoment):
            return _moment(base, connection, guide, edit)
        picture = _picture_of(edit)
        if picture is not None and not use_picture(base, connection, guide.id, picture):
            raise UnknownPictureError(picture.file)
        return edit

    return resolve


def _picture_of(edit: AnyEdit) -> Picture | None:
    if isinstance(edit, InsertStep):
        return edit.content.picture
    return edit.picture if isinstance(edit, SetPicture) else None


def _brought_back(base: KnowledgeBase, connection: Connection, guide: Guide, edit: AskBack) -> BringBack:
    told = told_of(connection, base.objects, guide.id)
    piece = next((each for each in offered(told, guide) if each.step.id == edit.step), None)
    if piece is None:
        raise NotLeftOutError(edit.step)
    kept = use_moment(base, connection, guide.id, piece.step.picture)
    content = piece.step if kept else piece.step.model_copy(update={"picture": None})
    return BringBack(content=content, after=neighbour(piece, guide))


def _moment(base: KnowledgeBase, connection: Connection, guide: Guide, edit: AskMoment) -> SetMoment:
    told = told_of(connection, base.objects, guide.id)
    picture = choices(told, guide, edit.step).get(edit.moment)
    if picture is None or not use_moment(base, connection, guide.id, picture):
        raise UnknownMomentError(edit.step)
    return SetMoment(**edit.model_dump(), picture=picture)
