"""Whatever is sent as edits is answered with problem details, and nothing of it is kept."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from server.app import create_app
from server.settings import Settings
from tests.serving import bring_in, visit

ADDRESS = "/api/guides/refund/edits"
JSON = {"Content-Type": "application/json"}
STEP = {"id": "new", "kind": "action", "caption": "Look"}


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    client = visit(create_app(Settings(data=tmp_path_factory.mktemp("base"), share=True)), "editor")
    client.put("/api/name", json={"name": "Ana"})
    bring_in(client)
    return client


def edits(*made: Any) -> str:
    return json.dumps({"edits": made})


def insert(**more: Any) -> str:
    return edits({"kind": "insert_step", "after": None, "content": STEP | more})


def title(words: str) -> str:
    before = "How to process a customer refund"
    return f'{{"edits": [{{"kind": "set_title", "before": "{before}", "title": "{words}"}}]}}'


HOSTILE = {
    "no JSON": "{",
    "nothing": "",
    "a list": "[]",
    "deep": '{"edits": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "deep in a field nobody knows": insert(future=1)[:-4] + "[" * 5_000 + "]" * 5_000 + "}}]}",
    "not a number": edits({"kind": "set_about", "field": "minutes", "before": 2, "to": float("nan")}),
    "no end": edits({"kind": "set_about", "field": "minutes", "before": 2, "to": float("inf")}),
    "not a number in a field nobody knows": insert(future=float("nan")),
    "not a number among links": insert(links=[float("nan")]),
    "half a letter": title(r"\ud800"),
    "half a letter as a name": '{"edits": [{"kind": "set_title", "\\udc00": 1}]}',
    "half a letter in a field nobody knows": insert(future=["\ud800"]),
    "half a letter as a field nobody knows": insert(**{"\ud800": 1}),
    "half a letter among links": insert(links=[{"text": "\ud800"}]),
    "unknown kind": edits({"kind": "burn"}),
    "a kind that only undo makes": edits({"kind": "put_fields", "step": None, "changes": []}),
    "kinds of odd types": edits({"kind": ["set_title"]}, {"kind": 7}, 5, None),
    "a field too many": edits({"kind": "set_title", "before": "", "title": "x", "more": 1}),
    "too many edits": edits(*[{"kind": "set_title", "before": "", "title": "x"}] * 501),
    "too long a title": title("x" * 1_001),
    "too long a text": edits({"kind": "set_detail", "step": "s1", "before": "", "detail": "x" * 20_001}),
    "a huge body": title("x" * 2_000_000),
    "an id with a slash": edits({"kind": "delete_step", "step": "a/b", "before": ""}),
    "a level too deep": edits({"kind": "set_level", "step": "s1", "before": 0, "level": 3}),
    "a huge number": edits({"kind": "set_crop", "step": "s1", "before": None, "crop": [10**400, 0, 1, 1]}),
    "a script as address": edits(
        {"kind": "set_links", "step": "s1", "before": [], "links": [{"address": "javascript:alert(1)"}]}
    ),
    "a call that is no id": json.dumps({"edits": [], "call": "\u2603"}),
}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}/undo", "/api/guides/refund/replace"])
def test_what_makes_no_sense_is_refused_in_a_sentence(editor: TestClient, sent: str, address: str) -> None:
    before = editor.get("/api/guides/refund/draft").json()
    body = sent.encode("utf-8", "surrogatepass")
    answer = editor.post(address, content=body, headers=JSON)
    if address == f"{ADDRESS}/undo" and not sent:
        assert answer.status_code == 409, "a wish to undo needs no body, and there is nothing to undo"
        return
    assert 400 <= answer.status_code < 500, answer.text[:300]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert editor.get("/api/guides/refund/draft").json() == before


def test_invisible_letters_and_foreign_line_breaks_are_tidied(editor: TestClient) -> None:
    words = r"One\u0000\u0007\r\nTwo\u2028Three  "
    edit = f'{{"edits": [{{"kind": "set_detail", "step": "s1", "before": "", "detail": "{words}"}}]}}'
    answer = editor.post(ADDRESS, content=edit, headers=JSON)
    assert answer.status_code == 200
    detail = editor.get("/api/guides/refund/draft").json()["steps"][0]["detail"]
    assert detail == "One\nTwo\nThree"
    assert editor.post(f"{ADDRESS}/undo").status_code == 200


def test_a_guide_takes_no_more_steps_than_fit(editor: TestClient) -> None:
    bring_in(editor, id="full", steps=[STEP | {"id": f"s{number}"} for number in range(10_000)])
    edit = edits({"kind": "insert_step", "after": None, "content": STEP})
    answer = editor.post("/api/guides/full/edits", content=edit, headers=JSON)
    assert (answer.status_code, "10,000" in answer.json()["detail"]) == (422, True)
    split = edits({"kind": "split_step", "step": "s1", "copy": "two", "before": "Look"})
    answer = editor.post("/api/guides/full/edits", content=split, headers=JSON)
    assert (answer.status_code, "10,000" in answer.json()["detail"]) == (422, True)
