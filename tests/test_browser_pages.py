"""Every page in a real browser: fit for everybody, for every width, and within the policy."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize, expect

from recorder.document.guide import Step
from tests.browsing import browsing, load_pictures, scrolls_sideways
from tests.serving import Site, fill, served

PAGES = [
    "/",
    "/processes",
    "/processes/customer-support",
    "/guides/refund",
    "/guides/refund/words",
    "/guides/long",
    "/search?q=refund",
    "/search?q=zebra",
    "/record",
    "/import",
    "/name",
    "/nothing-here",
]
COVERS = "Cards that were lost or stolen, not those that only expired"
WIDTHS = [360, 390, 720, 1440, 3840]


def nested() -> tuple[Step, ...]:
    """Return steps of every kind and level, in words that hardly break."""
    kinds = [("heading", 0), ("action", 0), ("action", 1), ("action", 2), ("note", 0), ("result", 0)]
    return tuple(
        Step.model_validate(
            {"id": f"n{at}", "kind": kind, "level": level, "caption": "https://" + "long" * 30}
        )
        for at, (kind, level) in enumerate(kinds)
    )


pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site") / "data", share=True) as site:
        fill(site, "refund")
        fill(site, "card", title="How to block a lost card", stage="Cards", pictured=False, covers=COVERS)
        fill(site, "long", title=f"How to order {'Rindfleisch' * 12}", pictured=False, steps=nested())
        yield site


def test_axe_would_notice_a_picture_without_words(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", "/guides/refund") as page:
        page.evaluate("document.querySelector('.shot img').removeAttribute('alt')")
        assert [each for each in serious(Axe().run(page).response["violations"]) if "alt" in each]


def serious(found: list[dict[str, object]]) -> list[str]:
    named = [f"{each['id']}: {each['nodes']}" for each in found if each["impact"] in ("serious", "critical")]
    return [each[:600] for each in named]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(chromium: Browser, site: Site, path: str, scheme: str) -> None:
    with browsing(chromium, site, "editor", path, color_scheme=scheme) as page:
        assert not serious(Axe().run(page).response["violations"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_for_people_without_access(
    chromium: Browser, site: Site, scheme: str
) -> None:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{site.url}/guides/refund")
    assert page.get_by_role("heading", name="This knowledge base is not open to you yet").is_visible()
    assert not serious(Axe().run(page).response["violations"])
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(chromium: Browser, site: Site, width: int) -> None:
    with browsing(chromium, site, "editor", viewport={"width": width, "height": 900}) as page:
        for path in PAGES:
            page.goto(site.url + path)
            assert not scrolls_sideways(page), f"{path} at {width}"


def test_no_page_scrolls_sideways_at_twice_the_size(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", viewport={"width": 640, "height": 400}) as page:
        for path in PAGES:
            page.goto(site.url + path)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert not scrolls_sideways(page), path


def test_the_first_step_begins_in_the_upper_half_of_a_phone(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", "/guides/refund", viewport={"width": 390, "height": 844}) as page:
        box = page.locator(".step").first.bounding_box()
        assert box
        assert box["y"] < 844 / 2


def test_what_a_guide_covers_is_one_tap_away_on_a_phone(chromium: Browser, site: Site) -> None:
    for width, in_fold in ((390, True), (1440, False)):
        size = ViewportSize(width=width, height=844)
        with browsing(chromium, site, "reader", "/guides/card", viewport=size) as page:
            expect(page.locator(".guide .lead")).to_be_visible(visible=not in_fold)
            page.locator(".keeping summary").click()
            expect(page.locator(".keeping dd", has_text=COVERS)).to_be_visible(visible=in_fold)


@pytest.mark.parametrize("width", [390, 1440])
def test_one_rail_joins_all_stops(chromium: Browser, site: Site, width: int) -> None:
    with browsing(chromium, site, "reader", "/guides/long", viewport={"width": width, "height": 900}) as page:
        boxes = [stop.bounding_box() for stop in page.locator(".step .stop").all()]
        middles = [box["x"] + box["width"] / 2 for box in boxes if box]
        assert len(middles) == 6
        assert max(middles) - min(middles) < 1
        rails = page.evaluate(RAILS)
        for (_, end), (start, _) in pairwise(rails):
            assert start - end < 1
        first, last = boxes[0], boxes[-1]
        assert first
        assert last
        assert first["y"] <= rails[0][0] <= first["y"] + first["height"]
        assert last["y"] <= rails[-1][1] <= last["y"] + last["height"]


RAILS = """[...document.querySelectorAll(".step")].map((step) => {
    const rail = getComputedStyle(step, "::before");
    const top = step.getBoundingClientRect().top + scrollY + parseFloat(rail.top);
    return [top, top + parseFloat(rail.height)];
})"""


def test_nothing_moves_when_pictures_arrive(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", "/guides/refund", viewport={"width": 390, "height": 844}) as page:
        heights = "[...document.querySelectorAll('.shot')].map((each) => each.offsetHeight)"
        before = page.evaluate(heights)
        load_pictures(page)
        assert page.evaluate(heights) == before
        assert all(height > 100 for height in before)


def test_nothing_moves_when_scripts_arrive(chromium: Browser, site: Site) -> None:
    heights = "[...document.querySelectorAll('h1, .step')].map((each) => each.offsetHeight)"
    measured: list[list[int]] = []
    for has_scripts in (False, True):
        context = chromium.new_context(
            java_script_enabled=has_scripts, viewport={"width": 390, "height": 844}, has_touch=True
        )
        page = context.new_page()
        page.goto(site.link("editor"))
        page.goto(f"{site.url}/guides/card")
        page.evaluate("document.fonts.ready.then(() => true)")
        for width in range(330, 430, 6):  # at one of them a line has room for the words and not for a pencil
            page.set_viewport_size({"width": width, "height": 844})
            measured.append(page.evaluate(heights))
        context.close()
    half = len(measured) // 2
    assert measured[:half] == measured[half:]


def test_the_page_is_whole_without_scripts(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.link("reader"))
    page.goto(f"{site.url}/guides/refund")
    assert page.locator(".step h2").count() == 5
    assert page.get_by_role("button", name="Follow").count() == 0
    page.locator(".step a[data-whole]").first.click()
    assert page.url.endswith(".webp")
    page.go_back()
    page.get_by_role("searchbox").fill("issue")
    page.get_by_role("searchbox").press("Enter")
    assert page.locator("mark").all_inner_texts()
    context.close()


def test_a_step_that_was_wanted_is_shown_once_the_link_was_opened(chromium: Browser, site: Site) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/guides/refund#step-s4")
    page.evaluate("customElements.whenDefined('wanted-place')")
    page.goto(site.link("reader"))
    assert page.url == f"{site.url}/guides/refund#step-s4"
    context.close()
