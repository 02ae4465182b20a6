"""Handrail as its user starts it: `handrail` alone, and a browser with a window on the same desktop."""

import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Playwright

from tests.conftest import CHROMIUM_ARGS
from tests.recorder_process import HANDRAIL


@contextmanager
def handrail(desktop: Mapping[str, str], folder: Path) -> Iterator[str]:
    """Give the address of what `handrail` serves on the desktop; the browser is opened by the test."""
    own = {"HANDRAIL_DATA": str(folder / "data"), "HANDRAIL_SPOOL": str(folder / "spool")}
    process = subprocess.Popen(
        [str(HANDRAIL)],
        env={**desktop, **own, "HANDRAIL_PORT": "0", "BROWSER": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    try:
        yield process.stdout.readline().strip().rpartition(" ")[2]
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    finally:
        process.kill()
        process.communicate()


@contextmanager
def window(
    playwright: Playwright, desktop: Mapping[str, str], address: str, place: Sequence[str]
) -> Iterator[Page]:
    """Give a page of a browser whose window stands on the desktop."""
    browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium",
        headless=False,
        args=[*CHROMIUM_ARGS, *place, "--no-first-run"],
        env=dict(desktop),
    )
    page = browser.new_page(no_viewport=True)
    page.goto(address)
    try:
        yield page
    finally:
        browser.close()
