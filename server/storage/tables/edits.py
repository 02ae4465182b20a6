"""What editors do to a guide before it is published: drafts, calls, edits, and who is at it."""

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table, Text

from server.storage.tables.base import Instant, Serial, metadata, reference

drafts = Table(
    "drafts",
    metadata,
    Column("guide", None, ForeignKey("guides.id"), primary_key=True),
    Column("serial", Serial, nullable=False),  # the last edit it holds
    Column("stamp", String(32), nullable=False),  # another one whenever the document is written
    Column("document", Text, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("id", Serial, primary_key=True),
    reference("guide", "guides.id"),
    reference("person", "people.id"),
    Column("name", String(64), nullable=True),  # the id that whoever sent it gave it
    Column("kind", String(10), nullable=False),  # made, undone, redone, or aside: it could not be undone
    reference("of", "calls.id", nullable=True),  # the call that was undone or redone
    Column("state", String(10), nullable=False),  # made: can be undone; undone: can be redone; left: neither
    reference("by", "calls.id", nullable=True),  # the call whose edits made it stand so; empty: its own
    Column("since", Serial, nullable=False),  # the last edit before it
    Column("at", Instant, nullable=False),
    Index("ix_calls_guide_id", "guide", "id"),
    Index("ix_calls_guide_person_state", "guide", "person", "state", "id"),
    Index("uq_calls_guide_person_name", "guide", "person", "name", unique=True),
    sqlite_autoincrement=True,
)

edits = Table(
    "edits",
    metadata,
    Column("serial", Serial, primary_key=True),
    reference("guide", "guides.id"),
    Column("step", String(64), nullable=True),
    Column("other", String(64), nullable=True),  # the second step it is about, such as the one merged away
    Column("kind", String(40), nullable=False),
    Column("before", Text, nullable=True),  # the text it saw
    Column("payload", JSON, nullable=False),
    Column("inverse", JSON, nullable=False),
    reference("undoes", "edits.serial", nullable=True),
    reference("call", "calls.id", nullable=True, index=True),
    reference("person", "people.id"),
    Column("at", Instant, nullable=False),
    Index("ix_edits_guide_serial", "guide", "serial"),
    Index("ix_edits_guide_step", "guide", "step", "serial"),
    Index("ix_edits_guide_other", "guide", "other", "serial"),
    sqlite_autoincrement=True,
)

presence = Table(
    "presence",
    metadata,
    Column("guide", String(64), primary_key=True),  # no reference: who looks must not hold up a deletion
    Column("client", String(64), primary_key=True),  # one page of somebody's
    reference("person", "people.id"),
    Column("step", String(64), nullable=True),
    Column("seen_at", Instant, nullable=False, index=True),
)

let_stand = Table(
    "let_stand",
    metadata,
    Column("guide", None, ForeignKey("guides.id"), primary_key=True),
    Column("remark", String(64), primary_key=True),  # its key, which holds no words
    reference("person", "people.id"),
    Column("at", Instant, nullable=False),
)
