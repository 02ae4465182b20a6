"""`handrail here` and a hotkey show the guides for the window in front, on a real desktop."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner

from recorder.control.events import Event, Here, Problem
from recorder.control.guides import NOWHERE, Guides
from recorder.control.shortcuts import Keys, shortcuts_of, taken_told, without_taken
from recorder.control.stations import Scene
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box
from recorder.here import InFront, front_window, own_processes, told_of
from server.app import create_app
from server.cli import commands
from server.open_at import noted, open_at
from server.ordering.in_front import Front, for_front
from server.ordering.traits import Term
from server.programs import program_shown
from server.settings import Settings
from tests.recorder_lines import recorder_lines
from tests.recorder_process import HANDRAIL
from tests.running import Program, wait_for, xdo
from tests.serving import served, visit
from tests.small_guides import put, small_guide

BOX = Box(0, 0, 100, 100)
FORM = ("Amount", "Note", "Transfer")


def window(app: str, title: str, pid: int = 7, *, popup: bool = False) -> OpenWindow:
    return OpenWindow(1, 1, title, app, pid, BOX, popup=popup)


def handrail(environment: Mapping[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    command = [str(HANDRAIL), "here", *words]
    return subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False)


def test_the_window_in_front_is_neither_ours_nor_the_terminal_that_asks() -> None:
    windows = [
        window("", "", popup=True),
        window("handrail-control", "Handrail"),
        window("chromium", "Refund \u00b7 Handrail - Chromium"),
        window("xterm", "bash", pid=os.getpid()),
        window("refund-desk", "Refund desk"),
        window("mail", "Inbox"),
    ]
    found = front_window(windows, set(own_processes()))
    assert found
    assert found.app == "refund-desk"
    assert front_window(windows[:3]) is None
    assert os.getpid() in set(own_processes())
    assert os.getppid() in set(own_processes())


def test_of_a_page_nothing_but_the_host_is_told() -> None:
    page = told_of(window("chromium", "Orders"), "https://shop.example/orders?customer=Okafor")
    assert page == InFront("chromium", "Orders", "https://shop.example")
    assert told_of(window("chromium", "Orders"), "hunter2").address == ""
    address = page.page_at("http://here:8137/")
    assert address == ("http://here:8137/here?app=chromium&title=Orders&address=https%3A%2F%2Fshop.example")


def test_guides_fit_by_program_host_and_title_best_first() -> None:
    front = Front("chromium", "Refunds - Shop - Chromium", "https://www.shop.example/")
    assert Term("word", "chromi") not in front.terms()
    shared = {
        Term("program", "chromium"): {"a": 1, "b": 1, "c": 1},
        Term("host", "shop.example"): {"b": 1},
        Term("word", "refund"): {"a": 3, "d": 1},
    }
    found = for_front(front, shared, 50)
    assert [(each.guide, each.what) for each in found][:3] == [
        ("b", "host"),
        ("a", "program"),
        ("c", "program"),
    ]


def test_the_page_lists_guides_for_what_is_in_front_and_programs_without(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path / "data", share=True))
    put(app.state.base, small_guide("a", "How to refund an order", FORM, app="refund-desk"))
    put(app.state.base, small_guide("b", "How to send a letter", ("New",), app="writer"))
    with visit(app, "reader") as reader:
        page = reader.get("/here?app=refund-desk&title=Refund%20desk").text
        assert "How to refund an order" in page
        assert "How to send a letter" not in page
        assert "Uses Refund desk" in page
        nothing = reader.get("/here?app=blender&title=Cube")
        assert "No guide for Blender yet" in nothing.text
        assert reader.get("/here").headers["location"] == "/programs"
        assert "Refund desk" in reader.get("/programs").text
        used = reader.get("/programs/guides?name=Refund-Desk").text
        assert "1 guide uses it." in used
        assert "This program changed" not in used
        assert reader.get("/api/programs").json()["programs"][0]["guides"] == 1


def test_what_says_nothing_or_very_much_is_answered_too(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path / "data"))
    with visit(app) as client:
        assert client.get("/here", params={"title": "4711 · 22", "app": ""}).status_code == 303
        assert client.get("/here", params={"title": "wort " * 300, "app": "x"}).status_code == 200
        assert client.get("/api/here", params={"address": "http://[broken"}).json() == {"guides": []}
        assert client.get("/api/here", params={"title": "x" * 3_000}).status_code == 422


def test_where_it_is_open_is_noted_while_it_is_served(tmp_path: Path) -> None:
    assert open_at(tmp_path) is None
    with noted(tmp_path, "http://127.0.0.1:1"):
        assert open_at(tmp_path) == "http://127.0.0.1:1"
    assert open_at(tmp_path) is None
    with noted(tmp_path / "nowhere", "http://127.0.0.1:1"):
        assert open_at(tmp_path / "nowhere") is None


def test_without_a_server_one_sentence_says_how_to_start_one(tmp_path: Path) -> None:
    answer = CliRunner().invoke(commands, ["here", "--data", str(tmp_path)])
    assert "start it with `handrail`" in str(answer.exception)


def test_on_a_desktop_it_prints_the_guides_for_the_window_in_front(
    desktop: Mapping[str, str], gtk_form: Program, tmp_path: Path
) -> None:
    xdo(desktop, "windowactivate", "--sync", gtk_form.window.id)
    with served(tmp_path / "data") as site:
        put(
            site.base,
            small_guide("a", "How to fill the form", FORM, app=gtk_form.window.app, window="Refund form"),
        )
        put(site.base, small_guide("b", "How to send a letter", ("New",), app="writer"))
        with noted(tmp_path / "data", site.url):
            said = handrail(desktop, "--data", str(tmp_path / "data"))
    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines() == [
        "Refund form:",
        f"  How to fill the form  {site.url}/guides/a  (Uses {program_shown(gtk_form.window.app)})",
    ]


def test_a_team_s_knowledge_base_is_asked_with_its_link(
    desktop: Mapping[str, str], gtk_form: Program, tmp_path: Path
) -> None:
    xdo(desktop, "windowactivate", "--sync", gtk_form.window.id)
    with served(tmp_path / "data", share=True) as site:
        said = handrail(desktop, "--to", site.link("reader"))
        assert said.stdout == "No guide is for Refund form yet.\n", said.stderr
        wrong = handrail(desktop, "--to", f"{site.url}/join/{'x' * 43}")
        assert wrong.returncode == 1
        assert len(wrong.stderr.splitlines()) == 1
    gone = handrail(desktop, "--to", site.link("reader"))
    assert "does not answer" in gone.stderr


def test_where_the_window_cannot_be_asked_for_one_sentence_says_why(
    desktop: Mapping[str, str], tmp_path: Path
) -> None:
    with noted(tmp_path, "http://127.0.0.1:1"):
        said = handrail({**desktop, "WAYLAND_DISPLAY": "wayland-0"}, "--data", str(tmp_path))
    assert said.returncode == 1
    assert "Wayland" in said.stderr


def test_the_hotkey_tells_what_is_in_front_and_is_no_step(
    desktop: Mapping[str, str], gtk_form: Program, tmp_path: Path
) -> None:
    xdo(desktop, "windowactivate", "--sync", gtk_form.window.id)
    with recorder_lines(desktop, tmp_path) as told:
        xdo(desktop, "key", "ctrl+alt+h")
        wait_for(lambda: told.all("here"), "the window in front")
        assert told.all("here")[0]["title"] == "Refund form"
        told.order("here")
        wait_for(lambda: len(told.all("here")) > 1, "the same by an order")
        told.order("stop")
        told.end()
    assert not told.steps


def test_the_hotkey_opens_the_page_of_the_knowledge_base_or_says_that_none_is_open() -> None:
    opened: list[str] = []
    troubles: list[Event] = []
    for guides in (
        Guides(lambda: "http://127.0.0.1:8137", opened.append),
        Guides(lambda: None, opened.append),
    ):
        guides.open(Scene(lambda _order: None, troubles.append))
        guides.tell(Here("refund-desk", "Refund desk", ""))
    wait_for(lambda: opened and troubles, "both answers")
    assert opened == ["http://127.0.0.1:8137/here?app=refund-desk&title=Refund+desk"]
    assert troubles == [Problem(NOWHERE)]


def test_the_hotkey_gives_way_to_another_program_and_the_others_do_not() -> None:
    keys = Keys()
    shortcuts = shortcuts_of(keys)
    taken = tuple(shortcuts)
    left = without_taken(shortcuts, taken)
    assert {order.do for order in left.values()} == {"stop", "toggle", "picture", "note", "discard"}
    assert without_taken(shortcuts, ()) == shortcuts
    told = [sentence for sentence in taken_told(keys, taken) if "Ctrl+Alt+H " in sentence]
    assert told == [
        (
            "Ctrl+Alt+H is another program's hotkey and left to it: choose other keys to show the guides for "
            "the window in front with --here-keys."
        )
    ]
    assert "here" not in {order.do for order in shortcuts_of(Keys(here="off")).values()}
