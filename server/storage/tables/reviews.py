"""How guides are kept true: moves from state to state, programs that changed, reminders."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from server.storage.tables.base import Instant, Serial, metadata, reference

# Each move of a guide from one state to another, and each time that somebody found it right.
moves = Table(
    "moves",
    metadata,
    Column("id", Serial, primary_key=True),
    reference("guide", "guides.id"),
    Column("kind", String(20), nullable=False),  # see server/states.py
    Column("was", String(20), nullable=False),  # the state before
    Column("state", String(20), nullable=False),  # the state from then on
    Column("version", Integer, nullable=False),  # what readers saw from then on
    Column("words", Text, nullable=False),
    reference("person", "people.id"),
    Column("at", Instant, nullable=False),
    reference("change", "program_changes.id", nullable=True, index=True),
    Index("ix_moves_guide_id", "guide", "id"),
    Index("ix_moves_kind", "kind"),
    sqlite_autoincrement=True,
)

# What one did about a program that changed, for all guides that use it.
program_changes = Table(
    "program_changes",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("program", Text, nullable=False),
    Column("words", Text, nullable=False),  # what changed
    reference("person", "people.id"),
    Column("at", Instant, nullable=False),
    Column("taken_back_at", Instant, nullable=True),
    reference("taken_back_by", "people.id", nullable=True),
    sqlite_autoincrement=True,
)

# How a person is reminded: where mail goes and how often, and which addresses of feeds hold.
reminders = Table(
    "reminders",
    metadata,
    Column("person", None, ForeignKey("people.id"), primary_key=True),
    Column("email", String(320), nullable=False),
    Column("rhythm", String(10), nullable=False),  # never, daily or weekly
    Column("feed", Integer, nullable=False),  # which generation of addresses holds
    Column("done_for", Date, nullable=True),  # the last day whose mail was sent, or not needed
    Column("claimed_until", Instant, nullable=True),  # until then a process is at work on it
    Column("trouble", Text, nullable=False),  # why the last mail did not go out, if it did not
)
