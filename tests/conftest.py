"""A real desktop for each test run, and the programs that run on it."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import settings

from recorder.demo.virtual_desktop import virtual_desktop

# How long one example takes says more about the machine's other work than about the code.
settings.register_profile("handrail", deadline=None)
settings.load_profile("handrail")


@pytest.fixture(scope="session")
def desktop() -> Iterator[Mapping[str, str]]:
    """Give the environment of a virtual desktop of 1920 by 1080 that all tests of one process share."""
    with virtual_desktop() as environment:
        yield environment
