"""Keeping guides true over HTTP: the moves, who keeps what, handing over, and what readers see of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from server import clock, sharing
from server.app import create_app
from server.settings import Settings
from tests.serving import bring_in, visit

START = datetime(2026, 11, 27, 22, 30, tzinfo=UTC)
REVIEW = "/api/guides/refund/review"


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    times = [START]
    monkeypatch.setattr(clock, "now", lambda: times[0])
    return times


@pytest.fixture
def app(tmp_path: Path, now: list[datetime]) -> FastAPI:
    del now
    return create_app(Settings(data=tmp_path, share=True, timezone="Europe/Berlin", review_days=100))


def editor(app: FastAPI, name: str) -> TestClient:
    client = visit(app)
    token = sharing.add(app.state.base, f"Link of {name}", "editor").token
    assert client.get(f"/join/{token}").status_code == 303
    assert client.put("/api/name", json={"name": name}).status_code == 200
    return client


@pytest.fixture
def amara(app: FastAPI) -> TestClient:
    client = editor(app, "Amara Diallo")
    bring_in(client)
    return client


def edit(client: TestClient, caption: str) -> None:
    sent = {"kind": "set_caption", "step": "s3", "before": "Fill in **Note**", "caption": caption}
    assert client.post("/api/guides/refund/edits", json={"edits": [sent]}).status_code == 200


def waiting(client: TestClient) -> list[tuple[str, str]]:
    return [(each["kind"], each["words"]) for each in client.get("/api/waiting").json()["waiting"]]


def test_a_change_goes_to_the_reviewer_and_back_and_is_published(app: FastAPI, amara: TestClient) -> None:
    ben = editor(app, "Ben Okoro")
    kept = amara.put(REVIEW, json={"owner": "Amara Diallo", "reviewer": "ben okoro", "days": 10}).json()
    assert (kept["owner"], kept["reviewer"], kept["due"]) == ("Amara Diallo", "Ben Okoro", "2026-12-07")
    edit(amara, "Fill in **Note** well")
    assert amara.post(f"{REVIEW}/ask", json={"words": "Clearer"}).json()["state"] == "review"
    assert waiting(ben) == [("review_asked", "Amara Diallo asks you to review a change: Clearer")]
    assert "Step 3" in ben.get("/guides/refund/review").text
    refused = amara.post("/api/guides/refund/approve")
    assert (refused.status_code, refused.json()["type"]) == (403, "not-the-reviewer")
    assert ben.post(f"{REVIEW}/changes", json={}).status_code == 422
    ben.post(f"{REVIEW}/changes", json={"words": "Say which note"})
    assert waiting(ben) == []
    assert ("changes_wanted", "Ben Okoro asks for changes: Say which note") in waiting(amara)
    amara.post(f"{REVIEW}/ask", json={})
    assert waiting(amara) == []
    assert ben.post("/api/guides/refund/approve", json={"serial": 0}).status_code == 409
    done = ben.post("/api/guides/refund/approve").json()
    assert (done["state"], done["version"], done["is_verified"]) == ("published", 2, True)
    assert done["verified"]["by"] == "Ben Okoro"
    history = amara.get(REVIEW).json()["history"]
    assert [each["kind"] for each in history[:3]] == ["approved", "asked", "changes_wanted"]
    assert all(each["by"] and each["at"] for each in history)


def test_two_who_answer_at_once_do_not_both_publish(app: FastAPI, amara: TestClient) -> None:
    ben = editor(app, "Ben Okoro")
    edit(amara, "Fill in **Note** well")
    amara.post(f"{REVIEW}/ask")
    assert ben.post("/api/guides/refund/approve").status_code == 200
    late = amara.post("/api/guides/refund/approve")
    assert (late.status_code, late.json()["type"]) == (409, "cannot-move")
    assert amara.get(REVIEW).json()["version"] == 2
    stale = amara.post("/api/guides/refund/verify", json={"version": 1})
    assert (stale.status_code, stale.json()["version"]) == (409, 2)
    page = amara.post("/guides/refund/review/verify", data={"version": "1"})
    assert page.status_code == 409
    assert "Another version was published" in page.text


def test_a_page_that_was_kept_turns_overdue_when_the_day_comes(
    app: FastAPI, amara: TestClient, now: list[datetime]
) -> None:
    reader = visit(app, "reader")
    first = reader.get("/guides/refund")
    assert "Review overdue" not in first.text
    assert "not verified yet" in first.text
    now[0] = datetime(
        2027, 3, 7, 22, 59, tzinfo=UTC
    )  # a hundred days on, the last minute of the day in Berlin
    assert "Review overdue" not in reader.get("/guides/refund").text
    assert "Its review is due today" in amara.get("/guides/refund").text
    now[0] += timedelta(minutes=2)
    late = reader.get("/guides/refund", headers={"if-none-match": first.headers["etag"]})
    assert late.status_code == 200
    assert "Review overdue" in late.text
    assert "Review overdue" in reader.get("/").text
    assert "It is still right" not in late.text
    assert amara.post("/guides/refund/review/verify", data={"version": "1"}).status_code == 303
    seen = reader.get("/guides/refund").text
    assert "Verified by Amara Diallo on 8 Mar 2027" in seen
    assert "Review overdue" not in reader.get("/").text


def test_two_years_on(app: FastAPI, amara: TestClient, now: list[datetime]) -> None:
    amara.put(REVIEW, json={"owner": "Amara Diallo"})
    now[0] += timedelta(days=731)
    assert amara.get("/api/reviews").json()["overdue"][0]["due"] == "2027-03-07"
    assert waiting(amara) == [("review_due", "Its review was due on 7 Mar 2027")]
    amara.post("/api/guides/refund/archive", json={"words": "Nobody does it"})
    assert waiting(amara) == []
    lists = amara.get("/api/reviews").json()
    held = {name: [each["kind"] for each in lines] for name, lines in lists.items() if lines}
    assert held == {"archived": ["guide"], "overdue": ["process"], "unkept": ["process"]}
    now[0] += timedelta(days=365)
    page = visit(app, "reader").get("/guides/refund").text
    assert "This guide is archived" in page
    assert "Review overdue" not in page
    assert "Issue refund" in page
    assert amara.post("/api/guides/refund/bring-back").json()["turn"] == "overdue"
    assert "Archived" in amara.get("/reviews?show=archived").text


def test_an_archived_guide_is_told_of_at_its_address_only(app: FastAPI, amara: TestClient) -> None:
    reader = visit(app, "reader")
    amara.post("/api/guides/refund/archive")
    assert reader.get("/api/guides").json() == {"guides": []}
    assert reader.get("/api/search?q=refund").json()["results"] == []
    assert reader.get("/api/guides/refund").json()["state"] == "archived"
    edit(amara, "Fill in **Note** well")
    refused = amara.post("/api/guides/refund/publish")
    assert (refused.status_code, refused.json()["type"]) == (409, "cannot-move")


def test_what_a_person_kept_is_handed_over_at_once(amara: TestClient) -> None:
    bring_in(amara, id="other", title="Another")
    process = amara.get("/api/processes").json()["processes"][0]["id"]
    for guide in ("refund", "other"):
        amara.put(f"/api/guides/{guide}/review", json={"owner": "Ben Okoro", "reviewer": "Ben Okoro"})
    amara.put(f"/api/processes/{process}/review", json={"owner": "Ben Okoro"})
    assert "Ben Okoro cannot edit" in amara.get("/reviews?show=unkept").text
    assert "Hand all of it over" in amara.get("/reviews?person=Ben+Okoro").text
    for wrong in ({"from": "Nobody", "to": "Amara Diallo"}, {"from": "Ben Okoro", "to": " "}):
        assert amara.post("/api/people/hand-over", json=wrong).status_code == 422
    sent = {"giver": "Ben Okoro", "taker": "Amara Diallo"}
    assert "3 guides and processes were handed over" in amara.post("/reviews/hand-over", data=sent).text
    assert amara.get(REVIEW).json()["reviewer"] == "Amara Diallo"
    assert amara.get(f"/api/processes/{process}/review").json()["owner"] == "Amara Diallo"
    assert amara.get("/api/reviews?person=Ben+Okoro").json()["unkept"] == []


def test_a_process_is_looked_at_too(app: FastAPI, amara: TestClient, now: list[datetime]) -> None:
    process = amara.get("/api/processes").json()["processes"][0]["id"]
    address = f"/api/processes/{process}/review"
    amara.put(address, json={"owner": "Amara Diallo", "days": 5})
    now[0] += timedelta(days=6)
    assert [kind for kind, _ in waiting(amara)] == ["review_due"]
    assert "Review overdue" in visit(app, "reader").get(f"/processes/{process}").text
    assert amara.post(f"/api/processes/{process}/verify").json()["is_verified"]
    assert waiting(amara) == []
    assert "Verified by Amara Diallo" in amara.get(f"/processes/{process}").text
    assert amara.get("/api/processes/nothing/review").status_code == 404


@pytest.mark.parametrize("days", ["0", "-1", "x", "99999", "1e3"])
def test_days_that_are_none_are_said_on_the_page(amara: TestClient, days: str) -> None:
    answer = amara.post("/guides/refund/review/keep", data={"owner": "Amara Diallo", "days": days})
    assert answer.status_code == 422
    assert "Days are a number" in answer.text
    assert amara.get(REVIEW).json()["owner"] is None


def test_a_reader_may_move_nothing_and_a_changed_program_is_told_from_the_page(
    app: FastAPI, amara: TestClient
) -> None:
    reader = visit(app, "reader")
    for path in ("/reviews", "/guides/refund/review", "/reviews/program", "/api/program-changes"):
        assert reader.get(path).status_code == 403
    assert "refund-desk" in amara.get("/reviews/program").text
    assert amara.post("/reviews/program", data={"program": "x", "words": "y"}).status_code == 422
    told = {"program": "refund-desk", "words": "The button moved"}
    assert amara.post("/reviews/program", data=told).status_code == 303
    assert "Refund desk: The button moved" in reader.get("/guides/refund").text
    assert "1 of 1 guide is still to be looked at" in amara.get("/reviews/program").text
    change: dict[str, Any] = amara.get("/api/program-changes").json()["changes"][0]
    assert amara.post(f"/reviews/program/{change['id']}/take-back").status_code == 303
    assert "Needs an update" not in reader.get("/guides/refund").text


def test_a_guide_that_readers_never_saw_is_published_by_its_reviewer(tmp_path: Path) -> None:
    first = create_app(Settings(data=tmp_path, share=True, review_first=True))
    amara, ben = editor(first, "Amara Diallo"), editor(first, "Ben Okoro")
    bring_in(amara)
    assert amara.put(REVIEW, json={"reviewer": "Ben Okoro"}).json()["state"] == "draft"
    assert amara.post("/api/guides/refund/verify", json={"version": 1}).status_code == 409
    assert amara.post("/guides/refund/review/ask", data={"words": "Is it all there?"}).status_code == 303
    assert [kind for kind, _ in waiting(ben)] == ["review_asked"]
    assert "Readers do not see this guide yet" in ben.get("/guides/refund/review").text
    assert ben.post("/guides/refund/review/approve").status_code == 303
    assert "Verified by Ben Okoro" in visit(first, "reader").get("/guides/refund").text
