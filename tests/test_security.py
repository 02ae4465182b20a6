"""The web's outermost layer: hosts, origins and headers, as decisions and through a real server."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from server.security.defences import Defences
from server.security.headers import HEADERS, with_headers
from server.security.hosts import is_ours, names_of, read_host
from server.security.origins import is_foreign

NAMES = names_of("Desk.office.example.", ["guides.example.com", " Handrail.Example:8137 ", "not a host", ""])


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("localhost", "localhost"),
        ("LocalHost:8137", "localhost"),
        ("desk.local.", "desk.local"),
        ("192.0.2.7:80", "192.0.2.7"),
        ("[::1]:8137", "::1"),
        ("[2001:DB8::7]", "2001:db8::7"),
        ("host:", "host"),
        ("", None),
        (".", None),
        (":80", None),
        ("[::1", None),
        ("[nonsense]", None),
        ("[12:34]", None),
        ("::1", None),
        ("a b", None),
        ("host:80:90", None),
        ("host:eighty", None),
        ("user@host", None),
        ("host/path", None),
        ("host\r\nX: y", None),
        ("host\n", None),
        ("höst", None),
    ],
)
def test_a_host_header_is_a_name_or_nothing(header: str, host: str | None) -> None:
    assert read_host(header) == host


def test_a_machine_answers_to_its_own_names_and_those_added() -> None:
    assert {
        "localhost",
        "desk.office.example",
        "desk",
        "desk.local",
        "guides.example.com",
        "handrail.example",
    } == NAMES


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "192.0.2.7", "::1", "2001:db8::7", "desk", "desk.local"]
)
def test_our_names_and_any_address_are_ours(host: str) -> None:
    assert is_ours(host, NAMES)


@pytest.mark.parametrize(
    "host", ["evil.example", "desk.evil.example", "localhost.evil.example", "127.1", "0x7f.0.0.1"]
)
def test_other_names_are_not_ours(host: str) -> None:
    assert not is_ours(host, NAMES)


NAVIGATION = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
CASES = [
    # what a program sends, and what our own pages make a browser send
    (False, "POST", {}),
    (False, "POST", {"origin": "http://desk:8137"}),
    (False, "POST", {"origin": "https://desk:8137"}),
    (False, "POST", {"origin": "http://DESK:8137", "sec-fetch-site": "same-origin"}),
    (False, "GET", {"sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}),
    (False, "GET", {"sec-fetch-site": "none", **NAVIGATION}),
    # following a link from anywhere
    (False, "GET", {"sec-fetch-site": "cross-site", **NAVIGATION}),
    (False, "HEAD", {"sec-fetch-site": "cross-site", **NAVIGATION}),
    # everything else that another site's page can make a browser send
    (True, "POST", {"sec-fetch-site": "cross-site", **NAVIGATION}),
    (True, "POST", {"origin": "http://evil.example"}),
    (True, "POST", {"origin": "null"}),
    (True, "POST", {"origin": "null", "sec-fetch-site": "same-origin"}),
    (True, "POST", {"origin": "http://desk:9000", "sec-fetch-site": "same-site"}),
    (True, "POST", {"origin": "https://desk"}),
    (True, "POST", {"origin": "http://desk:8137.evil.example"}),
    (True, "POST", {"origin": "http://desk:8137/"}),
    (True, "POST", {"origin": "http://user@desk:8137"}),
    (True, "POST", {"origin": "file://"}),
    (True, "POST", {"origin": ""}),
    (True, "GET", {"origin": "http://evil.example"}),
    (True, "GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}),
    (True, "GET", {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}),
    (True, "GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}),
    (True, "GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}),
    (True, "GET", {"sec-fetch-site": "something-new"}),
    (True, "DELETE", {"sec-fetch-site": "cross-site", **NAVIGATION}),
]


@pytest.mark.parametrize(("foreign", "method", "given"), CASES)
def test_a_foreign_request_is_told_by_what_pages_cannot_forge(
    foreign: bool,  # noqa: FBT001 - a column of the table
    method: str,
    given: dict[str, str],
) -> None:
    headers = [(name.encode(), value.encode()) for name, value in {"host": "desk:8137", **given}.items()]
    assert is_foreign(method, "http", headers) is foreign


def test_a_second_origin_cannot_hide_behind_the_first() -> None:
    headers = [(b"host", b"desk"), (b"origin", b"http://desk"), (b"origin", b"http://evil.example")]
    assert is_foreign("POST", "http", headers)


def test_the_default_port_may_be_left_out() -> None:
    assert not is_foreign("POST", "https", [(b"host", b"desk"), (b"origin", b"https://desk:443")])
    assert not is_foreign("POST", "http", [(b"host", b"[::1]:80"), (b"origin", b"http://[::1]")])


def test_a_proxy_may_speak_https_for_us_but_nobody_http() -> None:
    assert not is_foreign("POST", "http", [(b"host", b"desk"), (b"origin", b"https://desk")])
    assert is_foreign("POST", "https", [(b"host", b"desk"), (b"origin", b"http://desk")])


def test_pages_run_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = dict(HEADERS)[b"content-security-policy"].decode()
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert not [word for word in ("unsafe", "http", "data:", "*") if word in policy]


def test_our_headers_stand_over_a_route_s_own() -> None:
    headers = with_headers(
        [(b"Referrer-Policy", b"unsafe-url"), (b"Cache-Control", b"immutable"), (b"X", b"y")]
    )
    assert [value for name, value in headers if name.lower() == b"referrer-policy"] == [b"no-referrer"]
    assert [value for name, value in headers if name.lower() == b"cache-control"] == [b"immutable"]
    assert (b"X", b"y") in headers


async def fail(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 500, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def ask(headers: dict[str, str], *, kind: str = "http", method: str = "GET") -> list[Message]:
    scope: dict[str, Any] = {
        "type": kind,
        "path": "/",
        "scheme": {"http": "http", "websocket": "ws"}[kind],
        "method": method,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    with ThreadPoolExecutor(1) as aside:  # in the main thread a browser's loop may be running
        aside.submit(lambda: asyncio.run(Defences(fail, NAMES)(scope, receive, send))).result()
    return sent


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (500, {"host": "desk"}),
        (421, {"host": "evil.example"}),
        (400, {"host": "not a host"}),
        (400, {}),
        (403, {"host": "desk", "origin": "null"}),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_carries_the_headers(status: int, headers: dict[str, str], method: str) -> None:
    start, body = ask(headers, method=method)
    assert start["status"] == status
    assert not set(HEADERS) - set(start["headers"])
    assert (status == 500 or method == "HEAD") == (body["body"] == b"")


def test_a_browser_reads_a_sentence_and_a_program_a_problem() -> None:
    assert ask({"host": "evil.example", "accept": "text/html"})[1]["body"].startswith(
        b"evil.example is no name"
    )
    start, body = ask({"host": "evil.example"})
    assert (b"content-type", b"application/problem+json") in start["headers"]
    assert b'"status": 421' in body["body"]


def test_a_foreign_socket_is_closed_before_it_opens() -> None:
    assert (
        ask({"host": "desk", "origin": "http://evil.example"}, kind="websocket")[0]["type"]
        == "websocket.close"
    )
