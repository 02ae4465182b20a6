"""What guides are about and which are alike, worked out when they are published."""

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table

from server.storage.tables.base import metadata

# What each published guide is about, made anew with it, so that no document is read to compare guides.
traits = Table(
    "traits",
    metadata,
    Column("kind", String(12), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("guide", None, ForeignKey("guides.id"), primary_key=True, index=True),
    Column("weight", Integer, nullable=False),
    Column("about", String(600), nullable=False),  # the step of a link, the remark of an acronym, a sketch
    sqlite_with_rowid=False,
)

# Pairs of guides that say nearly the same, found when one of them was published.
alike = Table(
    "alike",
    metadata,
    Column("one", None, ForeignKey("guides.id"), primary_key=True),  # the id that comes first
    Column("other", None, ForeignKey("guides.id"), primary_key=True, index=True),
    Column("likeness", Float, nullable=False),
)
