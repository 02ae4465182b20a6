"""Who says something over the web: by the name that they gave, and by the browser that they use."""

from dataclasses import replace

from server.access import Visitor
from server.feedback.base import Sayer
from server.visitors import Visitors, clean_name

OWNER = "owner"
"""Stands for the browsers of this machine's owner, who shows no ticket."""


def sayer_of(visitor: Visitor) -> Sayer:
    """Return who asks."""
    device = visitor.ticket.device if visitor.ticket else OWNER
    return Sayer(visitor.person, device, visitor.may_edit)


def named(visitors: Visitors, visitor: Visitor, name: str) -> Visitor:
    """Return the visitor with the name that they give along with what they say, if they had none."""
    if visitor.person is not None or visitor.ticket is None or not clean_name(name):
        return visitor
    return replace(visitor, person=visitors.keep_name(visitor, clean_name(name)))
