"""What tests of pages in a browser share: opening a page as one role, and what a page complains about."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, expect

from server.links import Role
from tests.serving import Site

WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@contextmanager
def browsing(
    browser: Browser, site: Site, role: Role, path: str = "/", *, name: str = "Amara Diallo", **context: Any
) -> Iterator[Page]:
    """Give the page of that path, opened by someone with a link of that role; it may complain of nothing."""
    opened = browser.new_context(**{"viewport": WIDE} | context)
    page = opened.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
    try:
        page.goto(site.link(role))
        if role == "editor" and name:
            page.request.put(f"{site.url}/api/name", data={"name": name})
        page.goto(site.url + path)
        page.evaluate("customElements.whenDefined('search-box')")
        yield page
        assert not complaints, complaints
    finally:
        opened.close()


def scrolls_sideways(page: Page) -> bool:
    """Tell whether the page is wider than its window."""
    found: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return found


def load_pictures(page: Page) -> None:
    """Have every picture of the page loaded, also those that wait to be scrolled to."""
    page.evaluate("for (const img of document.images) img.loading = 'eager'")
    for picture in page.locator("img[src]").all():  # not wait_for_function, which the pages' policy refuses
        expect(picture).to_have_js_property("complete", True)
