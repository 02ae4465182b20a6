"""Every table of the knowledge base, one file a noun.

Import them from here: some files are called like a table in them. A change needs a migration; a test holds
the two together.
"""

from server.storage.tables.arrivals import arrivals, takes
from server.storage.tables.asks import ask_answers, asks, missed
from server.storage.tables.base import Instant, Serial, metadata, reference
from server.storage.tables.edits import calls, drafts, edits, let_stand, presence
from server.storage.tables.feedback import feedback
from server.storage.tables.guides import counters, guides, trash, versions
from server.storage.tables.ordering import alike, traits
from server.storage.tables.people import devices, links, people, sharing
from server.storage.tables.pictures import drawings, picture_uses, pictures, uploads
from server.storage.tables.processes import former_names, placements, process_calls, processes, slots, stages
from server.storage.tables.redactions import redacted_files, redacted_words, redactions
from server.storage.tables.reviews import moves, program_changes, reminders

__all__ = [
    "Instant",
    "Serial",
    "alike",
    "arrivals",
    "ask_answers",
    "asks",
    "calls",
    "counters",
    "devices",
    "drafts",
    "drawings",
    "edits",
    "feedback",
    "former_names",
    "guides",
    "let_stand",
    "links",
    "metadata",
    "missed",
    "moves",
    "people",
    "picture_uses",
    "pictures",
    "placements",
    "presence",
    "process_calls",
    "processes",
    "program_changes",
    "redacted_files",
    "redacted_words",
    "redactions",
    "reference",
    "reminders",
    "sharing",
    "slots",
    "stages",
    "takes",
    "traits",
    "trash",
    "uploads",
    "versions",
]
