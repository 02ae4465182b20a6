"""What belongs to one case and not to the task: told apart from the interface, and kept out of captions."""

import re

from recorder.compose.names import clean, name_of, parts_of, program_of, shorten, words_in
from recorder.document.guide import CaseValue, Target, Window

LONGEST_TEXT = 20_000

CELLS = frozenset({"table cell", "table row", "row header"})
"""The roles whose names are always data."""

ROWS = CELLS | {"list item", "tree item"}
"""The roles of records; an item is one where it looks like it."""

CONTAINERS = frozenset({"dialog", "document", "group", "page", "panel", "window"})
"""The roles of places, which are clicked in and not on."""

TAKES_NO_TYPING = frozenset(
    {
        *(
            "button",
            "toggle button",
            "switch",
            "check box",
            "radio button",
            "menu",
            "menu item",
            "tab",
            "link",
        ),
        *("icon", "slider", "column header", "row header", "scroll bar", "progress bar"),
    }
)
"""Controls that have the focus and take no typing: what is typed there goes to the window's program."""

BROWSERS = ("chrom", "firefox", "edge", "brave", "opera", "vivaldi", "epiphany", "falkon", "safari")
"""What the names of browsers have in them."""

_NO_PAGES = frozenset({"new tab", "untitled", "loading", "neuer tab", "unbenannt"})

_MAY_HOLD_DATA = ROWS | CONTAINERS | {"", "heading", "icon", "label", "link"}

_DATA = re.compile(
    r"""
      \d                                   # numbers, dates, amounts, telephone numbers, identifiers
    | [€$£¥₹]                              # amounts
    | \S@\S                                # mail addresses
    | ://|\bwww\.                          # web addresses
    | \w\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|csv|txt|png|jpe?g|zip|eml|msg)\b   # files
    | \b(?:Ltd|Inc|LLC|GmbH|AG|KG|Corp|PLC|S\.A|B\.V)\b                       # companies
    | \s[·•|]\s                            # several columns read as one name
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_UNTITLED = frozenset({"new document", "no name", "unnamed", "unsaved", "unsaved document", "untitled"})
_NAME_WORD = re.compile(r"[^\W\d_a-zß-ÿ](?:\.|['\u2019]?[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*)")
_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "van", "von"})
_INTERFACE_WORDS = words_in(
    """
    about account accounts advanced all archive archived audit billing box browser calendar
    cancelled closed contacts customer customers dashboard data deleted details display document
    documents downloads draft drafts edit editor error export favorites favourites file files folder
    folders general help history home import inbox invoice invoices items junk list mail management
    manager messages monitor more my network new notifications office open options order orders
    overview page pages pending picture pictures player power preferences preview print privacy
    products profile project projects recent refund refunds report reports saved search security
    sent services settings shared show start started status studio suppliers support system tasks
    team templates terminal tickets tools trash updates user users video videos view viewer voice
    writer
    """,
)


def looks_like_data(text: str) -> bool:
    """Tell whether a row or item reads like a record of this case rather than a part of the program."""
    return bool(_DATA.search(text)) or looks_like_a_person(text)


def looks_like_a_person(text: str) -> bool:
    """Tell whether `text` is two to four capitalised words, none of them a word of programs: Ines Okafor."""
    words = text.split()
    if not 2 <= len(words) <= 4 or any(word.lower() in _INTERFACE_WORDS for word in words):  # noqa: PLR2004
        return False
    proper = [word for word in words if word not in _PARTICLES]
    return len(proper) > 1 and all(_NAME_WORD.fullmatch(word) for word in proper)


def holds_data(target: Target) -> bool:
    """Tell whether the control's own name is data: every table cell, and items that look like records.

    The address of a spreadsheet's cell is no data: it is where the data goes.
    """
    name = name_of(target)
    if not name or target.role not in _MAY_HOLD_DATA or is_address(target):
        return False
    return target.role in CELLS or looks_like_data(name)


def is_address(target: Target) -> bool:
    """Tell whether a cell is named by its column and row, such as B2."""
    return target.role == "table cell" and _ADDRESS.fullmatch(name_of(target)) is not None


def place_of(target: Target | None) -> str:
    """Return the nearest container whose name is interface, as an option's list always is, or nothing."""
    if target is None:
        return ""
    names = (clean(name) for name in reversed(target.path))
    sure = target.role == "option"
    return next((name for name in names if name and (sure or not looks_like_data(name))), "")


def window_name(window: Window | None) -> str:
    """Return what to call a window without the data that titles carry: the part that names the program.

    The last of several parts is the program by convention, even where it reads like a person's name.
    """
    if window is None:
        return ""
    program = program_of(window)
    *parts, last = parts_of(clean(window.title)) or [""]
    if program and not parts and last.lower().strip(" *") in _UNTITLED:
        return program
    fitting = [part for part in parts if not looks_like_data(part)]
    if not (_DATA.search(last) if parts else looks_like_data(last)):
        fitting.append(last)
    named = [part for part in fitting if program and program.lower() in part.lower()]
    return next(iter(named or fitting[-1:]), "") or program


def page_name(window: Window | None) -> str:
    """Return what to call the page that a browser's window shows, nothing for other programs or pages."""
    if window is None or not any(each in window.app.lower() for each in BROWSERS):
        return ""
    first = next(iter(parts_of(clean(window.title))), "")
    known = first.lower() in _NO_PAGES or first == window_name(window)
    return "" if known or looks_like_data(first) or ":" in first else first


def row_value(target: Target, unnamed: str) -> CaseValue:
    """Return the row or item that was chosen, called after its place."""
    return CaseValue(name=shorten(place_of(target) or unnamed), text=target.name[:LONGEST_TEXT])


def typed_value(target: Target | None, text: str, unnamed: str) -> CaseValue:
    """Return what was typed, called after its field."""
    column = clean(target.column) if target else ""
    named = name_of(target) or column or place_of(target) or unnamed
    return CaseValue(name=shorten(named), text=text[:LONGEST_TEXT])
