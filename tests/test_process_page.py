"""The page of a process, all processes and long lists of guides, as a browser without scripts asks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from server.app import create_app
from server.base import KnowledgeBase
from server.settings import Settings
from tests.processes_made import make_orders, make_process, put
from tests.published_guides import publish
from tests.serving import visit


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(data=tmp_path / "data", share=True))
    with TestClient(app), visit(app, "reader") as client:
        with base_of(client).database.writing() as connection:
            make_orders(connection)
            for number in range(130):
                publish(connection, f"pick-{number}", f"How to pick order {number}")
                put(connection, f"pick-{number}", "orders", "pick")
        yield client


def base_of(client: TestClient) -> KnowledgeBase:
    base: KnowledgeBase = client.app.state.base  # type: ignore[attr-defined]
    return base


def stage(page: str, key: str) -> str:
    """Return what the page says of a stage."""
    found = re.search(rf'<section class="stage" id="stage-{key}".*?</section>', page, re.DOTALL)
    assert found, key
    return said(found[0])


def said(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_page_says_in_words_what_the_map_draws(reader: TestClient) -> None:
    page = reader.get("/processes/orders").text
    assert "Credit ok? Decision Finance under 100 EUR Pick , Label otherwise Ask for payment" in stage(
        page, "credit"
    )
    assert "known cheat Money has come" in stage(page, "credit")
    assert "Then: Credit ok?" in stage(page, "ask")
    assert "Side by side with Pick" in stage(page, "label")
    assert "Optional Warehouse" in stage(page, "label")
    assert "A process of its own: Returns" in stage(page, "return")
    assert "A process of its own: nowhere any more" in stage(page, "gone")
    assert "Sales · when an order comes" in stage(page, "receive")
    assert "In The order" in said(page)
    assert "Roles Sales Finance Warehouse People Bank" in said(page)


def test_the_map_has_each_stop_three_times_and_leads_to_the_process_that_a_stage_is(
    reader: TestClient,
) -> None:
    page = reader.get("/processes/orders").text
    stops = re.findall(r'<a class="map-stop[^"]*" href="([^"]*)" aria-label="([^"]*)"', page)
    assert len(stops) == 3 * 7
    assert [url for url, _ in stops[:7]] == [
        "#stage-receive", "#stage-credit", "#stage-ask", "#stage-pick", "#stage-label", "/processes/returns",
        "#stage-gone",
    ]  # fmt: skip
    assert stops[1][1].endswith(
        "under 100 EUR: Pick, Label. otherwise: Ask for payment. known cheat: the end"
    )


def test_a_process_says_which_others_lead_to_it(reader: TestClient) -> None:
    assert "Part of Order to cash" in said(reader.get("/processes/returns").text)


def test_a_stage_with_many_guides_shows_the_first_and_leads_to_all(reader: TestClient) -> None:
    page = reader.get("/processes/orders").text
    assert page.count("How to pick order") < 30
    link = re.search(r'href="(/guides\?[^"]*)">All 130 guides of this stage', page)
    assert link
    first = reader.get(link[1].replace("&amp;", "&"))
    assert "1 to 100 of 130" in said(first.text)
    assert "Processes Order to cash Pick 130 guides" in said(first.text)
    more = re.search(r'rel="next" href="([^"]*)"', first.text)
    assert more
    last = reader.get(more[1].replace("&amp;", "&")).text
    assert "101 to 130 of 130" in said(last)
    assert last.index("How to pick order 100<") < last.index("How to pick order 129<")


def test_a_list_of_guides_is_narrowed_by_words_and_says_when_nothing_is_left(reader: TestClient) -> None:
    assert "1 guide" in said(reader.get("/guides?process=orders&q=ORDER 77").text)
    assert "No title here says that" in said(reader.get("/guides?q=zebra").text)
    assert "There is no guide here yet" in said(reader.get("/guides?unplaced=true").text)
    assert reader.get("/guides?process=orders&part=9").status_code == 200
    assert reader.get("/guides?part=0").status_code == 422
    for address in ("/guides?process=none", "/guides?process=orders&stage=none", "/processes/none"):
        assert reader.get(address).status_code == 404


def test_all_processes_come_by_name_in_parts_and_by_words(reader: TestClient) -> None:
    with base_of(reader).database.writing() as connection:
        for number in range(60):
            make_process(connection, f"p{number}", f"Process {number:02}", {})
    page = reader.get("/processes").text
    assert page.index("Order to cash") < page.index("Process 00")
    assert "1 to 48 of 62" in said(page)
    assert "Process 59" in reader.get("/processes?part=2").text
    found = said(reader.get("/processes?q=to CASH").text)
    assert "Order to cash" in found
    assert "Process 00" not in found
    assert "No process says that" in said(reader.get("/processes?q=zebra").text)


def test_whatever_people_write_is_shown_as_they_wrote_it(reader: TestClient) -> None:
    stages = {"x": {"name": '<b>Pack</b> & "go"', "role": "<i>", "kind": "decision", "branches": [
        {"label": "<u>", "to": "x", "otherwise": False}, {"label": "", "to": "gone", "otherwise": False},
    ]}}  # fmt: skip
    with base_of(reader).database.writing() as connection:
        make_process(connection, "odd", "<s>", stages, begins="<b>", ends="&amp;")
    page = reader.get("/processes/odd").text
    assert "<b>Pack" not in page
    assert "&lt;u&gt;" in page
    assert "not every case is covered" in page
