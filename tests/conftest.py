"""A real desktop for each test run, and the programs that run on it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi import FastAPI
from hypothesis import settings
from playwright.sync_api import Browser, Playwright, sync_playwright

from recorder.demo.virtual_desktop import virtual_desktop
from server.app import create_app
from server.base import KnowledgeBase, opened_base
from server.settings import Settings
from tests.running import CHROMIUM, PROGRAMS, PYTHON, Program, running

CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

STARTS = re.compile(r"\b(virtual_desktop|recorder_process)\b")
"""What a module names that starts a desktop or a recorder of its own."""

# How long one example takes says more about the machine's other work than about the code.
settings.register_profile("handrail", deadline=None)
settings.load_profile("handrail")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --refresh` write golden outputs anew; look at them before keeping them."""
    parser.addoption("--refresh", action="store_true", help="write golden outputs instead of comparing")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark what works on a real desktop: it goes by the clock, and wants the machine for itself."""
    uses = {item.path for item in items if "desktop" in getattr(item, "fixturenames", ())}
    starts = {path for path in {item.path for item in items} if STARTS.search(path.read_text())}
    for item in items:
        if item.path in uses | starts:
            item.add_marker(pytest.mark.desktop)


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden outputs are to be written instead of compared."""
    return bool(request.config.getoption("--refresh"))


@pytest.fixture(scope="session")
def desktop() -> Iterator[Mapping[str, str]]:
    """Give the environment of a virtual desktop of 1920 by 1080 that all tests of one process share."""
    with virtual_desktop() as environment:
        yield environment


@pytest.fixture
def start_program(desktop: Mapping[str, str]) -> Iterator[Callable[[Sequence[str], str], Program]]:
    """Give a function that starts a command and waits for its window of a title."""
    with ExitStack() as stack:
        yield lambda command, title: stack.enter_context(running(desktop, command, title))


@pytest.fixture(scope="module")
def gtk_form(desktop: Mapping[str, str]) -> Iterator[Program]:
    """Give a running GTK 3 program with one of each common control."""
    with running(desktop, [PYTHON, str(PROGRAMS / "gtk_form.py")], "Refund form") as program:
        yield program


@pytest.fixture(scope="module")
def tk_form(desktop: Mapping[str, str]) -> Iterator[Program]:
    """Give a running Tk program, for which no accessibility tree answers."""
    with running(desktop, [PYTHON, str(PROGRAMS / "tk_form.py")], "Tk form") as program:
        yield program


@pytest.fixture(scope="module")
def web_form(desktop: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Give a page with a form in Chromium, started with names."""
    profile = f"--user-data-dir={tmp_path_factory.mktemp('profile')}"
    page = (PROGRAMS / "form.html").as_uri()
    with running(desktop, [*CHROMIUM, profile, page], "Shop form - Chromium") as program:
        yield program


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    """Give an empty knowledge base in a folder of its own."""
    with opened_base(Settings(data=tmp_path / "data")) as opened:
        yield opened


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    """Give the application of a shared knowledge base in a folder of its own."""
    return create_app(Settings(data=tmp_path / "data", share=True))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Give what starts browsers: one a process, since a second one refuses to begin."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Give a real browser without a window; each test opens contexts of its own in it."""
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM_ARGS))
    yield browser
    browser.close()
