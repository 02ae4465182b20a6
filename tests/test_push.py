"""A guide is handed to a real server over the network; each way in which that fails is said in a sentence."""

import json
import os
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi import FastAPI

from recorder.push import Door, PushError, Spot, is_near, push_guide, read_answer, read_link, spot_of
from server import sharing
from server.app import create_app
from server.cli import commands
from server.links import Role
from server.settings import Settings
from server.storage import guides, takes
from tests.listening import listening
from tests.sample_guides import pack, sample_file, sample_guide

TOKEN = "abcdefghijklmnopqrstuvwxyz012345"


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path / "data", share=True, upload_limit=3_000_000))


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    with listening(app) as address:
        yield address


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "refund.guide"
    path.write_bytes(sample_file().getvalue())
    return path


def link(app: FastAPI, address: str, role: Role) -> str:
    return f"{address}/join/{sharing.add(app.state.base, f'The {role}s', role).token}"


def test_a_guide_arrives_and_its_address_comes_back(app: FastAPI, address: str, file: Path) -> None:
    editors = link(app, address, "editor")
    assert push_guide(file, editors) == f"{address}/guides/refund"
    with app.state.base.database.reading() as connection:
        assert guides.exists(connection, "refund")
    assert push_guide(file, f" <{editors}/> ") == f"{address}/guides/refund"


def test_a_bad_file_among_others_keeps_none_of_them_back(app: FastAPI, address: str, file: Path) -> None:
    bad = file.with_name("bad.guide")
    bad.write_bytes(file.read_bytes()[:100])
    words = ["push", str(bad), str(file), "--to", link(app, address, "editor")]
    outcome = CliRunner().invoke(commands, words)
    assert outcome.exit_code == 1
    assert "bad.guide: " in outcome.stderr
    assert f"{address}/guides/refund" in outcome.stdout


def test_a_change_carries_the_name_of_whoever_pushed(
    app: FastAPI, address: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "Anna Bérg")
    push_guide(file, link(app, address, "editor"))
    with app.state.base.database.reading() as connection:
        summary = guides.summary(connection, "refund")
    assert summary is not None
    assert summary.published_by == "Anna Bérg"


def test_a_reader_s_link_hands_nothing_in(app: FastAPI, address: str, file: Path) -> None:
    with pytest.raises(PushError, match="needs the editor's link"):
        push_guide(file, link(app, address, "reader"))
    with app.state.base.database.reading() as connection:
        assert not guides.exists(connection, "refund")


def test_a_link_that_ended_says_so(app: FastAPI, address: str, file: Path) -> None:
    editors = link(app, address, "editor")
    sharing.end(app.state.base, "The editors")
    with pytest.raises(PushError, match="ended or was renewed"):
        push_guide(file, editors)


def test_a_guide_that_is_too_large_says_so(app: FastAPI, address: str, file: Path) -> None:
    file.write_bytes(bytes(40_000_000))
    with pytest.raises(PushError, match="larger than the server takes"):
        push_guide(file, link(app, address, "editor"))


def test_what_the_server_refuses_is_said_in_its_words(app: FastAPI, address: str, file: Path) -> None:
    file.write_bytes(b"this is no zip")
    with pytest.raises(PushError, match=r"The server refused the guide: .+\."):
        push_guide(file, link(app, address, "editor"))


def test_a_file_that_is_not_there_says_so(app: FastAPI, address: str, tmp_path: Path) -> None:
    with pytest.raises(PushError, match="cannot be read"):
        push_guide(tmp_path / "none.guide", link(app, address, "editor"))


def test_nobody_answering_says_so(file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    with pytest.raises(PushError, match="cannot be reached"):
        push_guide(file, f"http://127.0.0.1:{port}/join/{TOKEN}")


class Stranger(BaseHTTPRequestHandler):
    """Another program, which sends everybody elsewhere and counts who comes."""

    asked: list[str] = []  # noqa: RUF012 - one list a test run; the library makes an object a request

    def do_GET(self) -> None:
        """Send whoever asks elsewhere."""
        self.asked.append(self.path)
        self.send_response(302)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    do_POST = do_GET  # noqa: N815 - the library's names

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_what_is_not_a_handrail_gets_nothing_of_the_guide(file: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Stranger) as stranger:
        thread = threading.Thread(target=stranger.serve_forever)
        thread.start()
        with pytest.raises(PushError, match="is not a Handrail"):
            push_guide(file, f"http://127.0.0.1:{stranger.server_port}/join/{TOKEN}")
        stranger.shutdown()
        thread.join()
    assert Stranger.asked == ["/api/visitor"]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        (f"http://192.0.2.7:8137/join/{TOKEN}", "http://192.0.2.7:8137/"),
        (f'  "https://guides.example/handrail/join/{TOKEN}/" ', "https://guides.example/handrail/"),
        (f"<http://[2001:db8::7]:80/join/{TOKEN}?next=/guides/a>", "http://[2001:db8::7]:80/"),
    ],
)
def test_a_link_is_read_as_people_paste_it(text: str, base: str) -> None:
    assert read_link(text) == Door(base, TOKEN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "refund.guide",
        "http://192.0.2.7:8137/",
        "http://192.0.2.7:8137/join/",
        "http://192.0.2.7:8137/join/short",
        f"ftp://192.0.2.7/join/{TOKEN}",
        f"http:///join/{TOKEN}",
        f"http://user:password@192.0.2.7/join/{TOKEN}",
        f"http://192.0.2.7:port/join/{TOKEN}",
        f"http://[::1/join/{TOKEN}",
        f"/join/{TOKEN}",
    ],
)
def test_what_is_no_link_is_said_to_be_none(text: str) -> None:
    with pytest.raises(PushError, match="not a link to a Handrail"):
        read_link(text)


def test_an_answer_cannot_name_another_host() -> None:
    with pytest.raises(PushError, match="not a Handrail"):
        read_answer(Door("http://192.0.2.7/", TOKEN), 201, '{"url": "http://evil.example/guides/a"}')


@pytest.mark.parametrize("text", ["", "<html>", "[]", "null", '{"url": 7}'])
def test_an_answer_that_says_nothing_is_not_a_handrail_s(text: str) -> None:
    for status in (200, 201, 302, 401, 403, 500, 999):
        with pytest.raises(PushError, match="not a Handrail"):
            read_answer(Door("http://192.0.2.7/", TOKEN), status, text)


@pytest.mark.parametrize(
    "host", ["192.168.1.4", "10.0.0.4", "fe80::1", "127.0.0.1", "desk", "desk.local", "localhost"]
)
def test_no_proxy_stands_before_the_office(host: str) -> None:
    assert is_near(host)


@pytest.mark.parametrize("host", ["guides.example.com", "8.8.8.8", "local.example"])
def test_a_proxy_may_stand_before_the_rest(host: str) -> None:
    assert not is_near(host)


def test_a_large_guide_arrives_whole(app: FastAPI, address: str, file: Path) -> None:
    guide, images = sample_guide("large")
    noise = json.dumps(os.urandom(1_200_000).hex()).encode()
    file.write_bytes(pack(guide, images, {"recording/noise.json": noise}))
    assert push_guide(file, link(app, address, "editor")) == f"{address}/guides/large"


def test_a_take_is_handed_to_its_place_in_a_guide(app: FastAPI, address: str, file: Path) -> None:
    editors = link(app, address, "editor")
    push_guide(file, editors)
    take = file.with_name("take.guide")
    take.write_bytes(sample_file(id="take", title="More").getvalue())
    words = ["push", str(take), "--to", editors, "--into", "refund", "--after", "s1"]
    outcome = CliRunner().invoke(commands, words)
    assert outcome.stdout == f"{address}/guides/refund/takes/1\n"
    with app.state.base.database.reading() as connection:
        (waiting,) = takes.of_guide(connection, "refund", "waiting")
        assert not guides.exists(connection, "take")
    assert (waiting.asked.mode, waiting.asked.step) == ("here", "s1")
    with pytest.raises(PushError, match="There is no such guide"):
        push_guide(take, editors, Spot("nowhere"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"into": None, "after": "s1"}, "--after is a place in a guide; say which with --into."),
        ({"into": "g", "after": "s1", "again": "s2"}, "--after and --again are two places; say one of them."),
        ({"into": "../g"}, "is not the id of a guide or a step; copy the command"),
        ({"into": "g", "again": "s 1"}, "is not the id of a guide or a step; copy the command"),
    ],
)
def test_a_place_that_makes_no_sense_is_said(words: dict[str, str | None], sentence: str) -> None:
    with pytest.raises(PushError, match=sentence):
        spot_of(**words)  # type: ignore[arg-type]


def test_recording_into_a_guide_needs_the_link_to_it(tmp_path: Path) -> None:
    outcome = CliRunner().invoke(commands, ["record", "-o", str(tmp_path / "a.guide"), "--into", "refund"])
    assert isinstance(outcome.exception, PushError)
    assert "give its editor's link with --push" in str(outcome.exception)
