"""Links and their cookies: tokens, tickets and the paths that a link leads to."""

from collections.abc import Callable

import pytest

from server.links import (
    Ticket,
    cookie_name,
    hash_token,
    is_same,
    link_address,
    new_device,
    new_token,
    own_path,
    read_ticket,
    sign_ticket,
)

KEY = bytes(range(32))


def test_a_token_is_long_fits_an_address_and_never_repeats() -> None:
    tokens = {new_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert all(token[-1].isalnum() for token in tokens)
    assert all(len(token) == 32 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)


def test_a_hash_says_nothing_of_its_token() -> None:
    token = new_token()
    assert is_same(hash_token(token), hash_token(token))
    assert not is_same(hash_token(token), hash_token(new_token()))
    assert token not in hash_token(token)


def test_the_address_of_a_link_is_short() -> None:
    assert link_address("http://192.0.2.7:8137/", "abc") == "http://192.0.2.7:8137/join/abc"


def test_a_ticket_comes_back_as_it_went() -> None:
    ticket = Ticket(7, 2, new_device())
    assert read_ticket(sign_ticket(ticket, KEY), KEY) == ticket


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.replace("7.2.", "8.2.", 1),
        lambda value: value.replace("7.2.", "7.3.", 1),
        lambda value: value.replace("phone", "other", 1),
        lambda value: value[:-1] + ("A" if value[-1] != "A" else "E"),
        lambda value: value.rpartition(".")[0],
        lambda value: value + "\n",
        lambda value: value.replace("7.", "07.", 1),
        lambda value: value.replace("7.", "\u0667.", 1),
        lambda _: "",
        lambda _: "...",
        lambda _: "x" * 10_000,
    ],
)
def test_a_ticket_that_was_changed_is_none(change: Callable[[str], str]) -> None:
    value = sign_ticket(Ticket(7, 2, "phone"), KEY)
    assert read_ticket(change(value), KEY) is None


def test_a_ticket_of_another_base_is_none() -> None:
    assert read_ticket(sign_ticket(Ticket(7, 2, "phone"), bytes(32)), KEY) is None
    assert cookie_name(KEY) != cookie_name(bytes(32))


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("/", "/"),
        ("/guides/a1#step-b2", "/guides/a1#step-b2"),
        ("/search?q=refund%20due&page=2", "/search?q=refund%20due&page=2"),
        ("/processes/Käse", "/processes/K%C3%A4se"),
        ("/search?q=a//b", "/search?q=a//b"),
        ("", None),
        ("guides/a1", None),
        ("http://evil.example/", None),
        ("//evil.example/", None),
        ("/\\evil.example/", None),
        ("\\\\evil.example", None),
        ("/\t/evil.example", None),
        ("/\n/evil.example", None),
        ("/a\r\nSet-Cookie: x=y", None),
        ("/a b", None),
        (" //evil.example", None),
        ("javascript:alert(1)", None),
        ("/join/abc", None),
        ("/" + "a" * 2_000, None),
    ],
)
def test_a_link_leads_to_our_own_paths_only(given: str, path: str | None) -> None:
    assert own_path(given) == path
