"""What readers and editors say of guides."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from server.storage.tables.base import Instant, Serial, metadata, reference

# What readers and editors say of a guide or a step: reports, comments, suggested wordings, replies.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Serial, primary_key=True),
    reference("guide", "guides.id"),
    Column("step", String(64), nullable=True),  # empty: the guide as a whole
    reference("of", "feedback.id", nullable=True, index=True),  # what a reply replies to
    Column("kind", String(20), nullable=False),
    Column("topic", String(20), nullable=False),  # why it is wrong, or which words are meant
    Column("version", Integer, nullable=False),  # which was read
    Column("words", Text, nullable=False),
    Column("before", Text, nullable=False),  # the text that a suggestion saw
    Column("state", String(20), nullable=False),
    Column("answer", Text, nullable=False),  # why a suggestion was declined
    reference("person", "people.id", nullable=True),  # empty: a reader who gave no name
    Column("device", String(64), nullable=False),  # whose it is to take back
    Column("at", Instant, nullable=False),
    Column("settled_in", Integer, nullable=True),  # the version that mended it
    Column("settled_at", Instant, nullable=True),
    reference("settled_by", "people.id", nullable=True),
    Index("ix_feedback_guide_state", "guide", "state", "id"),
    Index("ix_feedback_state_guide", "state", "guide"),
    Index("ix_feedback_device_at", "device", "at"),
    sqlite_autoincrement=True,
)
