"""Which part of a picture is shown: pure geometry, for the page's column and, closer, for narrow screens.

All sizes are for a screen of scale 1 and are multiplied by the picture's scale. A crop's width fixes how
large its words are shown, so it is the same from step to step, and only heights follow the windows.
"""

from recorder.document.geometry import Box, Point
from recorder.document.guide import Action, Picture, PointerMark, Target

COLUMN, NARROW = 780, 390
"""How wide a picture is shown, in CSS pixels: in the page's column on a wide screen, and on a phone."""

READABLE = 11
"""How high words must be shown at least, in CSS pixels."""

STANDARD = (960, 600)
LOWEST, HIGHEST = 360, 800
CLOSE = 460
ROOM = 32

_WORDS = 14
_LINE = 18  # with what hangs below the line, and some air
_SMALLEST_WORDS = 9
_LETTER = 8
_PADDING = 8
_INDICATOR = 24

_CENTRED = frozenset({"button", "toggle button", "tab", "menu", "icon", "window"})
_INDICATED = frozenset({"check box", "radio button"})


def words_box(target: Target, scale: float = 1.0) -> Box | None:
    """Return where a control's words are, guessed from its role and name: in its middle or at its left."""
    if target.box is None:
        return None
    box, name = target.box, " ".join(target.name.split())
    height = min(box.height, round(_LINE * scale))
    padding = min(round(_PADDING * scale), box.width // 8)
    indicator = round(_INDICATOR * scale) if target.role in _INDICATED else 0
    room = max(1, box.width - 2 * padding - indicator)
    width = min(room, round(len(name) * _LETTER * scale)) if name else room
    left = box.x + (box.width - width) // 2 if target.role in _CENTRED else box.x + padding + indicator
    return Box(left, box.y + (box.height - height) // 2, width, height)


def widest_readable(target: Target | None, shown: int, scale: float) -> int:
    """Return how wide a crop may be so that the target's words are readable when it is shown `shown` wide."""
    known = target.box.height / scale if target and target.box else _WORDS
    words = min(_WORDS, max(_SMALLEST_WORDS, known))
    return int(words * scale * shown / READABLE)


def frame_crop(
    picture: Box,
    scale: float,
    target: Target | None,
    at: Point | None,
    window: Box | None,
    *,
    previous: Box | None = None,
    same_window: bool = True,
) -> Box:
    """Return the part of `picture` to show: target, click, and enough of the window to know the place.

    A window not much larger than the standard is shown whole. The crop of the step before, on the same
    screen, stays where it shows the whole window, or, in the same window, the target and some room.
    """
    place = (window and window.meet(picture)) or picture
    widest = widest_readable(target, COLUMN, scale)
    wanted = _wanted(picture, target, at, place, (widest, _pixels(HIGHEST, scale)))
    room = wanted.grown(_pixels(ROOM, scale)).meet(picture) or wanted
    enough = room.join(place) if _whole(place, widest, scale) or not same_window else room
    if previous is not None and previous.covers(enough) and previous.width <= widest:
        return previous
    return _framed(place, wanted, widest, scale).within(picture)


def close_crop(picture: Picture, target: Target | None, action: Action | None) -> Box:
    """Return the closer part of what is shown, for narrow screens: the click and the target's words.

    What points at nothing, as a result without a window of its own, is shown as it is.
    """
    shown, scale = picture.shown, picture.scale
    if target is None and action is None:
        return shown
    width = min(_pixels(CLOSE, scale), widest_readable(target, NARROW, scale), shown.width)
    size = (width, min(shown.height, width * 3 // 4))
    tip = next((mark.at for mark in picture.marks if isinstance(mark, PointerMark)), None)
    at = tip or (action.at if action and action.at else None)
    wanted = _closest(target, at, size, scale) or shown
    centre = _middle(wanted, at, size)
    return Box.around(centre, *size).within(shown)


def _closest(target: Target | None, at: Point | None, size: tuple[int, int], scale: float) -> Box | None:
    """Return the most that the size can hold of target, its words and the click."""
    click = Box(*at, 1, 1) if at else None
    wholes = (target.box if target and target.box else None, words_box(target, scale) if target else None)
    joined = [whole.join(click) if click else whole for whole in wholes if whole is not None]
    margin = round(_PADDING * scale)
    fitting = (each.grown(margin) for each in joined if _fits(each.grown(margin), size))
    return next(fitting, click or (joined[-1] if joined else None))


def _wanted(picture: Box, target: Target | None, at: Point | None, place: Box, most: tuple[int, int]) -> Box:
    """Return what must be seen: the target and the click, or as much of them as fits."""
    click = Box(*at, 1, 1).within(picture) if at else None
    box = target.box.meet(picture) if target and target.box else None
    both = box.join(click) if box and click else box or click
    if both is None:
        return Box(place.x, place.y, 1, 1)
    return both if _fits(both, most) else click or Box(both.x, both.y, 1, 1)


def _whole(place: Box, widest: int, scale: float) -> bool:
    """Tell whether a window is small enough to be shown whole."""
    return place.width <= widest and place.height <= _pixels(HIGHEST, scale)


def _framed(place: Box, wanted: Box, widest: int, scale: float) -> Box:
    """Return a crop of the standard width, or of the window's where it is shown whole."""
    whole = _whole(place, widest, scale)
    width = min(widest, max(_pixels(STANDARD[0], scale), wanted.width, place.width if whole else 0))
    lowest, standard = _pixels(LOWEST, scale), _pixels(STANDARD[1], scale)
    height = max(lowest, wanted.height, place.height if whole else min(place.height, standard))
    room = _pixels(ROOM, scale)
    left = _along((place.x, place.width), (wanted.x, wanted.width), width, room)
    top = _along((place.y, place.height), (wanted.y, wanted.height), height, room)
    return _holding(Box(left, top, width, height), wanted)


def _along(span: tuple[int, int], wanted: tuple[int, int], size: int, room: int) -> int:
    """Return where a crop of `size` begins along one axis of a window, given by its start and length.

    A short window is in the middle; in a long one the crop begins at its start where that shows what is
    wanted, and else has it in the middle, without leaving the window.
    """
    (start, length), (first, extent) = span, wanted
    if length <= size:
        return start - (size - length) // 2
    if first + extent + room <= start + size:
        return start
    return min(max(first + extent // 2 - size // 2, start), start + length - size)


def _holding(crop: Box, wanted: Box) -> Box:
    """Return the crop moved as little as needed to hold what is wanted, as with a click beside its window."""
    left = min(max(crop.x, wanted.right - crop.width), wanted.x)
    top = min(max(crop.y, wanted.bottom - crop.height), wanted.y)
    return Box(left, top, crop.width, crop.height)


def _middle(wanted: Box, at: Point | None, size: tuple[int, int]) -> Point:
    return at if at is not None and not _fits(wanted, size) else wanted.centre


def _fits(box: Box, size: tuple[int, int]) -> bool:
    return box.width <= size[0] and box.height <= size[1]


def _pixels(length: int, scale: float) -> int:
    return round(length * scale)
