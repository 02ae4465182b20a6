"""The refund desk is a real program: it is seen by name, secret about its PIN, and the same each time."""

import subprocess
from collections.abc import Iterator, Mapping

import mss
import pytest

from recorder.demo.desk import Desk, DeskError, refund_desk
from recorder.demo.hands import Hands, hands_on
from recorder.demo.refund import ORDER, PIN, refund_order
from recorder.demo.virtual_desktop import virtual_desktop


@pytest.fixture
def desk(desktop: Mapping[str, str]) -> Iterator[Desk]:
    with refund_desk(desktop) as opened:
        yield opened


@pytest.fixture
def hands(desktop: Mapping[str, str]) -> Iterator[Hands]:
    with hands_on(desktop["DISPLAY"]) as laid:
        yield laid


def test_the_window_says_what_it_is(desktop: Mapping[str, str], desk: Desk) -> None:
    box = desk.find("Refund desk")
    assert (box.width, box.height) >= (900, 600)
    listed = subprocess.run(
        ["xwininfo", "-root", "-tree"], env=dict(desktop), capture_output=True, check=True
    )
    assert b'"Refund desk": ("refund-desk" "refund-desk")' in listed.stdout


def test_a_refund_ends_in_a_receipt(desk: Desk, hands: Hands) -> None:
    refund_order(hands, desk)
    assert desk.find("Refund issued")


def test_a_secret_is_not_announced(desk: Desk, hands: Hands) -> None:
    hands.click(desk.find(ORDER))
    hands.click(desk.find("Start refund"))
    hands.click(desk.find("PIN"))
    hands.type(PIN)
    assert desk.find("PIN", text=None)
    assert all(control.text != PIN for control in desk.controls.values())


def test_without_a_reason_nothing_can_be_refunded(desk: Desk, hands: Hands) -> None:
    hands.click(desk.find(ORDER))
    hands.click(desk.find("Start refund"))
    desk.find("Cancel")
    assert not desk.controls["Issue refund"].enabled
    with pytest.raises(DeskError, match="did not show 'Issue refund'"):
        desk.find("Issue refund", seconds=0.5)


def test_it_looks_the_same_each_time() -> None:
    assert picture_of_a_new_desk() == picture_of_a_new_desk()


def picture_of_a_new_desk() -> bytes:
    with virtual_desktop(1400, 1000) as environment, refund_desk(environment) as desk:
        desk.find(ORDER)
        with mss.MSS(display=environment["DISPLAY"]) as eyes:
            return bytes(eyes.grab(eyes.monitors[0]).rgb)
