"""Recordings that somebody is asked for, and what was searched in vain."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from server.storage.tables.base import Instant, Serial, metadata, reference

asks = Table(  # recordings that somebody is asked for, each with a link to hand out
    "asks",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("title", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("question", Text, nullable=False),  # the search that found nothing, if that is why
    reference("process", "processes.id", nullable=True, index=True),
    Column("slot", String(80), nullable=True, index=True),  # no reference: who asks holds up no deletion
    Column("process_name", Text, nullable=False),  # as it was called, for when it is gone
    Column("stage_name", Text, nullable=False),
    reference("asker", "people.id", index=True),
    reference("asked", "people.id", nullable=True, index=True),
    Column("at", Instant, nullable=False),
    Column("token", String(64), nullable=False, unique=True),  # its hash; the token itself is nowhere
    Column("until", Instant, nullable=False),
    Column("ended_at", Instant, nullable=True),
    Column("tries", Integer, nullable=False),  # how often something was sent in the hour that began then:
    Column("tried_since", Instant, nullable=False),
    sqlite_autoincrement=True,
)

ask_answers = Table(
    "ask_answers",
    metadata,
    Column("id", Serial, primary_key=True),
    reference("ask", "asks.id"),
    reference("guide", "guides.id", index=True),
    reference("person", "people.id"),
    Column("at", Instant, nullable=False),
    Index("uq_ask_answers_ask_guide", "ask", "guide", unique=True),
)

missed = Table(  # searches that found nothing; no person
    "missed",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("words", Text, nullable=False, index=True),  # not unique: a redaction may make two the same
    Column("said", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_at", Instant, nullable=False),
    Column("last_at", Instant, nullable=False, index=True),
)
