"""A browser that was started without names is recognised, and its person told the mend once."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from recorder.desktop.base import Problem, Reopening
from recorder.desktop.chromium import SLOW_SECONDS, Unnamed, is_chromium
from tests.looking import looking
from tests.running import CHROMIUM, PROGRAMS, Program


def test_a_browser_without_names_is_said_once_with_the_mend(
    desktop: Mapping[str, str],
    tmp_path: Path,
    start_program: Callable[[Sequence[str], str], Program],
) -> None:
    deaf = {"GNOME_ACCESSIBILITY": "0"}
    command = [each for each in CHROMIUM if each != "--force-renderer-accessibility"]
    page = (PROGRAMS / "form.html").as_uri()
    window = start_program(
        [
            "env",
            *(f"{name}={value}" for name, value in deaf.items()),
            *command,
            f"--user-data-dir={tmp_path}",
            page,
        ],
        "Shop form - Chromium",
    ).window
    with looking(desktop) as tree:
        assert tree.problems() == ()
        place = window.box.centre
        tree.target_at(place, window)
        (sentence,) = tree.problems()
        tree.target_at(place, window)
        assert tree.problems() == (sentence,)
    assert isinstance(sentence, Problem)
    assert sentence.reopening == Reopening(window.app, window.pid or 0)
    assert "chromium" in sentence
    assert "--force-renderer-accessibility" in sentence


def test_other_programs_are_no_browsers(tmp_path: Path) -> None:
    assert not is_chromium(os.getpid())
    assert not is_chromium(1, proc=tmp_path)


def test_a_browser_that_was_asked_for_names_is_not_suspected_at_once(web_form: Program) -> None:
    unnamed, process = Unnamed(), web_form.window.pid or 0
    assert unnamed.problem("chromium", process, 10.0) is None
    assert unnamed.problem("chromium", process, 10.0 + SLOW_SECONDS) is not None
