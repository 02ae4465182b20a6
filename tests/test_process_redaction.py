"""Words that are redacted go from processes too: names, keys, branches, slots, and what the log remembers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from server.app import create_app
from server.base import KnowledgeBase
from server.redacting.working import work_off
from server.settings import Settings
from tests.byte_search import found_in, found_in_folder
from tests.marked_guide import NAME, marked_bytes
from tests.serving import visit


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    made = visit(create_app(Settings(data=tmp_path / "data")))
    yield made
    base_of(made).database.close()


def base_of(client: TestClient) -> KnowledgeBase:
    base: KnowledgeBase = client.app.state.base  # type: ignore[attr-defined]
    return base


def post(client: TestClient, address: str, **sent: Any) -> Any:
    answer = client.post(address, json=sent)
    assert answer.status_code in (200, 201, 202), answer.text
    return answer.json()


def stage(name: str, **content: Any) -> dict[str, Any]:
    return {"kind": "insert_stage", "after": None, "content": {"name": name, **content}}


def setting(key: str, field: str, before: Any, to: Any) -> dict[str, Any]:
    return {"kind": "set_stage", "stage": key, "field": field, "before": before, "to": to}


def test_redacted_words_are_in_no_byte_of_a_process_and_its_map_still_holds(client: TestClient) -> None:
    client.post("/api/guides", files={"file": ("a.guide", marked_bytes(process="", stage=""))})
    inner = post(client, "/api/processes", name=f"Calls of {NAME}")["id"]
    outer = post(client, "/api/processes", name="Calls")["id"]
    edits = f"/api/processes/{outer}/edits"
    first = post(client, edits, edits=[stage(f"Ask {NAME}", role=f"Friend of {NAME}")])["process"]["stages"][
        0
    ]
    key = first["id"]
    post(client, edits, edits=[
        stage("Part", id="part", kind="process", leads_to=inner),
        stage("Decide", id="decide", kind="decision", branches=[{"label": f"For {NAME}", "to": key}]),
        stage("Then", id="then", then=key),
        {"kind": "insert_slot", "stage": key, "content": {"title": f"How to greet {NAME}"}},
        setting(key, "role", f"Friend of {NAME}", "Agent"),
    ])  # fmt: skip
    gone = post(client, "/api/processes", name=f"Old calls of {NAME}")["id"]
    client.delete(f"/api/processes/{gone}")
    (guide,) = client.get("/api/guides").json()["guides"]
    post(client, f"/api/guides/{guide['id']}/redactions", words=[NAME])
    work_off(base_of(client))
    told = client.get(f"/api/processes/{outer}").json()
    stages = {each["name"]: each for each in told["stages"]}
    asked = stages["Ask a customer"]
    assert stages["Then"]["then"] == asked["id"]
    assert stages["Decide"]["branches"][0] == {
        "label": "For a customer",
        "to": asked["id"],
        "otherwise": False,
    }
    assert client.get(f"/api/processes/{stages['Part']['leads_to']}").json()["name"] == "Calls of a customer"
    assert asked["slots"][0]["title"] == "How to greet a customer"
    assert found_in(client.get(edits).content) == []
    undone = post(client, f"{edits}/undo")["process"]
    assert [each["name"] for each in undone["stages"]] == ["Ask a customer"]
    assert undone["stages"][0]["role"] == "Friend of a customer"
    post(client, edits, edits=[setting(asked["id"], "specification", "", f"Greet {NAME}.")])
    assert found_in(client.get(f"/api/processes/{outer}").content) == []
    base_of(client).database.scrub()
    base_of(client).database.close()
    found = found_in_folder(base_of(client).settings.data)
    assert [each for each in found if not each.startswith("objects/")] == []  # pictures were not asked for
