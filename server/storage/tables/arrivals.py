"""Recordings that came in: as guides, and as takes for guides that are there."""

from sqlalchemy import JSON, Column, String, Table, Text

from server.storage.tables.base import Instant, Serial, metadata, reference

arrivals = Table(
    "arrivals",
    metadata,
    Column("id", Serial, primary_key=True),
    reference("guide", "guides.id", index=True),
    Column("digest", String(64), nullable=False),  # of the document and everything beside it
    Column("document", Text, nullable=False),
    Column("extras", JSON, nullable=False),  # name in the file to object: the recording
    Column("state", String(20), nullable=False),  # published, draft: waiting beside the edits, or left
    reference("person", "people.id"),
    Column("at", Instant, nullable=False),
)

takes = Table(
    "takes",
    metadata,
    Column("id", Serial, primary_key=True),
    reference("guide", "guides.id", index=True),
    Column("document", Text, nullable=False),
    Column("extras", JSON, nullable=False),  # as those of an arrival
    Column("state", String(20), nullable=False),  # waiting beside the draft, or placed
    Column("asked", JSON, nullable=False),  # where it is to go: after a step, in place of one, or anywhere
    Column("placed", JSON, nullable=False),  # step of the guide to the step of the take that it shows
    reference("person", "people.id"),
    Column("at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
