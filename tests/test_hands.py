"""The hands are real: what they press arrives in a program, key by key and place by place."""

import time
import tkinter as tk
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest

from recorder.demo.hands import Hands, HandsError, hands_on, path_between
from recorder.document.geometry import Box, Point


@pytest.fixture
def window(desktop: Mapping[str, str]) -> Iterator[tk.Tk]:
    opened = tk.Tk(screenName=desktop["DISPLAY"])
    opened.geometry("500x300+200+150")
    yield opened
    opened.destroy()


@pytest.fixture
def hands(desktop: Mapping[str, str]) -> Iterator[Hands]:
    with hands_on(desktop["DISPLAY"]) as laid:
        yield laid


def box_of(widget: tk.Misc) -> Box:
    deadline = time.monotonic() + 10
    while not widget.winfo_viewable() and time.monotonic() < deadline:
        widget.update()
    widget.update()
    return Box(widget.winfo_rootx(), widget.winfo_rooty(), widget.winfo_width(), widget.winfo_height())


def test_a_path_ends_where_it_should_in_small_strides() -> None:
    start, end = Point(1900, 1000), Point(20, 5)
    path = [start, *path_between(start, end)]
    assert path[-1] == end
    assert max(abs(after.x - before.x) for before, after in pairwise(path)) < 60
    assert all(place.y >= 0 for place in path)


def test_what_is_typed_arrives(window: tk.Tk, hands: Hands) -> None:
    field = tk.Entry(window, width=40)
    field.pack()
    hands.click(box_of(field))
    hands.type("Order 4711, 84.50 EUR (ok?)")
    hands.press("Shift_L", "Home")
    window.update()
    assert field.get() == "Order 4711, 84.50 EUR (ok?)"
    assert field.selection_present()


def test_two_clicks_are_a_double_click(window: tk.Tk, hands: Hands) -> None:
    button = tk.Button(window, text="Here")
    button.pack()
    seen: list[str] = []
    button.bind("<Double-Button-1>", lambda _: seen.append("double"))
    button.bind("<Button-3>", lambda _: seen.append("right"))
    hands.click(box_of(button), count=2)
    hands.click(box_of(button), button="right")
    window.update()
    assert seen == ["double", "right"]


def test_a_key_that_is_not_there_is_said(hands: Hands) -> None:
    with pytest.raises(HandsError, match="no key for '語'"):
        hands.type("語")
