"""What records on Windows and macOS imports where nothing of Linux is, and chooses that system's parts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from recorder.systems import UnknownSystemError, this_system
from recorder.systems.linux import Linux
from tests.test_imports import MODULES, SYSTEM_PYTHON, is_in, name_of

ROOT = Path(__file__).parent.parent
# Libraries choose by system when they are imported; these are not what is tested, so they come first.
AS_IF = """
import asyncio, ctypes, importlib, importlib.abc, os, shutil, subprocess, sys, zipfile
import click, PIL.Image, platformdirs, pydantic, pydantic_settings, fastapi, httpx2

LACKING = {"fcntl", "termios", "resource", "pwd", "grp", "Xlib", "jeepney"}
asked = []

class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        asked.append(name)
        if name.partition(".")[0] in LACKING:
            raise ImportError(f"there is no {name} here")

for name in LACKING & sys.modules.keys():
    del sys.modules[name]
sys.meta_path.insert(0, Blocker())
sys.platform = sys.argv[1]
for name in ("getuid", "nice", "sched_setscheduler", "pread"):
    if hasattr(os, name):
        delattr(os, name)
"""
IMPORT = AS_IF + "for name in sys.argv[2:]: importlib.import_module(name)"
AWARE = (
    AS_IF
    + """
class Library:
    def __getattr__(self, name):
        def call(*arguments):
            asked.append(name)
            return 1
        return call

class Libraries:
    user32 = kernel32 = shcore = dwmapi = Library()

ctypes.windll = Libraries()
from recorder.capture.surroundings import surroundings
told = [check.complaint for check in surroundings({})]
from recorder.systems import this_system
system = this_system()
try:
    system.screen()
except Exception:
    pass
first = min(asked.index(each) for each in ("mss", "pynput") if each in asked)
assert asked.index("SetProcessDpiAwarenessContext") < first, asked
print(system.platform, *sorted({"mss", "pynput"} & set(asked)))
"""
)


def run(script: str, *arguments: str) -> str:
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, env=bare, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_every_module_imports_where_nothing_of_linux_is(platform: str) -> None:
    names = [name_of(path) for path in MODULES if not is_in(name_of(path), SYSTEM_PYTHON)]
    wanted = [name for name in names if is_in(name, ("recorder", "server.commands"))]
    assert len(wanted) > 100
    run(IMPORT, platform, *wanted)


def test_real_pixels_are_asked_for_before_anything_looks_at_the_screen() -> None:
    assert run(AWARE, "win32").split() == ["windows", "mss", "pynput"]


def test_a_system_that_nothing_was_written_for_is_told_in_a_sentence() -> None:
    assert isinstance(this_system("linux"), Linux)
    with pytest.raises(UnknownSystemError, match="Linux with X11"):
        this_system("sunos5")


def test_only_the_choosers_ask_which_system_it_is() -> None:
    choosers = {"recorder.systems"}
    asking = {name_of(path) for path in MODULES if "sys.platform" in path.read_text(encoding="utf-8")}
    assert {each for each in asking if each.startswith("recorder")} == choosers
