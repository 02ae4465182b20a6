"""Who may import whom, and that importing anything touches neither display nor network."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = [path for half in ("recorder", "server") for path in sorted((ROOT / half).rglob("*.py"))]
FOR_SERVERS = ("recorder.document", "recorder.recording", "recorder.compose", "recorder.errors")
SYSTEM_PYTHON = ("recorder.demo.refund_desk", "recorder.control.window")  # it has GTK and Tk


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return found


def is_in(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_halves_keep_apart(path: Path) -> None:
    mine = name_of(path)
    if mine.startswith("recorder"):
        assert not [each for each in imports(path) if is_in(each, ("server",))]
    elif not is_in(mine, ("server.cli", "server.commands")):
        recorder = [each for each in imports(path) if is_in(each, ("recorder",))]
        assert not [
            each
            for each in recorder
            if not is_in(each, (*FOR_SERVERS, "recorder.__version__")) and each != "recorder"
        ]


@pytest.mark.parametrize("package", ["recorder.document", "recorder.compose"])
def test_what_servers_share_is_pure(package: str) -> None:
    folder = ROOT / package.replace(".", "/")
    inside = {each for path in folder.rglob("*.py") for each in imports(path)}
    edges = ("recorder.capture", "recorder.desktop", "recorder.demo", "pynput", "mss", "Xlib", "jeepney")
    assert not [each for each in inside if is_in(each, edges)]


def test_importing_touches_no_display() -> None:
    names = [name_of(path) for path in MODULES if not is_in(name_of(path), SYSTEM_PYTHON)]
    names = [name for name in names if ".migrations" not in name]
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    script = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"
    outcome = subprocess.run(
        [sys.executable, "-c", script, *names],
        env=bare,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
