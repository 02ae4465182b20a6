"""Who asks and what they may do: every address of the application, as nobody, reader, editor and owner."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from fastapi.testclient import TestClient
from starlette.routing import Mount

from server import sharing
from server.access import (
    NameNeededError,
    Visitor,
    check_right,
    is_asked,
    is_open,
    readers_may,
    the_editor,
)
from server.app import create_app
from server.base import KnowledgeBase
from server.importing import take_in
from server.links import Role
from server.settings import Settings
from server.storage import people
from tests.sample_guides import sample_file, sample_guide

PAGE = {"accept": "text/html"}
FOLLOWING = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
ELSEWHERE = [
    "//evil.example",
    "http://evil.example",
    "/\\evil.example",
    "/%09/evil.example",
    "/x%0d%0aSet-Cookie:a=b",
]


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path, share=True, hosts=()))


@pytest.fixture
def base(app: FastAPI) -> KnowledgeBase:
    base: KnowledgeBase = app.state.base
    return base


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with visit(app) as client:
        yield client


def visit(app: FastAPI, address: str = "127.0.0.1") -> TestClient:
    return TestClient(app, base_url="http://localhost", client=(address, 50_000), follow_redirects=False)


def join(app: FastAPI, role: Role, name: str = "") -> TestClient:
    client = visit(app)
    token = sharing.add(app.state.base, name or f"Some {role}", role).token
    assert client.get(f"/join/{token}").status_code == 303
    return client


def addresses(app: FastAPI) -> Iterator[tuple[str, str, RouteContext]]:
    """Give method, a path that fits, and the route, for every route there is, mounted ones too."""
    for route in iter_route_contexts(app.routes):
        assert route.path is not None, "a kind of route that this test does not know"
        path = re.sub(r"{[^}]*}", "anything", route.path)
        if isinstance(route.original_route, Mount):
            yield "GET", f"{path}/anything", route
        else:
            assert route.methods
            yield from ((method, path, route) for method in sorted(route.methods))


def needs_editor(method: str, route: RouteContext) -> bool:
    changes = method not in ("GET", "HEAD") and not readers_may(method, (route.path or ""))
    return changes or the_editor in dependencies(route)


def dependencies(route: RouteContext) -> Iterator[object]:
    waiting = [route.dependant] if isinstance(route.original_route, APIRoute) else []
    while waiting:
        dependant = waiting.pop()
        waiting += dependant.dependencies
        yield dependant.call


def test_what_is_open_to_all_is_known_by_heart(app: FastAPI) -> None:
    found = {
        re.sub("^/static/[0-9a-f]{12}/", "/static/", path) for _, path, _ in addresses(app) if is_open(path)
    }
    assert found <= {
        "/healthz",
        "/join/anything",
        "/opensearch.xml",
        "/static/anything",
        "/feeds/anything/anything/reviews.ics",
        "/feeds/anything/anything/news.atom",
    }


def test_every_address_refuses_whoever_shows_no_link(app: FastAPI, client: TestClient) -> None:
    asked = [(method, path) for method, path, _ in addresses(app) if not is_open(path)]
    assert len(asked) > 5
    for method, path in [*asked, ("GET", "/nothing-here"), ("POST", "/api/nothing-here"), ("BREW", "/")]:
        answer = client.request(method, path)
        assert answer.status_code == 401, (method, path)
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.headers["cache-control"] == "no-store"


def test_what_readers_may_write_is_known_by_heart(app: FastAPI) -> None:
    found = {(method, route.path) for method, path, route in addresses(app) if readers_may(method, path)}
    assert found == {
        ("POST", "/guides/{guide_id}/feedback"),
        ("POST", "/guides/{guide_id}/feedback/{number}/take-back"),
        ("POST", "/guides/{guide_id}/feedback/{number}/resolve"),
        ("POST", "/api/guides/{guide_id}/feedback"),
        ("DELETE", "/api/guides/{guide_id}/feedback/{number}"),
        ("POST", "/api/guides/{guide_id}/feedback/{number}/resolve"),
    }
    for path in (
        "/guides/a/b/feedback",
        "/guides/a/feedback/1/decline",
        "/api/guides/a/feedback/",
        "/feedback",
    ):
        assert not readers_may("POST", path)


def test_what_changes_anything_refuses_a_reader(app: FastAPI) -> None:
    reader = join(app, "reader")
    closed = [each for each in addresses(app) if not is_open(each[1]) and not is_asked(each[1])]
    asked = [(method, path) for method, path, route in closed if needs_editor(method, route)]
    assert asked
    for method, path in [*asked, ("DELETE", "/nothing-here")]:
        answer = reader.request(method, path)
        assert answer.status_code == 403, (method, path)
        if path.startswith("/api/"):
            assert answer.json()["type"] == "editors-only"


def test_what_readers_must_not_have_asks_for_the_editor(app: FastAPI) -> None:
    for method, path, route in addresses(app):
        if method == "GET" and re.search(
            r"/(file|originals?|recording|draft|edit|left-out|moments)(/|$)|^/api/.*/pictures/", path
        ):
            assert needs_editor(method, route), path


def test_every_change_needs_a_name(app: FastAPI) -> None:
    editor = join(app, "editor")
    for method, path, _ in addresses(app):
        if is_asked(path):  # `test_asks.py` has what those want
            continue
        if method not in ("GET", "HEAD") and not is_open(path) and path not in ("/name", "/api/name"):
            answer = editor.request(method, path)
            assert answer.status_code == 403, (method, path)
            if path.startswith("/api/"):
                assert answer.json()["type"] == "name-needed"


def test_without_sharing_this_machine_owns_it_and_others_get_nothing(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path, share=False))
    for address in ("127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"):
        assert visit(app, address).get("/api/visitor").json()["role"] == "owner"
    for address in ("192.0.2.7", "2001:db8::7", "::ffff:192.0.2.7", "0.0.0.0"):
        assert visit(app, address).get("/api/visitor").status_code == 401
    for header in ("Forwarded", "X-Forwarded-For", "Via"):
        assert visit(app).get("/api/visitor", headers={header: "127.0.0.1"}).status_code == 401


def test_with_sharing_this_machine_needs_a_link_too(client: TestClient) -> None:
    assert client.get("/api/visitor").status_code == 401
    assert client.get("/healthz").status_code == 200


def test_a_link_opens_and_leaves_the_address(app: FastAPI, base: KnowledgeBase) -> None:
    client = visit(app)
    token = sharing.add(base, "Warehouse", "reader").token
    answer = client.get(
        f"/join/{token}",
        headers=FOLLOWING,
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    kept = next(each for each in answer.headers.get_list("set-cookie") if "handrail-wanted" not in each)
    assert token not in kept
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(kept.split("; "))
    assert "Secure" not in kept
    assert client.get("/api/visitor").json() == {"role": "reader", "name": None, "may_edit": False}


def test_the_cookie_is_secure_over_https(app: FastAPI, base: KnowledgeBase) -> None:
    token = sharing.add(base, "Warehouse", "reader").token
    client = TestClient(app, base_url="https://localhost", follow_redirects=False)
    assert any("Secure" in each for each in client.get(f"/join/{token}").headers.get_list("set-cookie"))


@pytest.mark.parametrize("token", ["wrong", "a" * 32, "%00", "..%2F..%2Fetc", "é"])
def test_a_wrong_token_opens_nothing(client: TestClient, token: str) -> None:
    answer = client.get(f"/join/{token}", headers=PAGE)
    assert answer.status_code in (401, 404)
    assert "set-cookie" not in answer.headers


def test_the_page_that_was_wanted_comes_after_the_link(app: FastAPI, base: KnowledgeBase) -> None:
    client = visit(app)
    assert client.get("/guides/a1?beside=1", headers=PAGE).status_code == 401
    assert unquote(client.cookies["handrail-wanted"]) == "/guides/a1?beside=1"
    answer = client.get(f"/join/{sharing.add(base, 'Anna', 'reader').token}")
    assert answer.headers["location"] == "/guides/a1?beside=1"
    assert "handrail-wanted" not in client.cookies


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_a_link_leads_nowhere_else(app: FastAPI, base: KnowledgeBase, wanted: str) -> None:
    token = sharing.add(base, "Anna", "reader").token
    answer = visit(app).get(f"/join/{token}", params={"next": unquote(wanted)})
    assert answer.headers["location"] == "/"
    for wanted_cookie, location in (
        (wanted.replace("\\", "%5C"), "/"),
        ("%2Fguides%2Fa1%23step-2", "/guides/a1#step-2"),
    ):
        answer = visit(app).get(f"/join/{token}", headers={"cookie": f"handrail-wanted={wanted_cookie}"})
        assert answer.headers["location"] == location


def test_ending_a_link_puts_its_devices_out_at_once(app: FastAPI, base: KnowledgeBase) -> None:
    client, other = join(app, "editor", "Warehouse"), join(app, "reader", "Office")
    assert client.get("/api/visitor").status_code == 200
    sharing.end(base, "warehouse")
    answer = client.get("/", headers=PAGE)
    assert answer.status_code == 401
    assert "ended" in answer.text
    assert other.get("/api/visitor").status_code == 200
    sharing.add(base, "Warehouse", "editor")
    assert client.get("/api/visitor").status_code == 401


def test_renewing_a_link_lets_only_the_new_one_in(app: FastAPI, base: KnowledgeBase) -> None:
    old = sharing.add(base, "Warehouse", "editor").token
    client = visit(app)
    client.get(f"/join/{old}")
    new = sharing.renew(base, " WAREHOUSE ").token
    assert client.get("/api/visitor").status_code == 401
    assert client.get(f"/join/{old}").status_code == 401
    assert client.get(f"/join/{new}").status_code == 303
    assert client.get("/api/visitor").json()["role"] == "editor"


def test_a_reader_s_link_takes_no_right_away(app: FastAPI, base: KnowledgeBase) -> None:
    client = join(app, "editor")
    client.get(f"/join/{sharing.add(base, 'Anna', 'reader').token}")
    assert client.get("/api/visitor").json()["may_edit"]


def test_a_cookie_of_another_base_says_nothing(tmp_path: Path, app: FastAPI) -> None:
    stranger = join(create_app(Settings(data=tmp_path / "other", share=True)), "editor")
    client = visit(app)
    for name, value in stranger.cookies.items():
        client.cookies.set(name, value)
        client.cookies.set(app.state.visitors.cookie, value)
    assert client.get("/api/visitor").status_code == 401


def test_a_visitor_gives_a_name_once_and_keeps_it(app: FastAPI, base: KnowledgeBase) -> None:
    client = join(app, "editor")
    assert client.put("/api/name", json={"name": " \t "}).status_code == 422
    assert client.put("/api/name", json={"name": " Anna\n Berg "}).json()["name"] == "Anna Berg"
    assert client.put("/api/name", json={"name": "Somebody else"}).json()["name"] == "Anna Berg"
    client.get(f"/join/{sharing.add(base, 'More editors', 'editor').token}")
    assert client.get("/api/visitor").json()["name"] == "Anna Berg"


def test_a_name_can_be_given_on_a_plain_page(app: FastAPI) -> None:
    client = join(app, "editor")
    asked = client.post("/nothing-here", headers={**PAGE, "referer": "http://localhost/guides/a1"})
    assert asked.status_code == 403
    assert 'value="/guides/a1"' in asked.text
    wrong = client.post("/name", data={"name": " ", "next": "/guides/a1"})
    assert wrong.status_code == 422
    assert "at least one letter" in wrong.text
    given = client.post("/name", data={"name": "Anna", "next": "/guides/a1"})
    assert (given.status_code, given.headers["location"]) == (303, "/guides/a1")
    assert client.get("/api/visitor").json()["name"] == "Anna"
    other = join(app, "editor", "Others").post("/name", data={"name": "B", "next": "//evil.example"})
    assert other.headers["location"] == "/"


def test_words_typed_before_a_name_was_given_are_kept(app: FastAPI, base: KnowledgeBase) -> None:
    with base.database.writing() as connection:
        owner = people.machine_user(connection)
    take_in(base, sample_file("a1"), owner)
    client = join(app, "editor")
    before = sample_guide()[0].title
    typed = {"title": 'Refunds & "more" <now>', "before-title": before, "step-s1": "", "before-step-s1": ""}
    asked = client.post("/guides/a1/words", headers=PAGE, data=typed)
    for name in ("", " "):
        assert (asked.status_code, asked.text.count('aria-invalid="true"')) == (403, 1 if name else 0)
        assert 'action="/guides/a1/words"' in asked.text
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', asked.text)
        kept = {key: unescape(words) for key, words in hidden}
        assert kept == typed
        asked = client.post("/guides/a1/words", headers=PAGE, data={**kept, "name": name or " "})
    saved = client.post("/guides/a1/words", headers=PAGE, data={**kept, "name": "Anna"})
    assert (saved.status_code, saved.headers["location"]) == (303, "/guides/a1")
    assert client.get("/api/guides/a1").json()["title"] == typed["title"]
    (kept_edit,) = client.get("/api/guides/a1/edits").json()["edits"]
    assert kept_edit["person"] == "Anna"


def test_a_program_shows_the_token_itself(app: FastAPI, base: KnowledgeBase) -> None:
    token = sharing.add(base, "Recorders", "editor").token
    client = visit(app)
    asked = {"authorization": f"Bearer {token}", "handrail-name": "Anna%20B%C3%A9rg"}
    assert client.get("/api/visitor", headers=asked).json() == {
        "role": "editor",
        "name": "Anna Bérg",
        "may_edit": True,
    }
    unnamed = {"authorization": f"bearer {token}"}
    assert client.get("/api/visitor", headers=unnamed).json()["name"] == "Recorders"
    assert client.get("/api/visitor", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/api/visitor", headers={"authorization": f"Basic {token}"}).status_code == 401
    assert "set-cookie" not in client.get("/api/visitor", headers=asked).headers


def test_devices_and_use_are_counted(app: FastAPI, base: KnowledgeBase) -> None:
    token = sharing.add(base, "Warehouse", "reader").token
    first, second = visit(app), visit(app)
    for client in (first, second, first):
        client.get(f"/join/{token}")
        client.get("/api/visitor")
    (link,) = sharing.current_links(base)
    assert link.devices == 2
    assert link.used_at is not None


def test_a_link_that_was_only_looked_at_counts_no_device(app: FastAPI, base: KnowledgeBase) -> None:
    token = sharing.add(base, "Warehouse", "reader").token
    visit(app).get(f"/join/{token}")
    assert sharing.current_links(base)[0].devices == 0


def test_the_base_keeps_no_token(app: FastAPI, base: KnowledgeBase, tmp_path: Path) -> None:
    token = sharing.add(base, "Warehouse", "editor").token
    client = visit(app)
    client.get(f"/join/{token}")
    client.put("/api/name", json={"name": "Anna"})
    client.get("/api/visitor", headers={"authorization": f"Bearer {token}"})
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert any(b"Warehouse" in each for each in kept)
    assert not any(token.encode() in each for each in kept)


def test_reading_needs_no_name_and_changing_does() -> None:
    nameless = Visitor("editor")
    check_right(nameless, "GET", "/guides/a1")
    with pytest.raises(NameNeededError):
        check_right(nameless, "POST", "/guides/a1")


def test_every_refusal_carries_the_security_headers(client: TestClient) -> None:
    for answer in (client.get("/", headers=PAGE), client.post("/api/guides"), client.get("/join/wrong")):
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("user", "words"), [("anna", "Ask anna for one"), ("root", "Ask the colleague who runs it")]
)
def test_the_page_without_access_says_whom_to_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: str, words: str
) -> None:
    monkeypatch.setenv("LOGNAME", user)
    client = visit(create_app(Settings(data=tmp_path, share=True)))
    assert words in client.get("/", headers=PAGE).text
