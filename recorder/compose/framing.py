"""Which part of a picture is shown: pure geometry, for the page's column and, closer, for narrow screens.

All sizes are for a screen of scale 1 and are multiplied by the picture's scale. A crop's width fixes how
large its words are shown, so it is the same from step to step, and only heights follow the windows.
"""

from recorder.compose.values import CONTAINERS
from recorder.compose.words import PADDING, arrow_box, words_box
from recorder.document.geometry import Box, Point
from recorder.document.guide import Action, Picture, PointerMark, Target

COLUMN, NARROW = 780, 390
"""How wide a picture is shown, in CSS pixels: in the page's column on a wide screen, and on a phone."""

READABLE = 11
"""How high words must be shown at least, in CSS pixels."""

STANDARD = (960, 600)
LOWEST, HIGHEST = 360, 800
HIGHEST_FIRST = 1060
"""How high a window may be to be shown whole: later on, and at the first step in it."""

CLOSE = 460
ROOM = 32

_LONG = 0.75  # of a crop's width: a row longer than this is told by its words

_WORDS = 14
_SMALLEST_WORDS = 9


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
    tip: Point | None = None,
    previous: Box | None = None,
    same_window: bool = True,
) -> Box:
    """Return the part of `picture` to show: target, click, and enough of the window to know the place.

    `tip` is where the painted arrow's tip is, if there is one: all of the arrow is shown. A window not much
    larger than the standard is shown whole, and a higher one at the first step in it. The crop of the step
    before, on the same screen, stays where it shows the whole window, or, in the same window, the target
    and some room.
    """
    place = (window and window.meet(picture)) or picture
    widest = widest_readable(target, COLUMN, scale)
    highest = _pixels(HIGHEST if same_window else HIGHEST_FIRST, scale)
    most = (widest, highest)
    wanted = _with_arrow(
        _wanted(_telling(target, widest, scale), picture, at, place, most), tip, picture, scale, most
    )
    grown = place.join(wanted)
    place = grown if _fits(grown, most) else place
    room = wanted.grown(_pixels(ROOM, scale)).meet(picture) or wanted
    enough = room.join(place) if _fits(place, most) or not same_window else room
    if previous is not None and previous.covers(enough) and previous.width <= widest:
        return previous
    return _framed(place, wanted, most, scale).within(picture)


def close_crop(
    picture: Picture, target: Target | None, action: Action | None, window: Box | None = None
) -> Box:
    """Return the closer part of what is shown, for narrow screens: the click and the target's words.

    A dialog that is readable so is shown whole, and otherwise as much as can be of the control and of its
    window. What points at nothing, as a result without a window of its own, is shown as it is.
    """
    shown, scale = picture.shown, picture.scale
    if target is None and action is None:
        return shown
    widest = min(widest_readable(target, NARROW, scale), shown.width)
    width = min(_pixels(CLOSE, scale), widest)
    size = (width, min(shown.height, max(1, width * 3 // 4)))
    wanted = _closest(target, _pointed_at(picture, action), size, scale, shown)
    if wanted is None:
        return shown
    place = window.meet(shown) if window else None
    dialog = _whole_dialog(place, size, widest, shown) if place and place == window else None
    if dialog and dialog.covers(wanted):
        return dialog
    return _close_by(wanted, target, size, place, scale).within(shown)


def _whole_dialog(window: Box, size: tuple[int, int], widest: int, shown: Box) -> Box | None:
    """Return a crop of that size or larger with all of a window in its middle, None where it is too wide."""
    highest = min(shown.height, widest * 5 // 4)
    if not _fits(window, (widest, highest)):
        return None
    width = max(size[0], min(window.width + 2 * PADDING, widest))
    height = max(size[1], min(window.height + 2 * PADDING, highest))
    return Box.around(window.centre, width, height).within(shown)


def _close_by(
    wanted: Box, target: Target | None, size: tuple[int, int], window: Box | None, scale: float
) -> Box:
    """Return a crop that holds what is wanted, from the start of a wide control on, inside its window."""
    crop, margin = Box.around(wanted.centre, *size), round(2 * PADDING * scale)
    box = target.box if target and target.role not in CONTAINERS else None
    if box and box.width > size[0]:
        crop = Box(box.x - margin, crop.y, *size)
    if window:
        around = window.grown(margin)
        inside = crop.within(around)
        crop = Box(
            inside.x if around.width >= size[0] else crop.x,
            inside.y if around.height >= size[1] else crop.y,
            *size,
        )
    return _holding(crop, wanted)


def _pointed_at(picture: Picture, action: Action | None) -> tuple[Box, ...]:
    """Return what the pointer's mark covers, and its tip; or where a drag began and ended, or the click."""
    tip = next((mark.at for mark in picture.marks if isinstance(mark, PointerMark)), None)
    if tip is not None:
        return arrow_box(tip, picture.scale), Box(*tip, 1, 1)
    if action is None or action.at is None or action.kind == "type":
        return ()
    at = Box(*action.at, 1, 1)
    return (at.join(Box(*action.to, 1, 1)), at) if action.to else (at,)


def _closest(
    target: Target | None, pointed: tuple[Box, ...], size: tuple[int, int], scale: float, shown: Box
) -> Box | None:
    """Return the most that the size can hold of the target, its words and the pointer: words before pointer.

    Words that do not fit begin at the left. None where nothing is known that fits, as of a whole window.
    """
    box = target.box.meet(shown) if target and target.box else None
    words = whole.meet(shown) if target and (whole := words_box(target, scale)) else None
    wholes = [each for each in (box, words) if each is not None]
    margin = round(PADDING * scale)
    last = pointed
    if words and target and target.name and target.role not in CONTAINERS:
        beginning = Box(words.x, words.y, min(words.width, size[0] - 2 * margin), words.height)
        last = (beginning,)
    joined = [whole.join(each) for whole in wholes for each in pointed] if pointed else wholes
    fitting = (each for each in joined if _fits(each.grown(margin), size))
    return next(fitting, next(iter(last), None))


def _with_arrow(wanted: Box, tip: Point | None, picture: Box, scale: float, most: tuple[int, int]) -> Box:
    """Return what must be seen with all of the arrow, as far as it is inside the picture and fits."""
    arrow = arrow_box(tip, scale).meet(picture) if tip else None
    both = wanted.join(arrow) if arrow else wanted
    return both if _fits(both, most) else wanted


def _telling(target: Target | None, widest: int, scale: float) -> Box | None:
    """Return the part of a target that tells what it is: of a row as wide as its window only the words."""
    if target is None or target.box is None or target.box.width <= widest * _LONG:
        return target.box if target else None
    return words_box(target, scale)


def _wanted(target: Box | None, picture: Box, at: Point | None, place: Box, most: tuple[int, int]) -> Box:
    """Return what must be seen: the target and the click, or as much of them as fits."""
    click = Box(*at, 1, 1).within(picture) if at else None
    box = target.meet(picture) if target else None
    both = box.join(click) if box and click else box or click
    if both is None:
        return Box(place.x, place.y, 1, 1)
    return both if _fits(both, most) else click or Box(both.x, both.y, 1, 1)


def _framed(place: Box, wanted: Box, most: tuple[int, int], scale: float) -> Box:
    """Return a crop of the standard width, or of the window's where it is small enough to be shown whole."""
    whole = _fits(place, most)
    width = min(most[0], max(_pixels(STANDARD[0], scale), wanted.width, place.width if whole else 0))
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


def _fits(box: Box, size: tuple[int, int]) -> bool:
    return box.width <= size[0] and box.height <= size[1]


def _pixels(length: int, scale: float) -> int:
    return round(length * scale)
