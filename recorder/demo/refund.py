"""The task that the demo records: one refund, from the order to the receipt."""

from recorder.demo.desk import Desk
from recorder.demo.hands import Hands

ORDER = "Order 4711 · Ines Okafor · 84.50 EUR"
REASON = "Returned goods"
NOTE = "Parcel came back unopened"
PIN = "4093"


def refund_order(hands: Hands, desk: Desk) -> None:
    """Do the whole task, and return when the receipt shows."""
    hands.click(desk.find(ORDER))
    hands.click(desk.find("Start refund"))
    choose(hands, desk, REASON, "Reason")
    hands.click(desk.find("Note"))
    hands.type(NOTE)
    desk.find("Note", NOTE)
    hands.click(desk.find("PIN"))
    hands.type(PIN)
    hands.click(desk.find("Notify customer"))
    desk.find("Notify customer", "on")
    hands.click(desk.find("Issue refund"))
    hands.click(desk.find("Confirm refund"))
    desk.find("Refund issued")


def choose(hands: Hands, desk: Desk, option: str, field: str) -> None:
    """Open the list of a field and choose from it."""
    hands.click(desk.find(field))
    hands.click(desk.find(option))
    desk.find(field, option)
