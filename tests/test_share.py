"""Handing out links on the command line, and what the terminal shows of them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
import segno
from click.testing import CliRunner, Result
from fastapi.testclient import TestClient

from server import sharing
from server.addresses import base_addresses, rank_addresses
from server.app import create_app
from server.base import KnowledgeBase, opened_base
from server.cli import commands
from server.invitations import draw_code, write_held, write_invitation, write_list
from server.links import Link
from server.settings import Settings
from server.sharing import Invitation
from server.storage.links import LinkNameTakenError

Run = Callable[..., Result]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return lambda *words: CliRunner().invoke(commands, ["share", "--data", str(tmp_path), *words])


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with opened_base(Settings(data=tmp_path)) as base:
        yield base


@pytest.mark.parametrize("words", [("add", "--name", "Shop", "--role", "reader"), ("list",)])
def test_the_folder_may_be_named_before_or_after_the_word(words: tuple[str, ...], tmp_path: Path) -> None:
    named = ["--data", str(tmp_path)]
    for call in (["share", *named, *words], ["share", words[0], *named, *words[1:]]):
        CliRunner().invoke(commands, ["share", *named, "end", "Shop"])
        result = CliRunner().invoke(commands, call)
        assert result.exit_code == 0, result.output
        assert ("/join/" if words[0] == "add" else "No link holds") in result.output


def test_a_wrong_setting_is_a_wrong_call(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDRAIL_PORT", "abc")
    result = run()
    assert (result.exit_code, "HANDRAIL_PORT is not right" in result.output) == (2, True)


def token_in(result: Result) -> str:
    return next(line for line in result.output.split() if "/join/" in line).rpartition("/")[2]


def test_a_link_is_added_listed_renewed_and_ended_in_a_running_server(run: Run, tmp_path: Path) -> None:
    assert "No link holds" in run().output
    app = create_app(Settings(data=tmp_path, share=True))
    first = token_in(run("add", "--name", "Warehouse", "--role", "editor"))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        assert client.get(f"/join/{first}").status_code == 303
        assert client.get("/api/visitor").status_code == 200
        listed = run().output
        assert "Warehouse  read and edit" in listed
        assert listed.rstrip().endswith("1")
        assert first not in listed
        second = token_in(run("renew", "warehouse"))
        assert client.get("/api/visitor").status_code == 401
        assert client.get(f"/join/{second}").status_code == 303
        assert "ended" in run("end", "Warehouse").output
        assert client.get("/api/visitor").status_code == 401
    assert "No link holds" in run().output


def test_wrong_words_are_a_wrong_call(run: Run) -> None:
    assert run("add", "--name", "A", "--role", "owner").exit_code == 2
    assert run("add", "--role", "reader").exit_code == 2
    assert run("renew").exit_code == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("end", "Nobody"), 'There is no link named "Nobody"'),
        (("renew", "Nobody"), 'There is no link named "Nobody"'),
        (("add", "--name", "  ", "--role", "reader"), "A link needs a name"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    assert str(run(*words).exception).startswith(sentence)


def test_one_name_has_one_link_until_it_ends(base: KnowledgeBase) -> None:
    sharing.add(base, "Ware  house", "reader")
    with pytest.raises(LinkNameTakenError):
        sharing.add(base, "WARE HOUSE ", "editor")
    sharing.end(base, "ware house")
    sharing.add(base, "Ware house", "editor")


def test_the_first_links_are_made_once(base: KnowledgeBase) -> None:
    assert [(each.name, each.role) for each in sharing.add_first(base)] == [
        ("Readers", "reader"),
        ("Editors", "editor"),
    ]
    sharing.end(base, "Readers")
    sharing.end(base, "Editors")
    assert sharing.add_first(base) == ()


def test_links_made_later_have_the_address_where_the_server_was_reached(
    run: Run, base: KnowledgeBase
) -> None:
    before = run("add", "--name", "A", "--role", "reader").output
    assert "handrail serve --share" in before
    sharing.note_addresses(base, ["http://192.0.2.7:9000", "http://[2001:db8::7]:9000"])
    after = run("add", "--name", "B", "--role", "reader").output
    assert "\n  http://192.0.2.7:9000/join/" in after
    assert "\n  or http://[2001:db8::7]:9000/join/" in after
    assert "--share" not in after


def test_an_invitation_shows_the_address_and_its_code() -> None:
    text = write_invitation(Invitation("Readers", "reader", "abc"), ["http://a", "http://b"])
    assert text.startswith("Readers, who may read:\n  http://a/join/abc\n  or http://b/join/abc\n\n")
    assert text.endswith(draw_code("http://a/join/abc"))


def test_a_drawn_code_is_the_code() -> None:
    lines = [line[2:] for line in draw_code("http://192.0.2.7:8137/join/abc").splitlines()]
    halves = {"█": (0, 0), "▀": (0, 1), "▄": (1, 0), " ": (1, 1)}  # a block is light on a dark terminal
    rows = [[halves[each][half] for each in line] for line in lines for half in (0, 1)]
    expected = [
        list(row) for row in segno.make("http://192.0.2.7:8137/join/abc", error="l", micro=False).matrix
    ]
    assert [row[2:-2] for row in rows[2 : 2 + len(expected)]] == expected


def test_later_starts_say_since_when_links_hold() -> None:
    assert "Readers (may read) holds since 2026-11-22" in write_held([Link(1, "Readers", "reader", 1, NOON)])
    assert "share add" in write_held([])


def test_the_list_stands_in_columns() -> None:
    links = [Link(1, "Readers", "reader", 1, NOON, NOON, 12), Link(2, "A", "editor", 3, NOON)]
    head, first, second = write_list(links).splitlines()
    assert head.index("Devices") == first.index("12") == second.index("0", second.index("never"))


def test_addresses_that_lead_elsewhere_come_first() -> None:
    here = [
        ip_address(each)
        for each in ("127.0.0.1", "::1", "fe80::1", "169.254.3.4", "10.0.3.1", "2001:db8::7", "192.0.2.7")
    ]
    ranked = rank_addresses(here, [ip_address("192.0.2.7")])
    assert [str(each) for each in ranked] == ["192.0.2.7", "10.0.3.1", "2001:db8::7"]


def test_a_server_on_one_address_is_reached_there() -> None:
    assert base_addresses("192.0.2.7", 80) == ("http://192.0.2.7:80",)
    assert base_addresses("2001:db8::7", 80) == ("http://[2001:db8::7]:80",)
    assert all(each.startswith("http://") and each.endswith(":80") for each in base_addresses("", 80))
    assert not any("[" in each for each in base_addresses("0.0.0.0", 80))
