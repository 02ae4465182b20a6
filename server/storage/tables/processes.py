"""Processes, their stages and wanted guides, which guide has which place, and what was changed in them."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text

from server.storage.tables.base import Instant, Serial, metadata, now, reference

processes = Table(
    "processes",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("name", String(1_000), nullable=False),
    Column("folded", String(2_000), nullable=False, unique=True),
    Column("purpose", Text, nullable=False),
    Column("begins", Text, nullable=False),
    Column("ends", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("inputs", JSON, nullable=False),
    Column("outputs", JSON, nullable=False),
    Column("stakeholders", JSON, nullable=False),
    reference("owner", "people.id", nullable=True),
    Column("position", Integer, nullable=False),
    reference("reviewer", "people.id", nullable=True),
    Column("review_from", Instant, nullable=True, default=now),  # since when the days to a review count
    Column("review_days", Integer, nullable=True),  # its own; empty: those of the base
    Column("verified_at", Instant, nullable=True),
    reference("verified_by", "people.id", nullable=True),
    Column("deleted_at", Instant, nullable=True),  # it can be put back; its name is free meanwhile
)

stages = Table(
    "stages",
    metadata,
    Column("id", String(80), primary_key=True),
    reference("process", "processes.id"),
    Column("name", String(1_000), nullable=False),
    Column("folded", String(2_000), nullable=False),
    Column("role", Text, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("deadline", Text, nullable=False),
    Column("specification", Text, nullable=False),
    Column("optional", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("beside", Boolean, nullable=False),
    Column("branches", JSON, nullable=False),
    Column("then", String(80), nullable=True),  # no reference: what it leads to may be gone
    Column("leads_to", String(80), nullable=True),  # likewise
    Index("uq_stages_process_folded", "process", "folded", unique=True),
)

slots = Table(  # guides that stages need and do not have yet
    "slots",
    metadata,
    Column("id", String(80), primary_key=True),
    reference("stage", "stages.id", index=True),
    Column("title", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("position", Integer, nullable=False),
    reference("asked", "people.id", nullable=True),
    Column("asked_at", Instant, nullable=True),
    reference("filled_by", "guides.id", nullable=True, index=True),
)

placements = Table(
    "placements",
    metadata,
    Column("id", Serial, primary_key=True),
    reference("guide", "guides.id", index=True),
    reference("process", "processes.id", index=True),
    reference("stage", "stages.id", nullable=True, index=True),
    Column("position", Integer, nullable=False),
)

process_calls = Table(  # what was changed in processes, call by call, with the way back
    "process_calls",
    metadata,
    Column("id", Serial, primary_key=True),
    reference("process", "processes.id"),
    reference("person", "people.id"),
    Column("name", String(64), nullable=True),  # the id that whoever sent it gave it
    Column("kind", String(10), nullable=False),  # as that of a guide's call
    reference("of", "process_calls.id", nullable=True),
    Column("state", String(10), nullable=False),
    Column("edits", JSON, nullable=False),
    Column("ways_back", JSON, nullable=False),  # in the order in which they are gone
    Column("at", Instant, nullable=False),
    Index("ix_process_calls_process_id", "process", "id"),
    Index("uq_process_calls_process_person_name", "process", "person", "name", unique=True),
    sqlite_autoincrement=True,
)

former_names = Table(  # what processes and stages were called, and the keys of stages that may be put back
    "former_names",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("process", String(80), nullable=False),  # no reference: it may be gone
    Column("stage", String(80), nullable=True),  # likewise; empty: the process itself was called so
    Column("called", String(2_000), nullable=False),  # as names are compared
    Column("until", Instant, nullable=False),  # when it was renamed or deleted
    Index("ix_former_names_called", "called"),
    Index("ix_former_names_stage", "stage"),
)
