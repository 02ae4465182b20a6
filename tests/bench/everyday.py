"""Ten everyday questions among ten thousand guides, asked in a real Chromium by hands at human speed."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

from server import sharing
from server.base import opened_base
from server.settings import Settings
from tests import office_questions
from tests.bench.big_base import GUIDES, big_base, copied
from tests.bench.served import served
from tests.everyday import CHOICES, QUESTIONS, ask

AIMS = (
    "Aims: each guide among the first two results, and open within ten seconds of looking at the home page.\n"
)


def measure(out: Callable[[str], object]) -> None:
    """Print how each question went."""
    with tempfile.TemporaryDirectory() as name:
        data = copied(big_base(GUIDES, out), Path(name) / "big")
        with opened_base(Settings(data=data, share=True)) as base:
            office_questions.fill(base)
            token = sharing.add(base, "Readers of the bench", "reader").token
        command = [sys.executable, "-m", "server.cli", "serve", "--share", "--host", "127.0.0.1"]
        with (
            served([*command, "--data", str(data), "--port", "{port}"]) as server,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(f"{server.url}/join/{token}")
            guides = GUIDES + len(office_questions.office_guides())
            out(f"{guides} guides\n{'':<46}{'rank':>6}{'seconds':>9}\n")
            for question, answer in QUESTIONS:
                went = ask(page, server.url, question, answer)
                rank = str(went.rank) if went.rank else f">{CHOICES}"
                out(f"{question:<46}{rank:>6}{went.seconds:>9.1f}\n")
            browser.close()
    out(AIMS)
