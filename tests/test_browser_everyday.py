"""Somebody who has never seen the knowledge base finds the right guide for everyday questions at once."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import office_questions
from tests.browsing import browsing
from tests.everyday import QUESTIONS, ask
from tests.serving import served

pytestmark = pytest.mark.browser

HURRIED = 0.1
"""Whether ten seconds are enough at the pace of people is measured, not tested."""


def test_everyday_questions_are_answered_by_the_first_result_or_the_second(
    chromium: Browser, tmp_path: Path
) -> None:
    with served(tmp_path / "data", share=True) as site:
        office_questions.fill(site.base)
        with browsing(chromium, site, "reader") as page:
            went = [ask(page, site.url, *each, pace=HURRIED) for each in QUESTIONS]
    assert [each for each in went if not each.rank] == []
