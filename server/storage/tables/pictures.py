"""Pictures, which guide uses which, and what was drawn of them."""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, String, Table

from server.storage.tables.base import Instant, metadata, reference

pictures = Table(
    "pictures",
    metadata,
    Column("file", String(80), primary_key=True),  # images/<sha256>.<type>, as in the document
    Column("type", String(10), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("kept_at", Instant, nullable=False),
)

picture_uses = Table(
    "picture_uses",
    metadata,
    Column("picture", None, ForeignKey("pictures.file"), primary_key=True),
    Column("guide", None, ForeignKey("guides.id"), primary_key=True, index=True),
)

uploads = Table(
    "uploads",
    metadata,
    Column("picture", None, ForeignKey("pictures.file"), primary_key=True),
    Column("guide", None, ForeignKey("guides.id"), primary_key=True, index=True),
    Column("at", Instant, nullable=False, index=True),
)

drawings = Table(
    "drawings",
    metadata,
    Column("key", String(64), primary_key=True),
    reference("picture", "pictures.file", index=True),
    Column("recipe", JSON, nullable=False),  # crop, marks and variant: what to draw
    Column("claimed_at", Instant, nullable=True),  # when a process last began to draw it
    Column("drawn_at", Instant, nullable=True, index=True),
)
