"""Which stored pictures may be put into a guide: uploaded for it, of its recordings, or of any guide."""

from sqlalchemy import Connection

from recorder.document.guide import Picture
from server.base import KnowledgeBase
from server.recorded import use_moment
from server.storage import uploads


def use_picture(base: KnowledgeBase, connection: Connection, guide_id: str, picture: Picture) -> bool:
    """Keep that the guide uses the picture; False where there is none such in reach, or not of that size."""
    return uploads.take_up(connection, guide_id, picture) or use_moment(base, connection, guide_id, picture)
