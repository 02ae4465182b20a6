"""Plain words with their addresses as links: all else that looks like markup stays what was typed."""

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'\u2028\u2029]{3,1000}", re.IGNORECASE)
_AROUND = ".,;:!?…)]}»”*_"


def linked(words: str) -> Markup:
    """Return the words as HTML, web addresses in them as links that tell the other site nothing."""
    made, last = Markup(), 0
    for found in _ADDRESS.finditer(words):
        address = _without_what_follows(found[0])
        end = found.start() + len(address)
        made += escape(words[last : found.start()])
        made += Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(address, address)
        last = end
    return made + escape(words[last:])


def _without_what_follows(address: str) -> str:
    """Return the address without the full stop or bracket of the sentence that it stands in."""
    while address[-1] in _AROUND and not (address[-1] == ")" and "(" in address):
        address = address[:-1]
    return address
