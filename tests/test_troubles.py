"""A browser that was started without names is offered to be started anew, with names and its pages."""

import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from recorder.demo.hands import hands_on
from recorder.desktop.base import OpenWindow
from recorder.desktop.x11 import X11Windows
from recorder.document.geometry import Box
from tests.recorder_lines import recorder_lines
from tests.running import CHROMIUM, PROGRAMS, running, wait_for

TITLE = "Shop form - Chromium"


def browser(desktop: Mapping[str, str]) -> OpenWindow | None:
    """Return the browser's window, if it is open."""
    with closing(X11Windows(desktop["DISPLAY"])) as screen:
        return next((each for each in screen.windows() if each.title == TITLE), None)


def noted(profile: Path, page: str) -> bool:
    """Tell whether the browser has written down, for its next start, that a page is open."""
    return any(page.encode() in path.read_bytes() for path in profile.glob("Default/Sessions/Session_*"))


def test_a_browser_is_reopened_with_names_and_its_page(desktop: Mapping[str, str], tmp_path: Path) -> None:
    plain = [each for each in CHROMIUM if each != "--force-renderer-accessibility"]
    page = (PROGRAMS / "form.html").as_uri()
    deaf = ["env", "GNOME_ACCESSIBILITY=0", *plain, f"--user-data-dir={tmp_path}/profile", page]
    with running(desktop, deaf, TITLE) as program, recorder_lines(desktop, tmp_path) as told:
        with hands_on(desktop["DISPLAY"]) as hands:
            hands.click(Box.around(program.window.box.centre, 4, 4))
        offer = told.hear("problem")["reopen"]
        assert offer == {"app": program.window.app, "pid": program.window.pid}
        wait_for(lambda: noted(tmp_path / "profile", page), "the browser's note of its page")
        told.say(f'{{"do": "reopen", "pid": {offer["pid"]}}}')
        again = wait_for(
            lambda: found if (found := browser(desktop)) and found.pid != offer["pid"] else None, "the page"
        )
        command = Path(f"/proc/{again.pid}/cmdline").read_bytes()
        assert b"--force-renderer-accessibility" in command
        told.order("stop")
        assert told.end() == 0
        subprocess.run(["kill", str(again.pid)], check=True)


def test_no_other_program_is_ended(desktop: Mapping[str, str], tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "60"]) as other:
        with recorder_lines(desktop, tmp_path) as told:
            told.say(f'{{"do": "reopen", "pid": {other.pid}}}')
            assert "was not offered" in told.hear("problem")["text"]
            told.order("stop")
            assert told.end() == 0
        assert other.poll() is None
        other.kill()
