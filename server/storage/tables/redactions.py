"""What was redacted, and what must never come in again."""

from sqlalchemy import JSON, Column, Integer, String, Table, Text

from server.storage.tables.base import Instant, Serial, metadata, reference

redactions = Table(
    "redactions",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("guide", String(64), nullable=False, index=True),  # from whose page; it may be gone
    reference("person", "people.id"),
    Column("at", Instant, nullable=False),
    Column("phase", String(20), nullable=False),  # what is done now; the last is "done"
    Column("cursor", Text, nullable=False),  # how far that is
    Column("pictures", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("steps_done", Integer, nullable=False),
    Column("steps", Integer, nullable=False),
    Column("trouble", Text, nullable=False),  # why it waits, if it does
    Column("claimed_until", Instant, nullable=True),  # until then a process is at work on it
    Column("finished_at", Instant, nullable=True),
)

redacted_files = Table(
    "redacted_files",
    metadata,
    Column("old", String(80), primary_key=True),  # <sha256>.<type>: what must never be served or kept again
    Column("new", String(80), nullable=True, index=True),  # what stands in its place, once that is there
    Column("boxes", JSON, nullable=False),  # which regions of a picture were filled
    reference("redaction", "redactions.id", index=True),
)

redacted_words = Table(
    "redacted_words",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("print", String(64), nullable=False),  # a keyed fingerprint; the words themselves are nowhere
    Column("length", Integer, nullable=False),
    Column("instead", String(200), nullable=False),
    Column("guide", String(64), nullable=False, index=True),  # where they are not to be; empty is everywhere
    Column("texts", JSON(none_as_null=True), nullable=True),  # no ban: only these go, all where it is empty
    reference("redaction", "redactions.id", index=True),
)
