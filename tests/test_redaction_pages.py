"""The pages of a redaction: choose, mark, look at all that goes with it, confirm, and see how far it is."""

import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image, ImageDraw

from recorder.document.geometry import Box
from server.app import create_app
from server.base import KnowledgeBase
from server.redacting.alike import around, ink_of, places_of
from server.redacting.offers import draft_of, offers
from server.redacting.reading import Line
from server.redacting.starting import Place
from server.redacting.words import spellings
from server.redacting.working import work_off
from server.settings import Settings
from tests.byte_search import found_in, found_in_folder
from tests.example_guide import SECRET_CUSTOMER, face
from tests.marked_guide import NAME, PATTERN, marked_bytes
from tests.serving import guide_bytes, visit


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    made = visit(create_app(Settings(data=tmp_path / "data")))
    made.post("/api/guides", files={"file": ("a.guide", marked_bytes(id="marked"))})
    yield made
    base_of(made).database.close()


def base_of(client: TestClient) -> KnowledgeBase:
    base: KnowledgeBase = client.app.state.base  # type: ignore[attr-defined]
    return base


def first_file(client: TestClient) -> str:
    guide = draft_of(base_of(client), "marked")
    assert guide is not None
    assert guide.steps[0].picture is not None
    return guide.steps[0].picture.file


def test_without_a_choice_it_offers_the_pictures_and_asks_for_words(client: TestClient) -> None:
    page = client.get("/guides/marked/redact").text
    assert "It cannot be undone." in page
    assert "beyond our reach" in page
    assert page.count("/small.webp") == 2
    assert 'name="words"' in page


def test_a_picture_is_marked_by_its_controls_or_by_numbers(client: TestClient) -> None:
    file = first_file(client)
    page = client.get("/guides/marked/redact", params={"file": file}).text
    assert page.count('name="side"') == 4
    assert 'name="box" value="640,606,640,46"' in page
    sides = {"file": file, "side": [str(each) for each in PATTERN]}
    assert f"{file}|{','.join(map(str, PATTERN))}" in client.get("/guides/marked/redact", params=sides).text


def test_what_goes_with_it_is_listed_and_goes(client: TestClient) -> None:
    asked = {"file": first_file(client), "box": ",".join(map(str, PATTERN)), "words": NAME}
    page = client.get("/guides/marked/redact", params=asked).text
    places = [unescape(each) for each in re.findall(r'name="place" value="([^"]+)" checked', page)]
    assert len({place.partition("|")[0] for place in places}) == 4
    assert "Another moment of the recording" in page
    assert "Ask for **a customer** first." in page
    sent = {"place": places, "words": NAME, "instead": "a customer", "everywhere": "1"}
    answer = client.post("/guides/marked/redact", data=sent)
    assert answer.status_code == 303
    assert "Nobody is shown the pictures as they were" in client.get(answer.headers["location"]).text
    work_off(base_of(client))
    assert "Redacted for good" in client.get(answer.headers["location"]).text
    assert not found_in(client.get("/api/guides/marked/file").content)


def test_a_region_is_shown_to_editors_as_it_is_now(client: TestClient) -> None:
    asked = {"file": first_file(client), "box": ",".join(map(str, PATTERN))}
    answer = client.get("/guides/marked/redact/region.webp", params=asked)
    assert answer.headers["cache-control"] == "private, no-store"
    assert found_in(answer.content)
    client.post("/api/guides/marked/redactions", json={"pictures": [{"file": asked["file"], "box": PATTERN}]})
    assert client.get("/guides/marked/redact/region.webp", params=asked).status_code == 404


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "0,0,0,0", "1e999,0,1,1", "5,5,-5,5"])
def test_a_region_that_is_none_is_told(client: TestClient, box: str) -> None:
    answer = client.get("/guides/marked/redact", params={"file": first_file(client), "box": box})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_words_that_cannot_be_are_told_on_the_same_page(client: TestClient) -> None:
    answer = client.post("/guides/marked/redact", data={"words": "x", "instead": ""})
    assert answer.status_code == 422
    assert "one letter" in answer.text
    assert client.post("/guides/marked/redact", data={}).status_code == 422
    assert client.get("/guides/nowhere/redact").status_code == 404
    assert client.get("/guides/marked/redact", params={"file": f"images/{'0' * 64}.png"}).status_code == 404


def test_the_same_name_is_found_where_it_moved_to() -> None:
    first, second = Image.new("RGB", (400, 300), "white"), Image.new("RGB", (500, 200), "white")
    ImageDraw.Draw(first).text((40, 60), "Ines Okafor", "black", face(18))
    for at in ((250, 20), (10, 130)):
        ImageDraw.Draw(second).text(at, "Ines Okafor", "black", face(18))
    ImageDraw.Draw(second).text((250, 130), "Ines Okatar", "black", face(18))
    box = Box(30, 50, 140, 40)
    ink = ink_of(first, box)
    assert ink is not None
    assert [around(ink, place, box) for place in places_of(ink, second)] == [
        Box(240, 10, 140, 40), Box(0, 120, 140, 40),
    ]  # fmt: skip
    assert ink_of(second, Box(0, 180, 100, 20)) is None


def test_controls_of_that_name_are_offered(client: TestClient) -> None:
    guide = draft_of(base_of(client), "marked")
    assert guide is not None
    found = offers(base_of(client), guide, None, (NAME,), "a customer")
    assert [(each.why, each.place.box) for each in found.shown] == [("named", Box(640, 606, 640, 46))]
    client.post("/api/guides", files={"file": ("b.guide", marked_bytes(id="b", title=f"For {NAME}"))})
    assert offers(base_of(client), guide, None, (NAME,), "x").words_in == (("b", f"For {NAME}"),)
    shared = offers(base_of(client), guide, Place(first_file(client), PATTERN), (), "x")
    assert shared.picture_in == (f"For {NAME}",)


def test_the_name_that_stands_in_a_marked_region_is_proposed(client: TestClient) -> None:
    client.post("/api/guides", files={"file": ("b.guide", guide_bytes())})
    guide = draft_of(base_of(client), "refund")
    assert guide is not None
    assert guide.steps[0].picture is not None
    asked = {"file": guide.steps[0].picture.file, "box": "340,250,100,20"}
    assert f">{SECRET_CUSTOMER}</textarea>" in client.get("/guides/refund/redact", params=asked).text
    assert SECRET_CUSTOMER not in client.get("/guides/refund/redact", params={**asked, "words": ""}).text


class Finding:
    """Reads the name at one place of every picture, and counts."""

    def __init__(self) -> None:
        self.pictures = 0

    def read(self, picture: bytes) -> tuple[Line, ...]:
        """Return the one line."""
        assert picture
        self.pictures += 1
        return (Line(f"For {NAME}", Box(40, 40, 200, 20)),)

    def leave(self) -> None:
        """Nothing to give back."""


def test_words_read_in_pictures_are_offered_and_forgotten_with_the_redaction(tmp_path: Path) -> None:
    client = visit(create_app(Settings(data=tmp_path / "data"), reader=(reader := Finding())))
    client.post("/api/guides", files={"file": ("a.guide", marked_bytes(id="marked"))})
    asked = {"words": NAME}
    ends = time.monotonic() + 30
    while "looked for in" not in (page := client.get("/guides/marked/redact", params=asked).text):
        assert time.monotonic() < ends, page
    base = base_of(client)
    assert base.readings is not None
    assert reader.pictures == page.count("the same words there") > 0
    values = [unescape(each) for each in re.findall(r'name="place" value="([^"]+)"', page)]
    sent = {"place": values, "words": NAME, "everywhere": "1"}
    client.post("/guides/marked/redact", data=sent)
    assert base.readings.look(value.partition("|")[0] for value in values) == {}
    work_off(base)
    assert [each for each in found_in_folder(tmp_path / "data") if "pattern" not in each] == []
    base.readings.forget()
    base.database.close()


def test_without_a_reader_the_page_says_what_the_extra_would_add(client: TestClient) -> None:
    page = client.get("/guides/marked/redact", params={"words": NAME}).text
    assert "with the “ocr” extra" in page
    assert "<redact-reading" not in page


def test_a_ban_is_lifted_by_its_entry_and_brings_nothing_back(client: TestClient) -> None:
    client.post("/guides/marked/redact", data={"words": NAME, "instead": "somebody", "everywhere": "1"})
    base = base_of(client)
    made = re.search(r"/redactions/?", client.get("/guides/marked/redact").text)
    assert made  # the dialog leads to the list
    assert "Under way" in client.get("/redactions").text
    work_off(base)
    page = client.get("/redactions").text
    assert "1 ban of words" in page
    assert NAME not in page
    allow = re.search(r'action="(/redactions/\w+/allow)"', page)
    assert allow
    assert client.post(allow[1]).status_code == 303
    assert "words that are not banned" in client.get("/redactions").text
    kept = draft_of(base, "marked")
    assert kept is not None
    assert NAME not in kept.model_dump_json()
    client.post("/api/guides", files={"file": ("b.guide", marked_bytes(id="b", title=f"For {NAME}"))})
    back = draft_of(base, "b")
    assert back is not None
    assert back.title == f"For {NAME}"
    assert client.post("/redactions/none/allow").status_code == 404


def test_a_ban_under_way_cannot_be_lifted(client: TestClient) -> None:
    made = client.post("/api/guides/marked/redactions", json={"words": [NAME]}).json()["job"]
    assert client.post(f"/redactions/{made}/allow").status_code == 409


def test_with_a_text_left_out_only_what_is_ticked_goes_and_nothing_is_banned(client: TestClient) -> None:
    for name in ("b", "c"):
        client.post("/api/guides", files={"file": ("b.guide", marked_bytes(id=name, title=f"{name} {NAME}"))})
    page = client.get("/guides/b/redact", params={"words": NAME}).text
    listed = re.search(r'name="listed" value="([^"]+)"', page)
    assert listed
    assert "are not banned" in page
    assert 'name="other" value="c" checked' in page
    title, *others = listed[1].split()
    assert others
    sent = {"words": NAME, "everywhere": "1", "listed": listed[1], "guides": "c marked", "other": ["c"]}
    client.post("/guides/b/redact", data={**sent, "text": [title]})
    base = base_of(client)
    work_off(base)
    ticked, other, left = (draft_of(base, each) for each in ("b", "c", "marked"))
    assert ticked
    assert other
    assert left
    assert NAME not in ticked.title
    assert NAME in ticked.model_dump_json()
    assert NAME not in other.model_dump_json()
    assert NAME in left.model_dump_json()
    client.post("/api/guides", files={"file": ("d.guide", marked_bytes(id="d", title=f"d {NAME}"))})
    later = draft_of(base, "d")
    assert later
    assert later.title == f"d {NAME}"


def test_other_spellings_are_offered_and_taken_over(client: TestClient) -> None:
    page = client.get("/guides/marked/redact", params={"words": "Ines Okafor"}).text
    assert 'name="also" value="InesOkafor"' in page
    more = client.get("/guides/marked/redact", params={"words": "Ines Okafor", "also": "InesOkafor"}).text
    assert "Ines Okafor\nInesOkafor</textarea>" in more
    assert spellings("InesOkafor") == ("Ines Okafor",)
    assert spellings("Okafor") == ()
