"""Drawing a process up in a browser: by keyboard alone, by two people, on a phone, and without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from server.processes.making import make
from server.storage import processes
from tests.browsing import PHONE, browsing, scrolls_sideways
from tests.serving import Site, fill, served

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund", pictured=False, process="", stage="")
        yield site


def told(site: Site, name: str) -> Any:
    with site.base.database.reading() as connection:
        return next(each for each in processes.all_processes(connection) if each.name == name)


def stages(site: Site, name: str) -> list[tuple[str, str]]:
    return [(stage.name, stage.role) for stage in told(site, name).stages]


def saved(page: Page) -> None:
    """Wait until nothing waits to be saved."""
    expect(page.locator("[data-state]")).to_have_text(re.compile("^(Saved|Undone)$"), timeout=15_000)


def test_a_process_is_drawn_up_by_keyboard_alone(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/processes/new") as page:
        page.keyboard.type("Refunds")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Name of the new stage")).to_be_focused()
        for number, (name, role) in enumerate([("Take", "Agent"), ("Pay", "Finance"), ("Decide", "")]):
            page.keyboard.type(name)
            page.keyboard.press("Tab")
            page.keyboard.type(role)
            page.keyboard.press("Enter")
            expect(page.locator(".called")).to_have_count(number + 2)
        page.keyboard.press("Backspace")
        expect(page.locator("[data-map]")).to_contain_text("Decide")
        expect(page.get_by_label("Name of stage 3")).to_be_focused()
        page.keyboard.press("Alt+ArrowUp")
        expect(page.locator(".called").nth(1)).to_have_value("Decide")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_label("When it starts")).to_be_focused()
        page.get_by_label("This stage is").press("ArrowDown")
        case = page.get_by_label("Case of branch 1")
        expect(case).to_be_visible()
        case.focus()
        page.keyboard.type("Over 100 EUR")
        page.get_by_label("Where branch 1 leads").press("3")
        page.get_by_label("Case of branch 2").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page.locator("[data-map]")).to_contain_text("Over 100 EUR")
        page.keyboard.press("Escape")
        expect(page.get_by_label("Details of Decide")).to_be_focused()
        expect(page.get_by_text("Not every case is covered")).to_have_count(0)
        saved(page)
    decide = told(site, "Refunds").stages[1]
    assert stages(site, "Refunds") == [("Take", "Agent"), ("Decide", ""), ("Pay", "Finance")]
    assert [(each.label, each.otherwise) for each in decide.branches] == [("Over 100 EUR", False), ("", True)]
    assert decide.branches[0].to == told(site, "Refunds").stages[2].id


def test_guides_are_found_and_put_in_and_missing_ones_named(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/processes/new") as page:
        start(page, "Returns", "Take")
        page.get_by_label("Details of Take").click()
        field = page.locator(".details").get_by_label("Put a guide here")
        field.fill("refund")
        expect(page.get_by_role("option", name="How to process a customer refund")).to_be_visible()
        field.press("Enter")
        expect(page.locator(".details [data-guide]").first).to_contain_text(
            "How to process a customer refund"
        )
        wanted = page.get_by_label("Name a guide that somebody should record")
        wanted.fill("How to open a parcel")
        wanted.press("Enter")
        expect(page.get_by_label("Title of the guide that is missing")).to_have_value("How to open a parcel")
        expect(wanted).to_have_value("")
        page.get_by_label("Title of the guide that is missing").fill("How to open a parcel safely")
        saved(page)
        page.get_by_label("Specification").or_(page.get_by_label("What must be right")).fill("Unopened")
        saved(page)
        stage = told(site, "Returns").stages[0]
        assert [guide.id for guide in stage.guides] == ["refund"]
        assert [slot.title for slot in stage.slots] == ["How to open a parcel safely"]
        page.get_by_role("button", name="Delete this stage").click()
        expect(page.locator(".row-of-stage")).to_have_count(0)
        page.get_by_role("button", name="Undo").first.click()
        expect(page.locator(".called")).to_have_value("Take")
        saved(page)
    assert told(site, "Returns").stages[0].slots[0].title == "How to open a parcel safely"


def start(page: Page, name: str, *names: str) -> None:
    """Make a process with stages of those names."""
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Make the process").click()
    expect(page.get_by_label("Name of the new stage")).to_be_focused()
    for each in names:
        page.keyboard.type(each)
        page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    expect(page.locator("[data-map]")).to_contain_text(names[-1])
    expect(page.get_by_label(f"Details of {names[-1]}")).to_be_visible()
    saved(page)


def test_two_people_see_each_other_and_choose_where_both_wrote(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/processes/new") as amara:
        start(amara, "Refunds", "Take", "Pay")
        with browsing(chromium, site, "editor", "/processes/refunds/edit", name="Ben") as ben:
            amara.get_by_label("Role that does Take").fill("Agent")
            saved(amara)
            ben.get_by_label("Role that does Take").fill("Team lead")
            expect(ben.get_by_role("group", name="Somebody changed the same")).to_contain_text("Agent")
            assert stages(site, "Refunds")[0] == ("Take", "Agent")
            ben.get_by_role("button", name="Keep mine").click()
            saved(ben)
            assert stages(site, "Refunds")[0] == ("Take", "Team lead")
            ben.get_by_label("Name of stage 2").fill("Pay out")
            saved(ben)
            amara.evaluate("document.querySelector('process-editor').look()")
            expect(amara.get_by_label("Name of stage 2")).to_have_value("Pay out")
            expect(amara.get_by_label("Role that does Take")).to_have_value("Team lead")


def test_what_is_refused_stays_with_the_reason_and_nothing_is_lost_offline(
    chromium: Browser, site: Site
) -> None:
    with browsing(chromium, site, "editor", "/processes/new") as page:
        start(page, "Refunds", "Take", "Pay")
        field = page.get_by_label("Name of stage 2")
        field.fill("TAKE")
        expect(page.get_by_role("alert")).to_contain_text("called “Take” in this process already")
        expect(field).to_have_value("TAKE")
        field.fill("Pay it")
        saved(page)
        expect(page.get_by_role("alert")).to_have_count(0)
        page.context.set_offline(True)
        page.get_by_label("Purpose").fill("Money back")
        expect(page.locator("[data-state]")).to_contain_text("Not saved yet")
        page.context.set_offline(False)
        saved(page)
    assert (told(site, "Refunds").purpose, stages(site, "Refunds")[1][0]) == ("Money back", "Pay it")


def test_stages_are_dragged_and_pasted_on_a_phone_too(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/processes/new", viewport=PHONE) as page:
        start(page, "Refunds", "One", "Two", "Three")
        grips = page.locator("[data-grip]")
        last, first = grips.nth(2).bounding_box(), grips.nth(0).bounding_box()
        assert last is not None
        assert first is not None
        page.mouse.move(last["x"] + 8, last["y"] + 8)
        page.mouse.down()
        page.mouse.move(first["x"] + 8, first["y"] - 30, steps=6)
        page.mouse.up()
        expect(page.locator(".called").nth(0)).to_have_value("Three")
        saved(page)
        assert not scrolls_sideways(page)
        page.get_by_label("Details of One").click()
        expect(page.get_by_label("When it starts")).to_be_focused()
        assert not scrolls_sideways(page)
    assert [name for name, _ in stages(site, "Refunds")] == ["Three", "One", "Two"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(chromium: Browser, site: Site, scheme: str) -> None:
    with site.base.database.writing() as connection:
        make(connection, "Refunds", site.owner, "refunds")
    path = "/processes/refunds/edit?stage=is-it-within-the-rules"
    with browsing(chromium, site, "editor", path, color_scheme=scheme) as page:
        assert serious(page) == []
        for other in ("/processes/new", "/processes/refunds/delete"):
            page.goto(site.url + other)
            assert serious(page) == []


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html']}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


def test_without_scripts_it_is_plain_forms(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor") as page:
        state = page.context.storage_state()
    plain = chromium.new_context(java_script_enabled=False, storage_state=state)
    page = plain.new_page()
    page.goto(f"{site.url}/processes/new")
    page.get_by_label("Name", exact=True).fill("Refunds")
    page.locator("[name=template][value=refunds]").check()
    page.get_by_role("button", name="Make the process").click()
    page.get_by_label("Purpose").fill("Money back")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Name of stage 1").fill("Take it")
    page.get_by_label("More stages, one a line").fill("Look back\nLearn")
    page.get_by_role("button", name="Save the stages").click()
    page.get_by_label("Details of Learn").click()
    page.get_by_label("Done by").fill("In a week")
    page.get_by_label("Put a guide here").first.fill("How to process a customer refund")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_role("button", name="Move up").click()
    expect(page.get_by_label("Done by")).to_have_value("In a week")
    plain.close()
    made = told(site, "Refunds")
    assert made.purpose == "Money back"
    assert [stage.name for stage in made.stages][0::9] == ["Take it", "Learn"]
    assert (made.stages[9].deadline, [guide.id for guide in made.stages[9].guides]) == (
        "In a week",
        ["refund"],
    )
