"""Ten everyday questions of somebody who has never seen the knowledge base, asked by hands at human speed.

Written before they were tried. Each names the guide among those of `tests/office_questions` that answers it.
"""

import time
from typing import NamedTuple

from playwright.sync_api import Page, expect

QUESTIONS = (
    ("customer wants his money back", "refund"),
    ("parcel arrived broken", "replacement"),
    ("client moved to a new street", "address-change"),
    ("bill from a supplier came in", "invoice-enter"),
    ("I am ill and stay home", "sick-note"),
    ("take two weeks holiday", "annual-leave"),
    ("get my hotel costs paid back", "expense-claim"),
    ("cannot log in, forgot my password", "password-reset"),
    ("somebody starts here on monday", "onboarding"),
    ("strange mail, looks like fraud", "phishing"),
)

LOOK_SECONDS = 0.8
"""How long a person takes to see where to go on."""

KEY_MS = 70
CHOICES = 2
"""Among how many results a person chooses at once; further down they would have to read."""


class Asked(NamedTuple):
    """How a question went: the rank of its guide, 0 if further down, and the seconds until it was open."""

    question: str
    rank: int
    seconds: float


def ask(page: Page, url: str, question: str, answer: str, *, pace: float = 1.0) -> Asked:
    """Find and open the guide from the home page, as a person does who reads two results at most.

    A `pace` below 1 is faster than people are.
    """
    page.goto(url)
    began = time.monotonic()
    page.wait_for_timeout(1_000 * LOOK_SECONDS * pace)
    page.locator("search-box input").click()
    page.keyboard.type(question, delay=KEY_MS * pace)
    page.keyboard.press("Enter")
    hits = page.locator("a.hit")
    expect(hits.first).to_be_visible()
    page.wait_for_timeout(1_000 * LOOK_SECONDS * pace)
    found = [hits.nth(at).get_attribute("href") or "" for at in range(min(CHOICES, hits.count()))]
    ranks = [at for at, address in enumerate(found, 1) if address.partition("#")[0] == f"/guides/{answer}"]
    if not ranks:
        return Asked(question, 0, time.monotonic() - began)
    hits.nth(ranks[0] - 1).click()
    expect(page.locator("h1#title")).to_be_visible()
    page.wait_for_url(f"{url}/guides/{answer}**")
    return Asked(question, ranks[0], time.monotonic() - began)
