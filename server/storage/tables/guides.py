"""Guides as readers see them: their facts, their versions, how often they change, and the trash."""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from server.storage.tables.base import Instant, Serial, metadata, reference

guides = Table(
    "guides",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("version", Integer, nullable=False),  # the published version; 0 before the first
    Column("state", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("language", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("steps", Integer, nullable=False),
    Column("minutes", Float, nullable=True),
    Column("thumb", String(64), nullable=True),
    reference("owner", "people.id", nullable=True),
    reference("reviewer", "people.id", nullable=True),
    Column("created_at", Instant, nullable=False),
    Column("published_at", Instant, nullable=True, index=True),
    reference("published_by", "people.id", nullable=True),
    Column("risk", Text, nullable=False, default="normal"),
    Column("review_from", Instant, nullable=True),  # since when the days to the next review count
    Column("review_days", Integer, nullable=True),  # its own; empty: by risk
    Column("verified_at", Instant, nullable=True),
    reference("verified_by", "people.id", nullable=True),
    Column("verified_version", Integer, nullable=True),
    Column("reason", Text, nullable=False, default=""),  # why it needs an update
    Index("ix_guides_owner", "owner"),
    Index("ix_guides_reviewer", "reviewer"),
    Index("ix_guides_state", "state"),
)

versions = Table(
    "versions",
    metadata,
    Column("guide", None, ForeignKey("guides.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
    Column("through", Serial, nullable=False),  # the last edit it holds
    Column("note", Text, nullable=False),
    Column("published_at", Instant, nullable=False, index=True),
    reference("published_by", "people.id"),
)

trash = Table(
    "trash",
    metadata,
    Column("guide", None, ForeignKey("guides.id"), primary_key=True),
    reference("person", "people.id"),
    Column("at", Instant, nullable=False, index=True),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)
