"""Answering an ask by the real commands, and from the page of the machine on which it was made."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from recorder.demo.hands import hands_on
from recorder.document.geometry import Box
from server import asking
from server.asks import Answer, Wanted
from server.base import KnowledgeBase
from server.model import Person
from server.recording.child import ChildRecorder
from server.recording.landing import land
from server.recording.take import Into
from server.storage import asks, people
from tests.listening import listening
from tests.recorder_process import HANDRAIL, recording
from tests.running import PROGRAMS, Program, wait_for
from tests.sample_guides import sample_file
from tests.serving import Site, served

COMMAND = [sys.executable, str(PROGRAMS / "scripted_recorder.py")]


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    with listening(app) as address:
        yield address


def amara(base: KnowledgeBase) -> Person:
    with base.database.writing() as connection:
        return people.called(connection, "Amara")


def ask_for(base: KnowledgeBase, title: str = "Notify a customer") -> asking.Made:
    return asking.make(base, Wanted(title), amara(base))


def came(base: KnowledgeBase, number: int) -> tuple[Answer, ...]:
    with base.database.reading() as connection:
        return asks.answers(connection, [number]).get(number, ())


def push(file: Path, link: str, *more: str) -> subprocess.CompletedProcess[str]:
    command = [str(HANDRAIL), "push", str(file), "--to", link, *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_push_hands_a_file_to_whoever_asked(app: FastAPI, address: str, tmp_path: Path) -> None:
    base: KnowledgeBase = app.state.base
    made = ask_for(base)
    link = f"{address}/ask/{made.token}"
    file = tmp_path / "refund.guide"
    file.write_bytes(sample_file().getvalue())
    done = push(file, f"<{link}/>")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Amara has it, looks at it and publishes it.\n"
    (answer,) = came(base, made.number)
    assert (answer.guide, answer.state) == ("refund", "waits")
    assert "the place is known" in push(file, link, "--into", "refund").stderr
    file.write_bytes(b"no guide")
    assert "The server refused the guide: This is not a guide file" in push(file, link).stderr
    asking.end(base, made.number)
    ended = push(file, link)
    assert ended.returncode == 1
    assert ended.stderr.endswith("Amara does not wait for this recording any more; nothing is left to do.\n")
    assert "The link has ended" in push(file, f"{address}/ask/{'x' * 32}").stderr


def test_record_answers_an_ask_under_its_title(
    app: FastAPI, address: str, desktop: Mapping[str, str], gtk_form: Program, tmp_path: Path
) -> None:
    base: KnowledgeBase = app.state.base
    made = ask_for(base)
    with recording(desktop, tmp_path, "--push", f"{address}/ask/{made.token}") as recorder:
        with hands_on(desktop["DISPLAY"]) as hands:
            hands.click(Box.around(gtk_form.window.box.centre, 4, 4))
        assert recorder.stop() == 0
    (answer,) = came(base, made.number)
    assert (answer.title, answer.state, answer.steps) == ("Notify a customer", "waits", 1)


def test_record_begins_only_for_an_ask_that_holds(app: FastAPI, address: str, tmp_path: Path) -> None:
    base: KnowledgeBase = app.state.base
    made = ask_for(base)
    asking.end(base, made.number)
    file = tmp_path / "a.guide"
    command = [str(HANDRAIL), "record", "-o", str(file), "--push", f"{address}/ask/{made.token}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.endswith("Amara does not wait for this recording any more; nothing is left to do.\n")
    assert not file.exists()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    recorder = ChildRecorder(COMMAND, [sys.executable, "-c", ""], tmp_path / "takes")
    with served(tmp_path / "own", recorder=recorder) as site:
        yield site


def test_a_recording_from_the_page_answers_the_ask(site: Site) -> None:
    made = ask_for(site.base)
    with httpx2.Client(base_url=site.url, trust_env=False) as client:
        assert "Start recording" in client.get(f"/ask/{made.token}").text
        assert client.post(f"/asks/{made.number}/record").headers["location"] == "/record"
        wait_for(lambda: client.get("/api/recording").json()["state"] == "recording", "the recording", 20)
        client.post("/api/recording/commands", json={"do": "stop"})
        wait_for(lambda: client.get("/api/recording").json()["state"] == "kept", "the guide", 20)
        url = client.get("/api/recording").json()["url"]
    (answer,) = came(site.base, made.number)
    assert (answer.title, url) == ("Notify a customer", f"/guides/{answer.guide}/trim")


def test_a_take_for_an_ask_that_has_no_room_is_a_guide_of_its_own(
    base: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ask_for(base)
    monkeypatch.setattr("server.answering.MOST_ANSWERS", 0)
    file = tmp_path / "take.guide"
    file.write_bytes(sample_file("take").getvalue())
    for number in (made.number, 99):
        landed = land(base, file, Into("", "ask", ask=number))
        assert landed.url == "/guides/take/trim"
    assert came(base, made.number) == ()
