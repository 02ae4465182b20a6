"""Reading in a real browser: following, copying a link, the whole picture, finding by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import browsing
from tests.serving import Site, fill, served

GUIDE = "/guides/refund"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site") / "data", share=True) as site:
        fill(site, "refund")
        fill(site, "card", title="How to block a lost card", stage="Cards", pictured=False)
        yield site


@pytest.fixture
def guide(chromium: Browser, site: Site) -> Iterator[Page]:
    with browsing(chromium, site, "reader", GUIDE) as page:
        yield page


def follow(page: Page, ticks: int) -> None:
    page.get_by_role("button", name="Follow", exact=True).click()
    page.keyboard.press("Space")  # what to have ready comes first
    for _ in range(ticks):
        page.keyboard.press("Enter")


def test_following_fills_the_rail_and_goes_to_the_next_step(guide: Page) -> None:
    follow(guide, 2)
    expect(guide.locator(".step.done")).to_have_count(2)
    expect(guide.locator(".step.now")).to_have_id("step-s3")
    expect(guide.get_by_role("button", name="Step 3 is done")).to_be_focused()
    expect(guide.locator("follow-guide")).to_contain_text("2 of 4")


def test_the_place_is_kept_and_starts_afresh_after_the_end(guide: Page) -> None:
    follow(guide, 2)
    guide.reload()
    expect(guide.locator(".step.done")).to_have_count(2)
    guide.locator(".step.now .stop").focus()
    for _ in range(3):
        guide.keyboard.press("Enter")
    expect(guide.locator("follow-guide")).to_contain_text("Done")
    guide.reload()
    expect(guide.locator(".step.done")).to_have_count(0)
    expect(guide.get_by_role("button", name="Follow", exact=True)).to_be_visible()


def test_the_place_is_forgotten_after_four_hours(guide: Page) -> None:
    follow(guide, 1)
    guide.evaluate("""() => {
        const kept = JSON.parse(localStorage.getItem("handrail.follow.refund"));
        kept.at -= 4 * 3600e3 + 1;
        localStorage.setItem("handrail.follow.refund", JSON.stringify(kept));
    }""")
    guide.reload()
    expect(guide.get_by_role("button", name="Follow", exact=True)).to_be_visible()


def test_a_tick_can_be_taken_back_and_following_stopped(guide: Page) -> None:
    follow(guide, 1)
    guide.get_by_role("button", name="Step 1 is done").click()
    expect(guide.locator(".step.done")).to_have_count(0)
    guide.get_by_role("button", name="Stop following").click()
    expect(guide.locator(".steps.following")).to_have_count(0)
    expect(guide.locator("button.stop")).to_have_count(0)


@pytest.mark.parametrize("withheld", [False, True], ids=["clipboard", "no clipboard, as over plain http"])
def test_a_click_copies_the_link_to_a_step(chromium: Browser, site: Site, withheld: bool) -> None:  # noqa: FBT001
    rights = ["clipboard-read", "clipboard-write"]
    with browsing(chromium, site, "reader", GUIDE, permissions=rights) as page:
        if withheld:
            page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        page.get_by_role("link", name="Link to step 2").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
        page.goto(f"{site.url}/")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{site.url}{GUIDE}#step-s2"


def test_a_click_shows_the_whole_picture_and_escape_closes_it(guide: Page) -> None:
    guide.locator("a[data-whole]").first.click()
    dialog = guide.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("img")).to_have_js_property("naturalWidth", 1920)
    assert guide.url.endswith(GUIDE)
    guide.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(guide.locator("a[data-whole]").first).to_be_focused()


def test_the_contents_follow_the_reader(guide: Page) -> None:
    current = guide.locator("step-contents [aria-current]")
    expect(current).to_have_text("Choose the order")
    guide.locator("step-contents").get_by_role("link", name="Fill in Note").click()
    expect(current).to_have_text("Fill in Note")
    guide.keyboard.press("End")
    expect(current).to_have_text("Refund issued")


def test_the_contents_begin_at_the_first_step_where_all_fits(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", "/guides/card", viewport={"width": 1440, "height": 2000}) as page:
        current = page.locator("step-contents [aria-current]")
        expect(current).to_have_text("Choose the order")
        page.locator("step-contents").get_by_role("link", name="Fill in Note").click()
        expect(current).to_have_text("Fill in Note")


def test_the_home_page_remembers_what_was_read(guide: Page, site: Site) -> None:
    guide.locator("step-contents").get_by_role("link", name="Fill in Note").click()
    expect(guide.locator("step-contents [aria-current]")).to_have_text("Fill in Note")
    guide.goto(f"{site.url}/")
    expect(guide.locator("last-read")).to_have_text(
        "You were reading How to process a customer refund, step 3"
    )


def test_slash_goes_to_the_search_box_unless_someone_is_typing(guide: Page) -> None:
    guide.keyboard.press("/")
    box = guide.get_by_role("combobox", name="Find a guide")
    expect(box).to_be_focused()
    guide.keyboard.type("a/b")
    expect(box).to_have_value("a/b")


def test_from_the_home_page_to_a_step_by_keyboard_alone(guide: Page, site: Site) -> None:
    guide.goto(f"{site.url}/")
    guide.keyboard.press("/")
    guide.keyboard.type("issue")
    guide.keyboard.press("Enter")
    guide.wait_for_url(f"{site.url}/search?q=issue")
    expect(guide.get_by_role("searchbox")).to_be_focused()
    guide.keyboard.press("ArrowDown")
    guide.keyboard.press("Enter")
    guide.wait_for_url(f"{site.url}/guides/*#step-s4")


def test_the_link_to_a_step_stays_on_one_line_on_a_phone(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", GUIDE, viewport={"width": 390, "height": 844}) as page:
        heights = [each.bounding_box() for each in page.locator(".copy").all()]
        assert all(box and box["height"] < 40 for box in heights)


def test_results_follow_the_typing_and_the_arrows_and_back(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", "/search?q=zebra") as page:
        box = page.get_by_role("searchbox")
        box.fill("issue")
        expect(page.locator(".hit")).to_have_count(2)
        assert page.url.endswith("/search?q=issue")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(page.locator(".hit").nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(box).to_be_focused()
        page.go_back()
        expect(page.locator("#results")).to_contain_text("Nothing found for “zebra”")
        expect(box).to_have_value("zebra")


def test_everything_can_be_reached_by_keyboard(guide: Page) -> None:
    seen = set()
    for _ in range(40):
        guide.keyboard.press("Tab")
        seen.add(guide.evaluate("document.activeElement.className || document.activeElement.tagName"))
    assert {"skip button", "logo", "INPUT", "button record", "button go", "copy"} <= seen


def test_it_prints_like_a_manual(guide: Page) -> None:
    guide.emulate_media(media="print")
    for gone in (".bar", "follow-guide", ".copy >> nth=0"):
        expect(guide.locator(gone)).to_be_hidden()
    assert guide.locator(".step").first.evaluate("(step) => getComputedStyle(step).breakInside") == "avoid"
