"""The map and the reader's own lists in a real browser: shown for each width, walked by keyboard, printed."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PHONE, WIDE, browsing, scrolls_sideways
from tests.processes_made import make_orders, put
from tests.serving import Site, fill, served

pytestmark = pytest.mark.browser

PAGE = "/processes/orders"
NAMES = ["Receive order", "Credit ok?", "Ask for payment", "Pick", "Label", "Returns", "Close the case"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site") / "data", share=True) as site:
        fill(site, "refund", pictured=False)
        fill(site, "card", title="How to block a lost card", process="", stage="", pictured=False)
        with site.base.database.writing() as connection:
            make_orders(connection)
            put(connection, "refund", "orders", "pick")
        yield site


def shown(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.drawing')].filter((each) => each.checkVisibility())"
        ".map((each) => each.classList[1])"
    )
    return found


@pytest.mark.parametrize(
    ("width", "drawing"),
    [(1440, "map-screen"), (900, "map-paper"), (390, "map-upright"), (360, "map-upright")],
)
def test_each_width_has_its_map_and_nothing_scrolls_sideways(
    chromium: Browser, site: Site, width: int, drawing: str
) -> None:
    with browsing(chromium, site, "reader", PAGE, viewport={"width": width, "height": 900}) as page:
        assert shown(page) == [drawing]
        assert not scrolls_sideways(page)
        names = page.locator(f".{drawing} a").evaluate_all("all => all.map(a => a.ariaLabel.split('. ')[0])")
        assert names == NAMES
        for box in page.locator(f".{drawing} a").evaluate_all(BOXES):
            assert min(box) >= 24


BOXES = "all => all.map((a) => a.getBoundingClientRect()).map(({ width, height }) => [width, height])"


def test_words_stay_within_the_room_that_was_kept_for_them(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", PAGE) as page:
        page.evaluate("document.fonts.ready")
        lanes = page.locator(".map-screen .map-lane").evaluate_all(
            "all => all.map((each) => each.getBBox().width)"
        )
        assert lanes
        assert page.locator(".map-screen a").evaluate_all(WITHIN) == [True] * len(NAMES)


WITHIN = """all => all.map((stop) => {
  const room = stop.querySelector('.map-hit').getBBox();
  return [...stop.querySelectorAll('tspan')].every((line) => line.getComputedTextLength() <= room.width - 8);
})"""


def test_a_stop_leads_to_its_stage_by_keyboard(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", PAGE) as page:
        page.get_by_role("link", name="Processes", exact=True).focus()
        page.keyboard.press("Tab")
        expect(page.locator(".map-screen a").first).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{site.url}{PAGE}#stage-ask")
        expect(page.locator("#stage-ask")).to_be_in_viewport()
        page.get_by_role("navigation", name="Map of the process").get_by_role("link", name="Returns").click()
        expect(page).to_have_url(f"{site.url}/processes/returns")


@pytest.mark.parametrize(
    ("path", "scheme"),
    [(PAGE, "light"), (PAGE, "dark"), ("/processes", "dark"), ("/guides?q=refund", "light")],
)
def test_axe_finds_nothing_serious(chromium: Browser, site: Site, path: str, scheme: str) -> None:
    with browsing(chromium, site, "editor", path, color_scheme=scheme) as page:
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


def test_paper_has_the_narrow_map_whole_on_one_page(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", PAGE, viewport={"width": 680, "height": 900}) as page:
        page.emulate_media(media="print")
        assert shown(page) == ["map-paper"]
        box = page.locator(".map-paper").bounding_box()
        assert box
        assert box["width"] <= 680
        assert box["height"] <= 240 / 25.4 * 96


def test_a_star_and_what_was_read_are_on_home_in_this_browser_alone(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", "/guides/refund", viewport=WIDE) as page:
        star = page.get_by_role("button", name="Favourite: How to process a customer refund")
        expect(star).to_have_attribute("aria-pressed", "false")
        star.focus()
        page.keyboard.press("Enter")
        expect(star).to_have_attribute("aria-pressed", "true")
        page.goto(f"{site.url}/guides/card")
        page.goto(site.url)
        expect(page.locator("[data-kept=favourites] a")).to_have_text(["How to process a customer refund"])
        read = page.locator("[data-kept=recent] a")
        expect(read).to_have_text(["How to block a lost card", "How to process a customer refund"])
        page.get_by_role("button", name="Favourite: How to block a lost card").first.click()
        expect(page.locator("[data-kept=favourites] a")).to_have_count(2)
        read.first.click()
        expect(page).to_have_url(f"{site.url}/guides/card")
    with browsing(chromium, site, "reader", "/", viewport=PHONE) as page:
        expect(page.locator("[data-kept=recent]")).to_be_hidden()
