"""Links in running text: GTK tells of their words and place only through the text that they are in."""

from dataclasses import replace
from typing import Any

from recorder.desktop.accessible import ON_SCREEN, PROPERTIES, Node, Tree, box_in, number_in, value_in
from recorder.desktop.roles import LINK
from recorder.desktop.wire import Call
from recorder.desktop.words import tidy
from recorder.document.geometry import Point

TEXT = "org.a11y.atspi.Text"
HYPERTEXT, HYPERLINK = "org.a11y.atspi.Hypertext", "org.a11y.atspi.Hyperlink"
ENDS = ("StartIndex", "EndIndex")


def link_at(tree: Tree, words: Node, point: Point) -> Node | None:
    """Return the link at a point in a label, None where there is none."""
    links = tree.children(words.ref) if words.role == "label" else []
    letter = (
        number_in(_ask(tree, words, TEXT, "GetOffsetAtPoint", "iiu", *point, ON_SCREEN)) if links else None
    )
    which = None if letter is None else number_in(_ask(tree, words, HYPERTEXT, "GetLinkIndex", "i", letter))
    if which is None or not 0 <= which < len(links):
        return None
    ends = tree.ask([Call(links[which], PROPERTIES, "Get", "ss", (HYPERLINK, name)) for name in ENDS])
    first, last = (value_in(each) for each in ends)
    if not isinstance(first, int) or not isinstance(last, int):
        return None
    said = _ask(tree, words, TEXT, "GetText", "ii", first, last)
    place = _ask(tree, words, TEXT, "GetRangeExtents", "iiu", first, last, ON_SCREEN)
    box = box_in((place,))
    name = tidy(said[0]) if said and isinstance(said[0], str) else ""
    return replace(words, ref=links[which], number=LINK, name=name, box=box or words.box)


def _ask(tree: Tree, words: Node, face: str, method: str, signature: str, *arguments: Any) -> Any:
    return tree.ask([Call(words.ref, face, method, signature, arguments)])[0]
