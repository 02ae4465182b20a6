"""Every table of the knowledge base. A change here needs a migration; a test holds the two together."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from server import clock

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    },
)

Serial = BigInteger().with_variant(Integer, "sqlite")


class Instant(TypeDecorator[datetime]):
    """A time in UTC; SQLite forgets the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time in UTC, as the dialect keeps it."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time with its zone."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _now() -> datetime:
    return clock.now()  # asked for anew each time, since tests live two years in a moment


def reference(name: str, column: str, *, nullable: bool = False, index: bool = False) -> Column[Any]:
    """Return a column that points at another table."""
    return Column(name, None, ForeignKey(column), nullable=nullable, index=index)


people = Table(
    "people",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("created_at", Instant, nullable=False),
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
    Column("review_from", Instant, nullable=True, default=_now),  # since when the days to a review count
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

trash = Table(
    "trash",
    metadata,
    Column("guide", None, ForeignKey("guides.id"), primary_key=True),
    reference("person", "people.id"),
    Column("at", Instant, nullable=False, index=True),
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

# What readers and editors say of a guide or a step: reports, comments, suggested wordings, replies.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Serial, primary_key=True),
    reference("guide", "guides.id"),
    Column("step", String(64), nullable=True),  # empty: the guide as a whole
    reference("of", "feedback.id", nullable=True, index=True),  # what a reply replies to
    Column("kind", String(20), nullable=False),
    Column("topic", String(20), nullable=False),  # why it is wrong, or which words are meant
    Column("version", Integer, nullable=False),  # which was read
    Column("words", Text, nullable=False),
    Column("before", Text, nullable=False),  # the text that a suggestion saw
    Column("state", String(20), nullable=False),
    Column("answer", Text, nullable=False),  # why a suggestion was declined
    reference("person", "people.id", nullable=True),  # empty: a reader who gave no name
    Column("device", String(64), nullable=False),  # whose it is to take back
    Column("at", Instant, nullable=False),
    Column("settled_in", Integer, nullable=True),  # the version that mended it
    Column("settled_at", Instant, nullable=True),
    reference("settled_by", "people.id", nullable=True),
    Index("ix_feedback_guide_state", "guide", "state", "id"),
    Index("ix_feedback_state_guide", "state", "guide"),
    Index("ix_feedback_device_at", "device", "at"),
    sqlite_autoincrement=True,
)

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

drawings = Table(
    "drawings",
    metadata,
    Column("key", String(64), primary_key=True),
    reference("picture", "pictures.file", index=True),
    Column("recipe", JSON, nullable=False),  # crop, marks and variant: what to draw
    Column("claimed_at", Instant, nullable=True),  # when a process last began to draw it
    Column("drawn_at", Instant, nullable=True, index=True),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
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
