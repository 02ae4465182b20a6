"""A browser that gives no names is started again with them, with what it had open."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from recorder.desktop.reopening import ReopenError, renewed, reopen
from tests.looking import looking
from tests.running import CHROMIUM, PROGRAMS, START_SECONDS, Program, running, wait_for

NAMING = "--force-renderer-accessibility"


def test_a_browser_keeps_its_settings_and_brings_its_pages_back_itself() -> None:
    old = ["/usr/lib/chromium/chromium", "--user-data-dir=/home/ada/p", "https://shop.example", "--incognito"]
    command, environment = renewed(old, {"DISPLAY": ":7", "GNOME_ACCESSIBILITY": "0"})
    assert command == [
        "/usr/lib/chromium/chromium",
        NAMING,
        "--restore-last-session",
        "--user-data-dir=/home/ada/p",
        "--incognito",
    ]
    assert environment == {"DISPLAY": ":7", "GNOME_ACCESSIBILITY": "1", "ACCESSIBILITY_ENABLED": "1"}


def test_another_program_keeps_what_it_was_started_with() -> None:
    command, _ = renewed(["/opt/Chat/chat", "chat://room", "notes.txt", NAMING], {})
    assert command == ["/opt/Chat/chat", NAMING, "chat://room", "notes.txt"]


def test_doing_it_again_changes_nothing() -> None:
    once, settings = renewed(["/usr/bin/google-chrome-stable", "--foo"], {})
    assert renewed(once, settings) == (once, settings)


def test_what_is_no_browser_is_left_alone() -> None:
    with pytest.raises(ReopenError, match="by hand"):
        reopen(os.getpid())
    with pytest.raises(ReopenError, match="by hand"):
        reopen(2**22 + 1)


@pytest.fixture
def unnamed(desktop: Mapping[str, str], tmp_path: Path) -> Iterator[Program]:
    words = [each for each in CHROMIUM if each != NAMING]
    page = (PROGRAMS / "form.html").as_uri()
    command = ["env", "GNOME_ACCESSIBILITY=0", *words, f"--user-data-dir={tmp_path}", page]
    with running(desktop, command, "Shop form - Chromium") as program:
        yield program


def test_a_real_browser_comes_back_with_names(desktop: Mapping[str, str], unnamed: Program) -> None:
    before = unnamed.window
    with looking(desktop) as tree:
        assert tree.target_at(before.box.centre, before) is None
        assert before.pid is not None
        started = reopen(before.pid, desktop)

        def named() -> bool:
            assert started.poll() is None, "it has ended again"
            windows = (each for each in tree.windows() if each.pid == started.pid)
            return any(tree.target_at(each.box.centre, each) for each in windows)

        try:
            assert wait_for(named, "names", 2 * START_SECONDS)
        finally:
            started.kill()
            started.wait()
