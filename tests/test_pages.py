"""The pages, asked for as a browser without scripts asks: reading, finding, editing and bringing in."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from recorder.control.shortcuts import Keys
from tests.example_guide import HIDDEN_NOTE, SECRET_CUSTOMER
from tests.serving import bring_in, guide_bytes, visit

NAMED = {"files": ("refund.guide", guide_bytes(pictured=False))}


@pytest.fixture
def editor(app: FastAPI) -> Iterator[TestClient]:
    with app_running(app), visit(app, "editor") as client:
        assert client.put("/api/name", json={"name": "Amara Diallo"}).status_code == 200
        yield client


@pytest.fixture
def reader(app: FastAPI, editor: TestClient) -> Iterator[TestClient]:
    del editor
    with visit(app, "reader") as client:
        yield client


def app_running(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://localhost")


def words(page: str) -> str:
    """Return what a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="before-{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def test_an_empty_base_teaches_with_one_button(editor: TestClient) -> None:
    page = editor.get("/").text
    assert "Do a task once" in words(page)
    assert 'class="button record large" href="/record"' in page


def test_an_empty_base_leads_to_a_first_process_too(editor: TestClient) -> None:
    assert 'href="/processes/new"' in editor.get("/").text


def test_a_process_without_guides_is_on_the_home_page(editor: TestClient) -> None:
    editor.post("/processes/new", data={"called": "Paying people back"})
    page = editor.get("/").text
    assert "Paying people back" in words(page)
    assert "No guide yet" in words(page)


def test_home_leads_editors_to_a_new_process_and_readers_to_all(
    editor: TestClient, reader: TestClient
) -> None:
    bring_in(editor)
    assert 'href="/processes/new"' in editor.get("/").text
    page = reader.get("/").text
    assert 'href="/processes"' in page
    assert 'href="/processes/new"' not in page


def test_an_empty_base_offers_a_reader_nothing_that_they_may_not_do(reader: TestClient) -> None:
    page = reader.get("/").text
    assert "No guides yet" in words(page)
    assert "/import" not in page


def test_a_guide_that_came_in_is_on_the_home_page_under_its_process(editor: TestClient) -> None:
    bring_in(editor)
    page = words(editor.get("/").text)
    assert "Customer support" in page
    assert "1 stage · 1 guide" in page
    assert "How to process a customer refund New 4 steps · 2 min · Amara Diallo" in page


def test_every_stop_of_the_map_leads_to_its_stage(editor: TestClient) -> None:
    bring_in(editor)
    bring_in(editor, id="two", title="How to block a card", stage="Cards")
    page = editor.get("/processes/customer-support").text
    stops = re.findall(r'class="map-stop[^"]*" href="#([^"]+)"', page)
    assert len(stops) == 2 * 3  # wide, narrow and upright
    assert all(f'id="{stop}"' in page for stop in stops)


def test_a_guide_without_a_process_can_be_found_among_the_processes(editor: TestClient) -> None:
    bring_in(editor, process="", stage="")
    assert "Guides without a process" in words(editor.get("/processes").text)


def test_a_guide_says_who_published_it_and_when(editor: TestClient, reader: TestClient) -> None:
    url = bring_in(editor)
    page = words(reader.get(url).text)
    assert re.search(
        r"Published by Amara Diallo on \d+ \w{3} \d{4} · not verified yet · version 1 · 2 min", page
    )


def test_readers_get_no_value_that_is_not_shown(editor: TestClient, reader: TestClient) -> None:
    url = bring_in(editor)
    for address in (url, "/", "/search?q=refund", "/processes/customer-support"):
        page = reader.get(address).text
        assert SECRET_CUSTOMER not in page
        assert HIDDEN_NOTE not in page


def test_every_address_on_a_readers_page_answers_a_reader(editor: TestClient, reader: TestClient) -> None:
    url = bring_in(editor, pictured=True)
    for page in (url, "/", "/processes", "/processes/customer-support", "/search?q=refund", "/record"):
        found = re.findall(r'(?:src|href|srcset|action)="(/[^"#]*)', reader.get(page).text)
        assert found
        for address in sorted(set(found)):
            assert reader.get(address).status_code == 200, f"{address} on {page}"


def test_pages_answer_head_and_are_not_sent_twice(reader: TestClient, editor: TestClient) -> None:
    url = bring_in(editor)
    first = reader.get(url)
    assert reader.head(url).status_code == 200
    assert reader.get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_page_is_new_once_the_guide_has_changed(editor: TestClient) -> None:
    url = bring_in(editor)
    tag = editor.get(url).headers["ETag"]
    edit = {"kind": "set_title", "before": "How to process a customer refund", "title": "How to refund"}
    assert editor.post(f"/api{url}/edits", json={"edits": [edit]}).status_code == 200
    told = editor.get(url, headers={"If-None-Match": tag})
    assert "1 change that readers do not see yet · Continue editing" in words(told.text)
    assert "How to refund" not in told.text
    assert editor.post(f"{url}/publish").status_code == 303
    assert "How to refund" in editor.get(url, headers={"If-None-Match": tag}).text


def test_a_draft_is_previewed_as_readers_would_see_it(editor: TestClient, reader: TestClient) -> None:
    url = bring_in(editor)
    assert "readers see it just so." in words(editor.get(f"{url}/preview").text)
    edit = {"kind": "set_caption", "step": "s3", "before": "Fill in **Note**", "caption": "Write a note"}
    assert editor.post(f"/api{url}/edits", json={"edits": [edit]}).status_code == 200
    page = editor.get(f"{url}/preview").text
    assert "Preview · as readers would see it, with 1 change" in words(page)
    assert "Write a note" in page
    assert HIDDEN_NOTE not in page
    assert f"{url}/edit#step-" not in page, "readers are offered no editing"
    assert reader.get(f"{url}/preview").status_code == 403
    assert "Write a note" not in reader.get(url).text


def test_readers_and_editors_are_not_shown_each_others_page(editor: TestClient, reader: TestClient) -> None:
    url = bring_in(editor)
    for offer in (f'href="{url}/edit"', f'href="{url}/edit#step-s3"'):
        assert offer in editor.get(url).text
        assert offer not in reader.get(url).text


def test_search_marks_the_words_and_leads_to_the_step(editor: TestClient, reader: TestClient) -> None:
    bring_in(editor)
    page = reader.get("/search", params={"q": "issue"}).text
    assert "Click <mark>Issue</mark> refund" in page
    assert 'href="/guides/refund#step-s4"' in page
    assert "Customer support \u203a Refunds" in words(page)


def test_a_question_is_shown_as_it_was_asked_and_never_as_html(reader: TestClient) -> None:
    page = reader.get("/search", params={"q": '<script>"x'}).text
    assert "<script>&" not in page
    assert "&lt;script&gt;" in page


def test_nothing_found_says_what_to_do(reader: TestClient) -> None:
    page = reader.get("/search", params={"q": "zebra"}).text
    assert "Nothing found for “zebra”." in words(page)
    assert 'href="/record"' in page


def test_filters_that_leave_nothing_are_named_with_what_is_found_without(
    reader: TestClient, editor: TestClient
) -> None:
    bring_in(editor)
    asked = {"q": "issue", "role": "Nobody", "program": "refund-desk"}
    page = reader.get("/search", params=asked).text
    assert "Nothing found for “issue” with these filters." in words(page)
    assert 'href="/search?q=issue&amp;program=refund-desk"' in page
    assert "Without the filter Role Nobody 1 guide" in words(page)
    assert "Without the filter Program" not in words(page), "that alone finds nothing either"
    assert 'href="/search?q=issue"' in page
    assert "Without any filter 1 guide" in words(page)
    nowhere = reader.get("/search", params=asked | {"q": "zebra"}).text
    assert "Nothing found for “zebra”." in words(nowhere)
    alone = reader.get("/search", params={"role": "Nobody"}).text
    assert "No guide is like that." in words(alone)


def test_the_form_saves_titles_and_captions_without_scripts(editor: TestClient, reader: TestClient) -> None:
    url = bring_in(editor)
    form = editor.get(f"{url}/words").text
    sent = {
        "title": "How to refund",
        "before-title": hidden(form, "title"),
        "step-s3": "Fill in the **Note**",
        "before-step-s3": hidden(form, "step-s3"),
        "then": "draft",
    }
    answer = editor.post(f"{url}/words", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, url)
    assert "How to refund" not in reader.get(url).text
    assert "2 changes that readers do not see yet" in words(editor.get(f"{url}/words").text)
    assert editor.post(f"{url}/words", data={"then": "publish"}).status_code == 303
    page = reader.get(url).text
    assert "How to refund" in page
    assert re.search(r"Fill in the <(b|strong)>Note</", page)


def test_an_empty_field_is_said_and_keeps_the_rest(editor: TestClient) -> None:
    url = bring_in(editor)
    sent = {"title": " ", "before-title": "How to process a customer refund"}
    changed = {"step-s3": "Kept words", "before-step-s3": "Fill in **Note**"}
    answer = editor.post(f"{url}/words", data=sent | changed)
    assert answer.status_code == 422
    assert "Some words are needed here." in words(answer.text)
    assert "Kept words" in answer.text
    assert "Kept words" not in editor.get(f"{url}/words").text


def test_words_that_do_not_fit_are_said_and_kept(editor: TestClient) -> None:
    url = bring_in(editor)
    sent = {"title": "x" * 1_001, "before-title": "How to process a customer refund"}
    changed = {"step-s3": "y" * 20_001, "before-step-s3": "Fill in **Note**"}
    answer = editor.post(f"{url}/words", data=sent | changed)
    assert answer.status_code == 422
    assert "Some words are too long, so nothing was saved" in words(answer.text)
    for limit, text in ((1_000, sent["title"]), (20_000, changed["step-s3"])):
        assert f"At most {limit} letters fit here; shorten the words." in words(answer.text)
        assert f">{text}</textarea>" in answer.text
    fits = editor.post(f"{url}/words", data=sent | {"title": "x" * 1_000})
    assert fits.status_code == 303


def test_words_changed_by_somebody_else_are_shown_beside_ones_own(editor: TestClient) -> None:
    url = bring_in(editor)
    seen = {"before-title": "How to process a customer refund"}
    assert editor.post(f"{url}/words", data={"title": "Theirs", **seen}).status_code == 303
    answer = editor.post(f"{url}/words", data={"title": "Mine", **seen})
    assert answer.status_code == 409
    assert "“Theirs”" in words(answer.text)
    again = editor.post(f"{url}/words", data={"title": "Mine", "before-title": hidden(answer.text, "title")})
    assert again.status_code == 303
    assert ">Mine</textarea>" in editor.get(f"{url}/words").text


def test_a_file_is_brought_in_without_scripts(editor: TestClient) -> None:
    answer = editor.post("/import", files=NAMED)
    assert (answer.status_code, answer.headers["location"]) == (303, "/guides/refund")


def test_of_several_files_each_says_what_became_of_it(editor: TestClient) -> None:
    broken = ("files", ("broken.guide", b"not a guide"))
    answer = editor.post("/import", files=[("files", NAMED["files"]), broken])
    assert answer.status_code == 422
    assert "How to process a customer refund New" in words(answer.text)
    assert "broken.guide" in answer.text


@pytest.mark.parametrize("address", ["/import", "/guides/refund/words"])
def test_readers_are_told_that_their_link_is_for_reading(
    editor: TestClient, reader: TestClient, address: str
) -> None:
    bring_in(editor)
    answer = reader.get(address)
    assert answer.status_code == 403
    assert "Your link is for reading" in words(answer.text)


@pytest.mark.parametrize("address", ["/guides/nothing", "/processes/nothing", "/nothing"])
def test_what_is_not_here_is_said_with_one_thing_to_do(reader: TestClient, address: str) -> None:
    answer = reader.get(address)
    assert answer.status_code == 404
    assert 'class="button go" href="/"' in answer.text


def test_nothing_is_inline_and_nothing_is_from_elsewhere(editor: TestClient) -> None:
    url = bring_in(editor)
    for address in ("/", url, f"{url}/words", "/search?q=refund", "/record", "/import", "/processes"):
        page = editor.get(address).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)", page), address
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", page), address


def test_the_page_names_the_keys_that_stop_a_recording(reader: TestClient) -> None:
    assert f"Stop with {Keys().stop.replace('+', ' ')} ." in words(reader.get("/record").text)


def test_static_files_are_kept_for_good(reader: TestClient, app: FastAPI) -> None:
    address = re.findall(r'href="(/static/[^"]+base.css)"', reader.get("/").text)[0]
    with visit(app) as nobody:
        answer = nobody.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
