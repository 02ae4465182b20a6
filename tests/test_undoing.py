"""Undo and redo: one's own calls, the last one first, kept in the log; others' work stays."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from server import sharing
from server.app import create_app
from server.settings import Settings
from tests.serving import bring_in, visit

CAPTIONS = {"s1": "Choose the entry in **Orders**", "s4": "Click **Issue refund**"}


@pytest.fixture
def people(tmp_path: Path) -> list[TestClient]:
    """Return two editors with names of their own, of a base that holds the example."""
    app = create_app(Settings(data=tmp_path, share=True))
    token = sharing.add(app.state.base, "Editors", "editor").token
    both = [visit(app) for _ in range(2)]
    for client, name in zip(both, ("Ana", "Ben"), strict=True):
        assert client.get(f"/join/{token}").status_code == 303
        assert client.put("/api/name", json={"name": name}).status_code == 200
    bring_in(both[0])
    return both


def send(client: TestClient, *edits: dict[str, Any], call: str | None = None) -> dict[str, Any]:
    answer = client.post("/api/guides/refund/edits", json={"edits": edits, "call": call})
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


def turn(client: TestClient, way: str = "undo", status: int = 200, **body: Any) -> dict[str, Any]:
    answer = client.post(f"/api/guides/refund/edits/{way}", json=body)
    assert answer.status_code == status, answer.text
    said: dict[str, Any] = answer.json()
    return said


def draft(client: TestClient) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/api/guides/refund/draft").json()
    return document


def title(before: str, wanted: str) -> dict[str, Any]:
    return {"kind": "set_title", "before": before, "title": wanted}


def caption(step: str, before: str, wanted: str) -> dict[str, Any]:
    return {"kind": "set_caption", "step": step, "before": before, "caption": wanted}


TITLE = "How to process a customer refund"


def test_calls_are_undone_and_redone_one_after_another(people: list[TestClient]) -> None:
    ana = people[0]
    start = draft(ana)
    states = [start]
    for edits in (
        [title(TITLE, "Refunds"), caption("s1", CAPTIONS["s1"], "Look")],
        [{"kind": "merge_steps", "step": "s2", "next": "s3", "before": None, "before_next": None}],
        [{"kind": "delete_step", "step": "s4", "before": CAPTIONS["s4"]}],
    ):
        send(ana, *edits)
        states.append(draft(ana))
    for state in states[-2::-1]:
        said = turn(ana)
        assert draft(ana) == state
    assert (said["can_undo"], said["can_redo"]) == (False, True)
    assert said["undone"]["kinds"] == ["set_title", "set_caption"]
    assert turn(ana, status=409)["type"] == "nothing-to-undo"
    for state in states[1:]:
        said = turn(ana, "redo")
        assert draft(ana) == state
    assert (said["can_undo"], said["can_redo"]) == (True, False)
    turn(ana)
    assert draft(ana) == states[-2]


def test_a_new_call_clears_what_could_be_redone(people: list[TestClient]) -> None:
    ana = people[0]
    send(ana, title(TITLE, "One"))
    turn(ana)
    send(ana, title(TITLE, "Two"))
    assert turn(ana, "redo", 409)["type"] == "nothing-to-undo"


def test_each_undoes_only_their_own_and_leaves_the_others_work_alone(people: list[TestClient]) -> None:
    ana, ben = people
    send(ana, caption("s1", CAPTIONS["s1"], "Ana's words"))
    send(ben, caption("s4", CAPTIONS["s4"], "Ben's words"))
    turn(ana)
    captions = {step["id"]: step["caption"] for step in draft(ana)["steps"]}
    assert (captions["s1"], captions["s4"]) == (CAPTIONS["s1"], "Ben's words")
    assert turn(ana, status=409)["type"] == "nothing-to-undo"


def test_what_others_changed_since_is_set_aside_and_the_call_before_is_undone_next(
    people: list[TestClient],
) -> None:
    ana, ben = people
    send(ana, title(TITLE, "Ana's title"))
    send(ana, caption("s1", CAPTIONS["s1"], "Ana's words"))
    send(ben, caption("s1", "Ana's words", "Ben's words"))
    refused = turn(ana, status=409, call="u1")
    assert (refused["type"], refused["theirs"]) == ("set-aside", "Ben's words")
    assert turn(ana, status=409, call="u1")["type"] == "set-aside", "sent again it undoes nothing else"
    turn(ana, call="u2")
    assert draft(ana)["title"] == TITLE
    assert draft(ana)["steps"][0]["caption"] == "Ben's words"


def test_a_call_sent_again_answers_as_the_first_time_and_changes_nothing(people: list[TestClient]) -> None:
    ana = people[0]
    first = send(ana, title(TITLE, "Once"), call="c1")
    again = send(ana, title(TITLE, "Once"), call="c1")
    assert again == first
    send(ana, title("Once", "Twice"), call="c2")
    assert send(ana, title(TITLE, "Once"), call="c1")["title"] == "Twice"
    undone = turn(ana, call="u1")
    assert turn(ana, call="u1") == undone
    assert draft(ana)["title"] == "Once"
    assert turn(ana, "redo", call="r1") == turn(ana, "redo", call="r1")
    assert draft(ana)["title"] == "Twice"


def test_undo_survives_publishing_and_a_new_start(people: list[TestClient], tmp_path: Path) -> None:
    ana = people[0]
    send(ana, title(TITLE, "Refunds"))
    assert ana.post("/api/guides/refund/publish").status_code == 200
    anew = TestClient(create_app(Settings(data=tmp_path, share=True)), base_url="http://localhost")
    anew.cookies = ana.cookies
    turn(anew)
    assert draft(anew)["title"] == TITLE


def test_a_step_is_put_where_a_neighbour_stood_that_is_gone(people: list[TestClient]) -> None:
    ana, ben = people
    send(ana, {"kind": "delete_step", "step": "s2", "before": draft(ana)["steps"][1]["caption"]})
    send(ben, {"kind": "merge_steps", "step": "s3", "next": "s4"})
    send(ben, {"kind": "move_step", "step": "s5", "after": "s2"})
    content = {"id": "new", "kind": "note", "caption": "New"}
    send(ben, {"kind": "insert_step", "after": "s4", "content": content})
    assert [step["id"] for step in draft(ana)["steps"]] == ["s1", "s5", "s3", "new"]


def test_a_merged_step_is_split_into_what_it_was(people: list[TestClient]) -> None:
    ana = people[0]
    start = draft(ana)
    merged = send(ana, {"kind": "merge_steps", "step": "s3", "next": "s4"})["captions"]["s3"]
    send(ana, {"kind": "split_step", "step": "s3", "copy": "s3-b", "before": merged})
    assert draft(ana) == start
    turn(ana)
    assert draft(ana)["steps"][2]["caption"] == merged
    changed = send(ana, caption("s3", merged, "Fill in **Note**, then click **Issue**"))["captions"]["s3"]
    send(ana, {"kind": "split_step", "step": "s3", "copy": "s3-b", "before": changed})
    assert [step["caption"] for step in draft(ana)["steps"][2:4]] == ["Fill in **Note**", "Click **Issue**"]
    assert draft(ana)["steps"][3]["id"] == "s3-b"


def test_a_picture_must_be_stored_here_and_in_reach(people: list[TestClient]) -> None:
    ana = people[0]
    picture = {"file": f"images/{'a' * 64}.png", "width": 10, "height": 10}
    content = {"id": "new", "kind": "action", "caption": "Look", "picture": picture}
    for edit in (
        {"kind": "set_picture", "step": "s1", "before": None, "picture": picture},
        {"kind": "insert_step", "after": None, "content": content},
    ):
        answer = ana.post("/api/guides/refund/edits", json={"edits": [edit]})
        assert (answer.status_code, answer.json()["file"]) == (409, picture["file"])
