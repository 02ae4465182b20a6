"""Following in a real browser, the whole way: contents, checklist, beside a program, one step at a time."""

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from pypdf import PdfReader

from recorder.document.guide import Step
from server.rendering import static_url
from tests.browsing import PHONE, browsing, scrolls_sideways
from tests.conftest import CHROMIUM_ARGS
from tests.example_guide import example
from tests.serving import Site, fill, served

GUIDE = "/guides/refund"
ELSEWHERE = "handrail.test"

pytestmark = pytest.mark.browser


def steps(**second: Any) -> tuple[Step, ...]:
    """Return the example's steps: the second in some cases only, with a sub-step, a note and a heading."""
    known = example()[0].steps
    more = [
        Step.model_validate({"id": "h1", "kind": "heading", "caption": "In the refund desk"}),
        known[0],
        known[1].model_copy(update={"when": "Only if the customer says why"} | second),
        Step.model_validate({"id": "s2a", "kind": "action", "level": 1, "caption": "Ask for the receipt"}),
        Step.model_validate({"id": "n1", "kind": "note", "caption": "The rest is **the same** for all."}),
    ]
    return (*more, *known[2:])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDRAIL_HOSTS", ELSEWHERE)
        with served(tmp_path_factory.mktemp("site") / "data", share=True) as site:
            fill(site, "refund", steps=steps())
            yield site


@pytest.fixture
def guide(chromium: Browser, site: Site) -> Iterator[Page]:
    with browsing(chromium, site, "reader", GUIDE) as page:
        yield page


def follow(page: Page) -> None:
    page.get_by_role("button", name="Follow", exact=True).click()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_link_to_a_step_lands_right_under_the_bar_and_back_works(guide: Page) -> None:
    contents = guide.locator("step-contents")
    contents.get_by_role("link", name="Issue refund").click()
    expect(guide).to_have_url(f"{guide.url.partition('#')[0]}#step-s4")
    expect(contents.locator("[aria-current]")).to_have_text("Issue refund")
    contents.get_by_role("link", name="Ask for the receipt").click()
    guide.go_back()
    expect(guide).to_have_url(f"{guide.url.partition('#')[0]}#step-s4")
    guide.reload()
    bar = guide.locator(".bar").bounding_box()
    expect(contents.locator("[aria-current]")).to_have_text("Issue refund")
    step = guide.locator("#step-s4").bounding_box()
    assert bar
    assert step
    assert 0 <= step["y"] - bar["height"] < 40


def test_a_step_near_the_end_is_marked_though_the_page_cannot_scroll_to_it(guide: Page) -> None:
    current = guide.locator("step-contents [aria-current]")
    guide.locator("step-contents").get_by_role("link", name="Refund issued").click()
    expect(current).to_have_text("Refund issued")
    press(guide, "Home")
    expect(current).to_have_text("In the refund desk")


def test_what_to_have_ready_comes_first_and_the_ticks_fill_the_rail(guide: Page) -> None:
    follow(guide)
    expect(guide.get_by_role("checkbox")).to_be_focused()
    press(guide, "Enter")
    expect(guide.get_by_role("checkbox")).to_be_checked()
    expect(guide.get_by_role("button", name="Step 1 is done")).to_be_focused()
    press(guide, "Space")
    expect(guide.locator(".step.done")).to_have_id("step-s1")
    expect(guide.locator("follow-guide")).to_contain_text("1 of 5")
    guide.get_by_role("button", name="Skip step 2").click()
    expect(guide.locator(".step.skipped")).to_have_count(2)  # its sub-step, too
    expect(guide.get_by_role("button", name="Step 3 is done")).to_be_focused()


def test_whoever_comes_back_is_told_where_they_were(guide: Page) -> None:
    follow(guide)
    press(guide, "Space", "Space")
    expect(guide.locator(".step.done")).to_have_count(1)
    guide.reload()
    expect(guide.locator("follow-guide")).to_contain_text("You were at step 2")
    expect(guide.get_by_role("checkbox")).to_be_checked()
    guide.get_by_role("button", name="Go on").click()
    expect(guide.get_by_role("button", name="Step 2 is done")).to_be_focused()
    guide.reload()
    guide.get_by_role("button", name="Start again").click()
    expect(guide.locator(".step.done")).to_have_count(0)
    expect(guide.get_by_role("checkbox")).not_to_be_checked()
    guide.evaluate("Date.now = () => new Date().getTime() + 4 * 3600e3")
    guide.evaluate("dispatchEvent(new Event('focus'))")
    expect(guide.get_by_role("button", name="Follow", exact=True)).to_be_visible()


def test_ticks_survive_a_new_version_where_the_step_says_the_same(chromium: Browser, site: Site) -> None:
    fill(site, "grows", steps=steps(), pictured=False)
    with browsing(chromium, site, "editor", "/guides/grows") as page:
        follow(page)
        press(page, "Space", "Space", "Space")
        expect(page.locator(".step.done")).to_have_count(2)
        change = {"kind": "set_caption", "step": "s2", "before": steps()[2].caption, "caption": "Choose it"}
        answer = page.request.post(f"{site.url}/api/guides/grows/edits", data={"edits": [change]})
        assert answer.ok, answer.text()
        assert page.request.post(f"{site.url}/api/guides/grows/publish", data={}).ok
        page.reload()
        expect(page.locator(".step h2").nth(2)).to_contain_text("Choose it")
        expect(page.locator(".step.done")).to_have_id("step-s1")


def opened_beside(page: Page) -> Page:
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Beside my program").click()
    expect(opened.value.get_by_role("button", name="Next")).to_be_visible()
    return opened.value


def test_the_window_beside_a_program_and_the_checklist_keep_one_place(guide: Page) -> None:
    beside = opened_beside(guide)
    shown = beside.locator(".step:visible h2")
    expect(shown).to_have_text(["In the refund desk", "Choose the entry in Orders"])
    expect(beside.get_by_text("Have ready")).to_be_visible()
    beside.get_by_role("button", name="Next").click()
    expect(shown.last).to_have_text("Choose Returned goods in Reason")
    expect(beside.get_by_text("If the order is older than 30 days")).to_be_visible()
    expect(beside.get_by_text("step 2 of 5")).to_be_visible()
    expect(guide.locator(".step.done")).to_have_id("step-s1")
    expect(guide.locator("follow-guide")).to_contain_text("1 of 5")
    beside.get_by_role("button", name="Skip").click()
    expect(shown.last).to_have_text("The rest is the same for all.")
    press(beside, "ArrowRight", "ArrowRight")
    expect(shown.last).to_have_text("Click Issue refund")
    expect(beside.get_by_text("The money is on your card")).to_be_visible()
    press(beside, "ArrowLeft")
    expect(shown.last).to_have_text("Fill in Note")
    expect(beside.get_by_text("Customer return")).to_be_visible()
    guide.get_by_role("button", name="Step 3 is done").click()
    expect(shown.last).to_have_text("Click Issue refund")
    press(beside, "ArrowRight", "ArrowRight")
    expect(beside.get_by_role("heading", name="Done")).to_be_visible()
    expect(guide.locator("follow-guide")).to_contain_text("Done")
    beside.get_by_role("button", name="Start again").click()
    expect(guide.locator(".step.done")).to_have_count(0)
    with beside.context.expect_page() as opened:
        beside.get_by_role("button", name="Keep on top").click()
    above = opened.value.locator(".step:visible h2")
    expect(above.last).to_have_text("Choose the entry in Orders")
    press(opened.value, "ArrowRight")
    expect(above.last).to_have_text("Choose Returned goods in Reason")
    expect(guide.locator(".step.done")).to_have_count(1)
    opened.value.close()
    expect(shown.last).to_have_text("Choose Returned goods in Reason")
    press(beside, "ArrowLeft")
    expect(guide.locator(".step.done")).to_have_count(0)


def test_every_page_counts_the_same_steps_and_names_them_alike(guide: Page, site: Site) -> None:
    beside = opened_beside(guide)
    where = beside.locator("header [data-where]")
    for place in ("step 1 of 5", "step 2 of 5", "step 2.1 · 3 of 5", "step 3 · 4 of 5", "step 3 · 4 of 5"):
        expect(where).to_have_text(place)
        press(beside, "ArrowRight")
    expect(where).to_have_text("step 4 · 5 of 5")
    press(beside, "ArrowRight")
    expect(where).to_have_text("the result")
    expect(guide.locator("follow-guide")).to_contain_text("5 of 5")
    expect(guide.get_by_role("button", name="The result is there")).to_be_visible()
    guide.goto(f"{guide.url}?one#step-s2a")
    expect(guide.locator("dialog [data-where]")).to_have_text("Step 2.1 · 3 of 5")
    beside.close()
    press(guide, "End")
    expect(guide.locator("dialog [data-where]")).to_have_text("The result")
    guide.goto(site.url)
    expect(guide.locator(".fresh a.line").first).to_contain_text("5 steps")


def test_it_opens_beside_over_plain_http_too(playwright: Playwright, site: Site) -> None:
    rule = f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1"
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*CHROMIUM_ARGS, rule])
    at = site.url.replace("127.0.0.1", ELSEWHERE)
    page = browser.new_page()
    page.goto(site.link("reader").replace(site.url, at))
    page.goto(at + GUIDE)
    assert page.evaluate("!isSecureContext")
    beside = opened_beside(page)
    expect(beside.get_by_role("button", name="Keep on top")).to_be_hidden()
    press(beside, "Enter")
    expect(beside.locator(".step:visible h2").last).to_have_text("Choose Returned goods in Reason")
    expect(page.locator(".step.done")).to_have_count(1)
    browser.close()


@pytest.fixture
def scriptless(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 600})
    context.new_page().goto(site.link("reader"))
    yield context
    context.close()


def test_without_scripts_the_window_holds_all_steps(scriptless: BrowserContext, site: Site) -> None:
    page = scriptless.pages[0]
    page.goto(f"{site.url}{GUIDE}/beside")
    expect(page.locator(".step:visible")).to_have_count(8)
    expect(page.get_by_role("button", name="Next")).to_be_hidden()
    page.goto(f"{site.url}{GUIDE}?one#step-s4")
    expect(page.get_by_text("One step at a time")).to_be_hidden()
    expect(page.locator("#step-s4")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 380])
def test_the_window_fits_and_is_for_everybody(chromium: Browser, site: Site, width: int) -> None:
    size = {"width": width, "height": 640}
    with browsing(chromium, site, "reader", f"{GUIDE}/beside", viewport=size) as page:
        press(page, "ArrowRight")
        assert not scrolls_sideways(page)
        assert not serious(page)
        shown = page.get_by_role("button", name="Next").bounding_box()
        assert shown
        assert shown["y"] + shown["height"] <= 640


def serious(page: Page) -> list[str]:
    """Return what axe finds on the page that keeps people out."""
    found = Axe().run(page).response["violations"]
    return [each["id"] for each in found if each["impact"] in ("serious", "critical")]


def test_one_step_at_a_time_by_keyboard_names_the_step_and_comes_back_to_it(guide: Page) -> None:
    at = guide.url
    guide.get_by_role("link", name="One step at a time").click()
    caption = guide.locator("dialog.one-step h2")
    expect(caption).to_have_text("Choose the entry in Orders")
    press(guide, "ArrowRight")
    expect(caption).to_have_text("Choose Returned goods in Reason")
    expect(guide).to_have_url(f"{at}?one#step-s2")
    expect(guide.locator("dialog aside")).to_contain_text("If the order is older than 30 days")
    assert caption.evaluate("(words) => parseFloat(getComputedStyle(words).fontSize)") >= 32
    assert not serious(guide)
    press(guide, "Space", "Enter", "End")
    expect(caption).to_have_text("Done when Refund issued is shown")
    press(guide, "f")
    expect(guide.get_by_role("button", name="Full screen")).to_be_visible()
    expect(guide.locator("html:fullscreen")).to_have_count(1)
    press(guide, "f")
    expect(guide.locator("html:fullscreen")).to_have_count(0)
    press(guide, "ArrowLeft")
    expect(caption).to_have_text("Click Issue refund")
    press(guide, "Escape")
    expect(guide.locator("dialog.one-step")).to_be_hidden()
    expect(guide).to_have_url(f"{at}#step-s4")
    expect(guide.locator("#step-s4")).to_be_in_viewport()
    guide.goto(f"{at}?one#step-s3")
    expect(caption).to_have_text("Fill in Note")
    press(guide, "ArrowRight")
    expect(caption).to_have_text("Click Issue refund")
    guide.locator("dialog.one-step img").click()  # takes the focus away
    press(guide, "ArrowLeft")
    expect(caption).to_have_text("Fill in Note")
    guide.go_back()
    expect(guide.locator("dialog.one-step")).to_be_hidden()


def test_a_finger_goes_on_and_back(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", f"{GUIDE}?one#step-s3", viewport=PHONE, has_touch=True) as page:
        caption = page.locator("dialog.one-step h2")
        expect(caption).to_have_text("Fill in Note")
        touches = page.context.new_cdp_session(page)

        def draw(start: int, end: int, down: int = 0) -> None:
            for kind, points in (
                ("touchStart", [{"x": start, "y": 300}]),
                ("touchMove", [{"x": end, "y": 300 + down}]),
                ("touchEnd", []),
            ):
                touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        draw(300, 100)
        expect(caption).to_have_text("Click Issue refund")
        draw(100, 300)
        expect(caption).to_have_text("Fill in Note")
        draw(200, 130, 200)
        expect(caption).to_have_text("Fill in Note")
        assert not scrolls_sideways(page)


RECORD = """async ([address, steps]) => {
    const { held, pass, due, place, takeBack, NOTHING, KEPT } = await import(address);
    let record = { ...NOTHING, at: 1000 };
    const shown = [];
    const note = () => shown.push([due(steps, record)?.id ?? null, place(steps, record)?.id ?? null]);
    note();
    record = pass(steps, record, steps[1], "skipped", 1000); note();
    record = pass(steps, record, steps[0], "done", 1000); note();
    record = pass(steps, record, steps[4], "done", 1000); note();
    const after = [held(record, 1000 + KEPT - 1), held(record, 1000 + KEPT), record.ended];
    record = takeBack(record, steps[4], 1000); note();
    const again = held({ ended: true, passed: {}, at: 1000 }, 1000);
    return { shown, kept: after.slice(0, 2).map(Boolean), ended: after[2], again };
}"""


def test_the_record_says_the_same_for_checklist_and_window(guide: Page, site: Site) -> None:
    made = [("a", 0, True), ("b", 0, True), ("b1", 1, True), ("n", 0, False), ("c", 0, True)]
    steps = [{"id": name, "said": "1", "level": level, "ticks": ticks} for name, level, ticks in made]
    told = guide.evaluate(RECORD, [site.url + static_url("js/follow/record.js"), steps])
    assert told["shown"] == [["a", "a"], ["a", "a"], ["c", "n"], [None, None], ["c", "n"]]
    assert told["kept"] == [False, False]  # it ended
    assert told["ended"] is True
    assert told["again"] is None


def test_the_page_prints_as_a_manual(guide: Page) -> None:
    pdf = PdfReader(io.BytesIO(guide.pdf(prefer_css_page_size=True)))
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    for number, said in enumerate(pages, 1):
        assert "Printed copy of version 1, check before use" in said
        assert "How to process a customer refund" in said
        assert f"{number} / {len(pages)}" in said
    cover, rest = pages[0], " ".join(pages[1:])
    for known in ("Customer support", "Have ready", "Published by", "Support agent", "Issue refund"):
        assert known in cover
    for known in ("Choose the entry in Orders", "The money is on your card", "Done when Refund issued"):
        assert known not in cover
        assert known in rest
    for gone in ("Follow", "One step at a time", "Record a task", "Link"):
        assert gone not in cover + rest


def test_the_cover_has_no_blank_band_and_paper_offers_nothing_to_click(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", GUIDE) as page:
        page.emulate_media(media="print")
        parts = page.locator(".guide > header, .guide > .about, .guide > .contents").all()
        boxes = sorted(
            (each["y"], each["y"] + each["height"]) for part in parts if (each := part.bounding_box())
        )
        assert len(boxes) == 3
        for (_, above), (below, _) in pairwise(boxes):
            assert 0 <= below - above < 32
        for gone in ("Delete this guide", "Comments on this guide"):
            expect(page.get_by_text(gone)).to_be_hidden()


def test_on_a_phone_steps_are_ticked_by_touch_and_how_far_one_is_stays_in_sight(
    chromium: Browser, site: Site
) -> None:
    with browsing(chromium, site, "reader", GUIDE, viewport=PHONE, has_touch=True) as page:
        expect(page.get_by_role("heading", name="Have ready")).to_be_visible()
        bar = page.locator("follow-guide")
        bar.get_by_role("button", name="Follow").tap()
        for number in range(3):
            page.locator("button.stop").nth(number).tap()
            expect(page.locator("button.stop").nth(number)).to_have_attribute("aria-pressed", "true")
            expect(bar).to_be_in_viewport(ratio=1)
            expect(bar).to_contain_text(f"{number + 1} of ")
        assert not scrolls_sideways(page)
        bar.get_by_role("button", name="Stop following").tap()
        expect(page.locator("button.stop")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 390])
def test_on_a_phone_it_is_said_what_the_list_is_for_and_the_buttons_stand_on_one_line(
    chromium: Browser, site: Site, width: int
) -> None:
    size = {"width": width, "height": 844}
    with browsing(chromium, site, "editor", GUIDE, viewport=size) as page:
        expect(page.get_by_role("heading", name="Have ready")).to_be_visible()
        expect(page.get_by_role("button", name="Follow", exact=True)).to_be_visible()
        buttons = [each.bounding_box() for each in page.locator(".tools .button:visible").all()]
        assert len(buttons) == 4
        assert len({each["y"] for each in buttons if each}) == 1
        first = page.locator(".step .stop:visible").first.bounding_box()
        assert first
        assert first["y"] < 422, "the first step begins in the upper half"
