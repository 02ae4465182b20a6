"""The application as a whole: how it starts, answers HEAD, and says what went wrong."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from server.app import create_app
from server.settings import Settings


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path / "data"))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def test_it_says_that_it_is_well(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_head_answers_as_get_without_a_body(client: TestClient) -> None:
    get, head = client.get("/healthz"), client.head("/healthz")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]


def test_programs_get_problem_details(client: TestClient) -> None:
    answer = client.get("/api/nothing-here")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Not Found"
    assert answer.json()["status"] == 404
    assert "home page" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "address", "status"), [("GET", "/api", 404), ("DELETE", "/api/guides", 405)]
)
def test_all_under_api_is_a_problem_in_a_sentence(
    client: TestClient, method: str, address: str, status: int
) -> None:
    answer = client.request(method, address, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["detail"].endswith(".")


def test_a_foreign_name_is_a_problem_under_api_for_browsers_too(client: TestClient) -> None:
    answer = client.get("/api/guides", headers={"Accept": "text/html", "Host": "elsewhere.example"})
    assert (answer.status_code, answer.headers["content-type"]) == (421, "application/problem+json")


def test_a_defect_while_a_link_is_opened_logs_no_token(
    app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    with app.state.base.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE links")
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        assert client.get("/join/the-token-itself").status_code >= 500
    assert caplog.records
    assert "the-token-itself" not in caplog.text


def test_people_get_a_page(client: TestClient) -> None:
    answer = client.get("/nothing-here")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "home page" in answer.text


def test_a_defect_is_answered_without_its_insides(app: FastAPI) -> None:
    @app.get("/api/broken")
    def broken() -> None:
        raise RuntimeError("the secret inside")

    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        answer = client.get("/api/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret inside" not in answer.text


def test_each_thing_in_the_background_is_done_by_one_thread(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    with TestClient(create_app(Settings(data=tmp_path, smtp_host="127.0.0.1"))):
        names = [each.name for each in threading.enumerate() if each not in before]
    ours = [name for name in names if name in ("painting", "noting", "redacting", "reminding", "learning")]
    assert sorted(ours) == ["learning", "noting", "painting", "redacting", "reminding"]
