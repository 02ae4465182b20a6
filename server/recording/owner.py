"""Who may use the recorder port: the very user whose server this is, and nobody over a network."""

import os
from typing import Annotated

from fastapi import Depends, Request

from server.access import Editor, Visitor
from server.base import KnowledgeBase, the_base
from server.errors import NotFoundError, ServerError
from server.recording.port import RecorderPort
from server.security.peers import user_of_peer


class NotOwnerError(ServerError):
    """Another user of this machine, or a system that does not tell users apart."""

    status = 403


def recorder_for(request: Request, visitor: Visitor, base: KnowledgeBase) -> RecorderPort | None:
    """Return the recorder if whoever asks may use it, else None."""
    if base.recorder is None or visitor.role != "owner":
        return None
    user = user_of_peer(request.scope.get("client"), request.scope.get("server"))
    return base.recorder if user is not None and user == os.getuid() else None


def the_recorder(request: Request, visitor: Editor) -> RecorderPort:
    """Return the recorder of this machine, which whoever asks may use."""
    base = the_base(request)
    if base.recorder is None:
        raise NotFoundError("Nothing can be recorded from here; run handrail on your own machine for that.")
    recorder = recorder_for(request, visitor, base)
    if recorder is None:
        raise NotOwnerError(
            "Only the person who started Handrail here can record; start your own with handrail."
        )
    return recorder


Recorder = Annotated[RecorderPort, Depends(the_recorder)]
