"""What stands on a printed copy of who vouches for it, and what whoever holds it must know first."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from recorder.document.guide import Guide
from server.base import KnowledgeBase
from server.model import Person, Version
from server.printing import sheet_for, trust_line, warning
from server.settings import Settings
from server.trust import Trust
from tests.example_guide import example

AMARA, NOOR = Person(1, "Amara Diallo"), Person(2, "Noor Haddad")
DAY = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
SETTINGS = Settings(data=Path("nowhere"), timezone="UTC")
GUIDE: Guide = example(pictured=False)[0]
VERSION = Version("refund", 7, GUIDE, DAY, AMARA)
TRUST = Trust("published", 7, AMARA, NOOR, None, None, None, date(2027, 11, 12), "", 365, ())


def test_a_copy_says_who_verified_it_and_when() -> None:
    verified = replace(TRUST, verified_by=NOOR, verified_at=DAY)
    assert (
        trust_line(VERSION, verified, SETTINGS)
        == "Verified by Noor Haddad on 12 Nov 2026 · version 7 · 2 min"
    )
    assert "Published by Amara Diallo on 12 Nov 2026 · not verified yet" in trust_line(
        VERSION, TRUST, SETTINGS
    )


@pytest.mark.parametrize(
    ("trust", "said"),
    [
        (None, ""),
        (TRUST, ""),
        (replace(TRUST, state="archived"), "This guide is archived"),
        (
            replace(TRUST, reasons=("Refund desk has a new window",)),
            "Needs an update · Refund desk has a new",
        ),
        (replace(TRUST, turn="overdue"), "Review overdue · It was to be looked at by 12 Nov 2027"),
    ],
)
def test_a_copy_warns_of_what_is_not_well(trust: Trust | None, said: str) -> None:
    told = warning(trust, SETTINGS)
    assert told.startswith(said)
    assert bool(told) == bool(said)


def test_the_owner_of_the_base_stands_there_and_not_that_of_the_file(base: KnowledgeBase) -> None:
    guide = GUIDE.model_copy(update={"owner": "Somebody else"})
    version = replace(VERSION, document=guide)
    sheet = sheet_for(base, version, trust=TRUST, places=(), reached="http://here:8137", paper=None)
    assert dict(sheet.data["about"])["Owner"] == "Amara Diallo"
    assert dict(sheet.data["about"])["Reviewer"] == "Noor Haddad"
    assert sheet.data["address"] == "http://here:8137/guides/refund"
    alone = sheet_for(base, version, trust=None, places=(), reached="http://here:8137", paper=None)
    assert dict(alone.data["about"])["Owner"] == "Somebody else"
