"""The vocabulary of roles and states is small, documented, and the toolkits' own."""

import re

from recorder.desktop import roles
from recorder.desktop.roles import ACTED_ON, TYPED_INTO, role_of, states_of

UNKNOWN = 67
ENABLED, EDITABLE, MULTI_LINE, CHECKED = 1 << 8, 1 << 7, 1 << 17, 1 << 4


def documented() -> set[str]:
    told = re.search(r"Roles: (.*)\. What", roles.__doc__ or "", re.DOTALL)
    assert told
    return {re.sub(r"\s*\(.*\)", "", " ".join(word.split())) for word in re.split(r",(?![^(]*\))", told[1])}


def test_every_role_is_documented() -> None:
    words = {role_of(number) for number in range(140)}
    assert words <= documented()
    assert words >= ACTED_ON | TYPED_INTO


def test_what_is_not_known_is_a_panel() -> None:
    assert role_of(UNKNOWN) == role_of(9_999) == "panel"


def test_states_are_plain_words() -> None:
    assert states_of("button", ENABLED) == ()
    assert states_of("button", 0) == ("disabled",)
    assert states_of("button", ENABLED | CHECKED) == ("checked",)


def test_only_fields_tell_of_their_text() -> None:
    mask = ENABLED | EDITABLE | MULTI_LINE
    assert states_of("text", mask) == ("editable", "multi-line")
    assert states_of("label", mask) == ()
