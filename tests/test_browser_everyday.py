"""Somebody who has never seen the knowledge base finds the right guide for everyday questions at once."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import office_questions
from tests.browsing import browsing
from tests.everyday import QUESTIONS, ask
from tests.serving import served

pytestmark = pytest.mark.browser


def test_everyday_questions_are_answered_by_the_first_result_or_the_second(
    chromium: Browser, tmp_path: Path
) -> None:
    with served(tmp_path / "data", share=True) as site:
        office_questions.fill(site.base)
        with browsing(chromium, site, "reader") as page:
            went = [ask(page, site.url, question, answer) for question, answer in QUESTIONS]
    assert [each for each in went if not each.rank] == []
