"""People, the links by which they come in, and their devices."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from server.storage.tables.base import Instant, Serial, metadata, reference

people = Table(
    "people",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("created_at", Instant, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("folded", String(400), nullable=True, unique=True),  # empty once ended: the name is free again
    Column("role", String(20), nullable=False),
    Column("token", String(64), nullable=False, unique=True),  # its hash; the token itself is nowhere
    Column("generation", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    Column("used_at", Instant, nullable=True),
    Column("ended_at", Instant, nullable=True),
    sqlite_autoincrement=True,
)

devices = Table(
    "devices",
    metadata,
    Column("id", String(64), primary_key=True),
    reference("link", "links.id"),
    Column("generation", Integer, nullable=False),
    reference("person", "people.id", nullable=True),  # from the first edit on
    Column("seen_at", Instant, nullable=False),
    Index("ix_devices_link_generation", "link", "generation"),
)

sharing = Table(
    "sharing",
    metadata,
    Column("name", String(40), primary_key=True),  # what signs cookies, where the base was last reached
    Column("value", Text, nullable=False),
)
