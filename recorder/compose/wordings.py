"""How deeds are said: the sentences that differ by the kind of click and by the role of what was clicked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """How one kind of click is said, by what is known of its target."""

    named: str
    row: str
    entry_in: str
    entry: str
    place_in: str
    place: str


CLICKING = {
    "click": Wording(
        named="Click **{name}**",
        row="Choose **{name}** in **{place}**",
        entry_in="Choose the entry in **{place}**",
        entry="Choose the marked entry",
        place_in="Click the marked place in **{window}**",
        place="Click the marked place",
    ),
    "double_click": Wording(
        named="Double-click **{name}**",
        row="Double-click **{name}** in **{place}**",
        entry_in="Double-click the entry in **{place}**",
        entry="Double-click the marked entry",
        place_in="Double-click the marked place in **{window}**",
        place="Double-click the marked place",
    ),
    "triple_click": Wording(
        named="Triple-click **{name}**",
        row="Triple-click **{name}** in **{place}**",
        entry_in="Triple-click the entry in **{place}**",
        entry="Triple-click the marked entry",
        place_in="Triple-click the marked place in **{window}**",
        place="Triple-click the marked place",
    ),
    "hold": Wording(
        named="Press and hold **{name}**",
        row="Press and hold **{name}** in **{place}**",
        entry_in="Press and hold the entry in **{place}**",
        entry="Press and hold the marked entry",
        place_in="Press and hold the marked place in **{window}**",
        place="Press and hold the marked place",
    ),
    "right_click": Wording(
        named="Right-click **{name}**",
        row="Right-click **{name}** in **{place}**",
        entry_in="Right-click the entry in **{place}**",
        entry="Right-click the marked entry",
        place_in="Right-click the marked place in **{window}**",
        place="Right-click the marked place",
    ),
    "middle_click": Wording(
        named="Middle-click **{name}**",
        row="Middle-click **{name}** in **{place}**",
        entry_in="Middle-click the entry in **{place}**",
        entry="Middle-click the marked entry",
        place_in="Middle-click the marked place in **{window}**",
        place="Middle-click the marked place",
    ),
    "drag": Wording(
        named="Drag **{name}** along the arrow",
        row="Drag **{name}** in **{place}** along the arrow",
        entry_in="Drag the entry in **{place}** along the arrow",
        entry="Drag the marked entry along the arrow",
        place_in="Drag along the arrow in **{window}**",
        place="Drag along the arrow",
    ),
}
"""How each kind of pointer action is said."""

BY_ROLE = {
    "tab": "Open the **{name}** tab",
    "radio button": "Choose **{name}**",
    "menu": "Open the **{name}** menu",
    "menu item": "Choose **{name}**",
    "option": "Choose **{name}**",
    "list item": "Choose **{name}**",
    "tree item": "Choose **{name}**",
    "combo box": "Open the **{name}** list",
    "slider": "Set **{name}**",
    "column header": "Sort by **{name}**",
}
"""How a plain click is said on controls that are not simply clicked."""
