"""Pages that no walk of their own area looks at: nothing serious for axe, nothing cut off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize

from tests.browsing import PHONE, WIDE, browsing, scrolls_sideways
from tests.serving import Site, fill, served
from tests.test_browser_pages import serious

PAGES = (
    "/processes",
    "/guides",
    "/reviews?show=archived",
    "/asks/1",
    "/changes",
    "/programs",
    "/here?title=refund",
    "/search?q=zylophone",
    "/guides/refund/feedback",
)

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4")].map((each) => +each.tagName[1])
  .filter((level, at, all) => at ? level > all[at - 1] + 1 : level !== 1)"""

OVERLAPS = """() => [...document.querySelectorAll(".halves .field > *")]
  .map((field) => [field, field.closest("section")].map((each) => each.getBoundingClientRect().right))
  .filter(([field, room]) => field > room + 1).length"""

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund", pictured=False)
        fill(site, "old", pictured=False, title="How to post a letter")
        yield site


@pytest.mark.parametrize(("window", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
def test_every_page_is_fit_for_everybody(
    chromium: Browser, site: Site, window: ViewportSize, scheme: str
) -> None:
    with browsing(chromium, site, "editor", viewport=window, color_scheme=scheme) as page:
        wanted = {"title": "How to send a parcel abroad with a customs form that nobody ever finds"}
        assert page.request.post(f"{site.url}/api/asks", data=wanted).ok
        assert page.request.post(f"{site.url}/api/guides/old/archive", data={"words": "Gone"}).ok
        for path in PAGES:
            page.goto(site.url + path)
            assert not serious(Axe().run(page).response["violations"]), path
            assert not scrolls_sideways(page), path
            if not path.startswith("/search"):
                assert page.evaluate(HEADINGS) == [], path
            assert page.evaluate(OVERLAPS) == 0, path
