"""The editor in a real browser: a change is shown at once, sent in order, and kept until it is answered."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import browsing
from tests.serving import Site, fill, served

pytestmark = pytest.mark.browser

EDITOR = "/guides/refund/edit"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund", pictured=False)
        yield site


@pytest.fixture
def editor(chromium: Browser, site: Site) -> Iterator[Page]:
    with browsing(chromium, site, "editor", EDITOR) as page:
        yield page


def order(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all("li.step", "all => all.map((each) => each.dataset.step)")
    return found


def draft(page: Page, site: Site) -> dict[str, Any]:
    found: dict[str, Any] = page.request.get(f"{site.url}/api/guides/refund/draft").json()
    return found


def test_steps_are_merged_and_deleted_without_leaving_the_page(editor: Page, site: Site) -> None:
    step = editor.locator("#step-s3")
    step.get_by_role("button", name="Delete").click()
    expect(step).to_have_count(0)
    expect(editor.locator("#step-s4 [data-number]")).to_have_text("3")
    editor.locator("#step-s1").get_by_role("button", name="Merge").click()
    expect(editor.locator("edit-bar")).to_contain_text("Saved a moment ago")
    expect(editor.locator("#step-s1 h2")).to_contain_text("Orders")
    assert order(editor) == ["s1", "s4", "s5"]
    assert [each["id"] for each in draft(editor, site)["steps"]] == order(editor)
