"""What waits for a person: every source is asked, the most pressing stands first."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from server.app import create_app
from server.settings import Settings
from server.waiting import gathering
from server.waiting.base import Waiting
from tests.serving import visit

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def test_the_most_pressing_stands_first() -> None:
    waits = [
        Waiting("review_due", "later", "/", NOW, "calm"),
        Waiting("review_due", "older", "/", NOW - timedelta(days=2), "calm"),
        Waiting("review_due", "late", "/", NOW, "amber"),
    ]
    assert gathering.level_of(waits) == "amber"
    assert gathering.level_of(()) == "calm"
    assert [each.about for each in gathering.in_order(waits)] == ["late", "older", "later"]


def test_sources_are_asked_for_whoever_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def source(_connection: object, person: object, now: datetime) -> list[Waiting]:
        asked.append((person, now.tzinfo))
        return []

    monkeypatch.setattr(gathering, "sources", lambda _settings: (source,))
    app = create_app(Settings(data=tmp_path, share=True, timezone="Asia/Tokyo"))
    with visit(app, "editor") as editor:
        assert editor.get("/api/waiting").json() == {"count": 0, "level": "calm", "waiting": []}
        assert not asked
        editor.put("/api/name", json={"name": "Amara"})
        assert editor.get("/api/waiting").json()["count"] == 0
        assert [zone for _, zone in asked] == [ZoneInfo("Asia/Tokyo")]
        assert "Nothing waits for you" in editor.get("/waiting").text
