"""Recording from the pages' server: only where there is a recorder, only for its owner, one at a time."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from server.app import create_app
from server.recording.child import ChildRecorder
from server.security.peers import find_user, user_of_peer
from server.settings import Settings
from tests.running import PROGRAMS, wait_for
from tests.serving import Site, served, visit
from tests.test_serve import ENVIRONMENT, HANDRAIL

COMMAND = [sys.executable, str(PROGRAMS / "scripted_recorder.py")]
PAGES = ("/record", "/record/do", "/record/recover", "/api/recording", "/api/recording/commands")


@pytest.fixture
def recorder(tmp_path: Path) -> ChildRecorder:
    return ChildRecorder(COMMAND, [sys.executable, "-c", ""], tmp_path / "takes")


@pytest.fixture
def site(tmp_path: Path, recorder: ChildRecorder) -> Iterator[Site]:
    with served(tmp_path / "data", recorder=recorder) as site:
        yield site


@pytest.fixture
def client(site: Site) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=site.url, trust_env=False) as client:
        yield client


def reach(client: httpx2.Client, state: str, steps: int = 0) -> dict[str, Any]:
    def looked() -> dict[str, Any] | None:
        told: dict[str, Any] = client.get("/api/recording").json()
        return told if told["state"] == state and len(told["steps"]) >= steps else None

    return wait_for(looked, f"the state {state}", 20)


def test_a_program_records_and_publishes(client: httpx2.Client) -> None:
    begun = client.post("/api/recording", json={"title": "How to refund", "process": "Support"})
    assert begun.status_code == 202
    told = reach(client, "recording", steps=3)
    assert told["keys"]["stop"] == "Ctrl+Alt+End"
    assert told["steps"][2]["caption"] == "Click **Issue refund**"
    again = client.post("/api/recording", json={})
    assert again.status_code == 409
    assert again.json()["detail"] == "A recording runs already; stop it before you start another."
    assert client.post("/api/recording/commands", json={"do": "stop"}).status_code == 202
    guide = reach(client, "kept")["guide"]
    assert client.get(f"/api/guides/{guide}", params={"as": "reader"}).status_code == 404
    sheet = client.get(f"/guides/{guide}/trim").text
    assert "That took 42 seconds. Keep these steps?" in sheet
    assert client.get("/api/recording").json()["state"] == "idle"
    assert client.post(f"/api/guides/{guide}/publish").json()["version"] == 1
    assert client.get(f"/api/guides/{guide}").json()["places"][0]["process"]["name"] == "Support"
    late = client.post("/api/recording/commands", json={"do": "stop"})
    assert late.status_code == 409
    assert "start a recording first" in late.json()["detail"]


def test_each_change_is_an_event(client: httpx2.Client) -> None:
    states: list[str] = []
    with client.stream("GET", "/api/recording/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            if not line.startswith("data: "):
                continue
            states.append(json.loads(line.removeprefix("data: "))["state"])
            if states == ["idle"]:
                client.post("/api/recording", json={})
            if states[-1] == "recording":
                break
    assert states[0] == "idle"
    assert "countdown" in states


def test_steps_are_drawn_while_they_come(client: httpx2.Client) -> None:
    client.post("/api/recording", json={})
    reach(client, "recording", steps=3)
    page = client.get("/record").text
    address = page.partition('src="/api/recording/pictures/')[2].partition('"')[0]
    answer = client.get(f"/api/recording/pictures/{address}")
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"].startswith("private")
    assert answer.content[8:12] == b"WEBP"
    head = client.head(f"/api/recording/pictures/{address}")
    assert (head.status_code, head.content) == (200, b"")
    assert client.get(f"/api/recording/pictures/{'0' * 64}.webp").status_code == 404
    assert client.head("/record").status_code == 200


def test_without_a_recorder_there_is_nothing_to_start(tmp_path: Path) -> None:
    with served(tmp_path / "data") as site, httpx2.Client(base_url=site.url, trust_env=False) as client:
        assert "pipx install" in client.get("/record").text
        for page in PAGES:
            assert client.post(page, data={"do": "stop"}).status_code == 404
        assert client.get("/api/recording").status_code == 404
        assert "/api/recording" not in client.get("/api/openapi.json").json()["paths"]


def test_who_comes_over_the_network_may_not_even_with_an_editors_link(
    tmp_path: Path, recorder: ChildRecorder
) -> None:
    with visit(create_app(Settings(data=tmp_path / "data", share=True), recorder), "editor") as editor:
        editor.put("/api/name", json={"name": "Amara Diallo"})
        assert editor.post("/api/recording", json={}).status_code == 403
        assert "pipx install" in editor.get("/record").text
        assert not recorder.take.is_running


def test_who_is_on_this_machine_and_not_known_as_its_owner_may_not(
    tmp_path: Path, recorder: ChildRecorder
) -> None:
    app = create_app(Settings(data=tmp_path / "data"), recorder)
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 9)) as somebody:
        answer = somebody.post("/api/recording", json={})
        assert answer.status_code == 403
        assert "Only the person who started Handrail" in answer.json()["detail"]
        assert somebody.post("/record", data={}).status_code == 403
        assert "Start recording" not in somebody.get("/record").text
        assert not recorder.take.is_running


@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_the_system_tells_whose_connection_it_is(family: socket.AddressFamily, host: str) -> None:
    listener = socket.create_server((host, 0), family=family)
    client = socket.create_connection(listener.getsockname()[:2])
    with listener, client, listener.accept()[0]:
        ends = client.getsockname()[:2], listener.getsockname()[:2]
        assert user_of_peer(*ends) == os.getuid()
        assert user_of_peer(ends[1], ends[0]) == os.getuid()
        client.close()
        assert user_of_peer(*ends) is None  # a connection that its program left belongs to nobody
    assert user_of_peer(("testclient", 50_000), ends[1]) is None


def test_another_users_connection_is_told_from_ones_own() -> None:
    table = [
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
        "   0: 0100007F:A1B2 0100007F:1FC9 01 00000000:00000000 00:00000000 00000000  1001        0 1 1",
        "   1: 0100007F:1FC9 0100007F:A1B2 01 00000000:00000000 00:00000000 00000000  1000        0 2 1",
        "   2: 0100007F:A1B3 0100007F:1FC9 06 00000000:00000000 00:00000000 00000000     0        0 0 3",
    ]
    server = frozenset({"0100007F:1FC9"})
    assert find_user(table, frozenset({"0100007F:A1B2"}), server) == 1001
    assert find_user(table, frozenset({"0100007F:A1B3"}), server) is None


def test_the_end_of_the_server_keeps_the_take(tmp_path: Path, recorder: ChildRecorder) -> None:
    with (
        served(tmp_path / "data", recorder=recorder) as site,
        httpx2.Client(base_url=site.url, trust_env=False) as client,
    ):
        client.post("/api/recording", json={"title": "How to go on"})
        reach(client, "recording", steps=3)
    with served(tmp_path / "data") as site:
        assert "How to go on" in httpx2.get(f"{site.url}/", trust_env=False).text


def test_a_page_that_listens_does_not_hold_up_the_end_and_nothing_is_said_of_it(tmp_path: Path) -> None:
    environment = {**ENVIRONMENT, "HANDRAIL_DATA": str(tmp_path), "HANDRAIL_PORT": "0"}
    with subprocess.Popen(
        HANDRAIL, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        address = server.stdout.readline().split()[-1]
        with httpx2.stream("GET", f"{address}api/recording/events", trust_env=False) as answer:
            assert next(answer.iter_lines()) == "id: 0"
            server.terminate()
            _, errors = server.communicate(timeout=60)
        assert (server.returncode, errors) == (0, "")
