"""What another site's page can make a browser do to this machine's knowledge base: open a page, no more.

This is the most tempting target: without `--share` no cookie is needed, whoever asks from here is the owner.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, Playwright
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.app import create_app
from server.recording.child import ChildRecorder
from server.settings import Settings
from tests.listening import listening
from tests.running import PROGRAMS, wait_for

pytestmark = pytest.mark.browser
ARGUMENTS = [
    *("--no-sandbox", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP evil.example 127.0.0.1"),
]
RECORD = [sys.executable, str(PROGRAMS / "scripted_recorder.py")]
FOLLOW = """address => {
    const link = document.createElement("a");
    link.href = address;
    document.body.append(link);
    link.click();
}"""
HAND_IN = """address => {
    const body = new FormData();
    body.append("file", new Blob(["anything"]), "a.guide");
    fetch(address, {method: "POST", mode: "no-cors", credentials: "include", body}).catch(() => {});
}"""
SEND = """address => {
    document.body.innerHTML = `<form method="post" action="${address}"><input name="name" value="A"></form>`;
    document.querySelector("form").submit();
}"""
EMBED = """([part, address]) => {
    const each = document.createElement(part);
    each.src = address;
    document.body.append(each);
}"""


class Site(BaseHTTPRequestHandler):
    """Another site: one empty page."""

    def do_GET(self) -> None:
        """Answer with the page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Another site</title><body></body>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        yield site.server_port
        site.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
    yield browser
    browser.close()


class Heard:
    """The application, and what it answered to which address; a browser hides answers that it withholds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.answers: list[tuple[str, int]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and keep the status."""

        async def heard(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.answers.append((f"{scope['method']} {scope['path']}", message["status"]))
            await send(message)

        await self.app(scope, receive, heard)


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> ChildRecorder:
    return ChildRecorder(RECORD, [sys.executable, "-c", ""], tmp_path_factory.mktemp("takes"))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, recorder: ChildRecorder) -> Heard:
    return Heard(create_app(Settings(data=tmp_path_factory.mktemp("data")), recorder))


@pytest.fixture(scope="module")
def address(app: Heard) -> Iterator[str]:
    with listening(app) as address:
        yield address


@pytest.fixture(params=["localhost", "127.0.0.1", "evil.example"])
def page(browser: Browser, site: int, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Give another site's page: on another name, on another port of the same address, and from afar."""
    page = browser.new_page()
    page.goto(f"http://{request.param}:{site}/")
    yield page
    page.close()


def answer_to(app: Heard, asked: str, do: Callable[[], object]) -> int:
    """Return the status of the answer to what a page makes the browser ask."""
    app.answers.clear()
    do()
    return wait_for(lambda: dict(app.answers).get(asked), f"an answer to {asked}", 10)


def test_its_own_pages_may(browser: Browser, app: Heard, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/healthz")
    script = "fetch('/api/guides', {method: 'POST', body: new FormData()})"
    assert answer_to(app, "POST /api/guides", lambda: page.evaluate(script)) == 422
    page.close()


def test_a_link_to_it_may_be_followed(page: Page, app: Heard, address: str) -> None:
    assert answer_to(app, "GET /healthz", lambda: page.evaluate(FOLLOW, f"{address}/healthz")) == 200


def test_nothing_can_be_handed_in(page: Page, app: Heard, address: str) -> None:
    assert answer_to(app, "POST /api/guides", lambda: page.evaluate(HAND_IN, f"{address}/api/guides")) == 403


def test_no_form_can_be_sent(page: Page, app: Heard, address: str) -> None:
    assert answer_to(app, "POST /name", lambda: page.evaluate(SEND, f"{address}/name")) == 403


START = """address => {
    const json = {method: "POST", mode: "no-cors", credentials: "include", body: "{}"};
    fetch(address, {...json, headers: {"Content-Type": "text/plain"}}).catch(() => {});
}"""


@pytest.mark.parametrize(
    "attack", [("/record", SEND), ("/record/do", SEND), ("/api/recording", START)], ids=lambda each: each[0]
)
def test_no_recording_can_be_started(
    page: Page, app: Heard, address: str, recorder: ChildRecorder, attack: tuple[str, str]
) -> None:
    path, script = attack
    assert answer_to(app, f"POST {path}", lambda: page.evaluate(script, f"{address}{path}")) == 403
    assert recorder.take.state == "idle"


def test_steps_that_are_being_recorded_are_not_heard(page: Page, app: Heard, address: str) -> None:
    listen = "address => { window.events = new EventSource(address); }"
    heard = answer_to(
        app, "GET /api/recording/events", lambda: page.evaluate(listen, f"{address}/api/recording/events")
    )
    assert heard == 403


@pytest.mark.parametrize("part", ["img", "script", "iframe", "embed"])
def test_nothing_can_be_embedded(page: Page, app: Heard, address: str, part: str) -> None:
    embedded = [part, f"{address}/api/visitor"]
    assert answer_to(app, "GET /api/visitor", lambda: page.evaluate(EMBED, embedded)) == 403


def test_a_name_that_was_made_to_point_here_is_not_ours(browser: Browser, address: str) -> None:
    page = browser.new_page()
    answer = page.goto(address.replace("127.0.0.1", "evil.example") + "/api/visitor")
    assert answer is not None
    assert answer.status == 421
    page.close()
