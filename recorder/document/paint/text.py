"""Words on a small coloured label, broken into lines where the picture is too narrow for them."""

from recorder.document.geometry import Box
from recorder.document.guide import TextMark
from recorder.document.paint.canvas import Canvas, Pen
from recorder.document.paint.measures import LOOK
from recorder.document.paint.style import HALO, Rect, colour_of, halo_of, ink_on, length_of

_LINE, _LETTERS = LOOK.text.line, LOOK.text.letters
_MARGIN, _RADIUS = LOOK.text.margin, LOOK.text.radius


def cover(mark: TextMark, point: float) -> Box:
    """Return the pixels of the picture under the label, were the picture wide enough for one line."""
    line = mark.size or _LINE * point
    width = length_of(_plain(mark.text), line * _LETTERS) + 2 * _MARGIN * point
    return Rect(mark.at.x, mark.at.y, mark.at.x + width, mark.at.y + line).grown(HALO * point).box


def draw(canvas: Canvas, mark: TextMark) -> None:
    """Draw the label, pushed inside the picture, and the words on it."""
    point, colour = canvas.point, colour_of(mark.color)
    line = min(canvas.length(mark.size) if mark.size else _LINE * point, canvas.image.height / 2)
    letters = line * _LETTERS
    lines = _broken(_plain(mark.text), letters, canvas.image.width - 2 * (_MARGIN + HALO) * point)
    width = max(length_of(words, letters) for words in lines) + 2 * _MARGIN * point
    label = _inside(canvas, mark, width, len(lines) * line)
    halo = label.grown(HALO * point)

    def words(pen: Pen) -> None:
        for number, each in enumerate(lines):
            place = (
                label.left + _MARGIN * point,
                label.top + (number + 0.5) * line + LOOK.capital * letters / 2,
            )
            pen.text(place, each, letters, "ls")

    canvas.fill(halo, halo_of(colour), lambda pen: pen.rounded(halo, (_RADIUS + HALO) * point))
    canvas.fill(label, colour, lambda pen: pen.rounded(label, _RADIUS * point))
    canvas.fill(label, ink_on(colour), words)


def _inside(canvas: Canvas, mark: TextMark, width: float, height: float) -> Rect:
    halo = HALO * canvas.point
    x, y = canvas.place(mark.at)
    left = max(halo, min(x, canvas.image.width - width - halo))
    top = max(halo, min(y, canvas.image.height - height - halo))
    return Rect(left, top, left + width, top + height)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _broken(text: str, letters: float, width: float) -> list[str]:
    """Return the text in lines no wider than `width`, a word too long by itself in pieces."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if length_of(joined, letters) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(word, letters, width)
    return [line for line in lines if line] or [""]


def _pieces(word: str, letters: float, width: float) -> list[str]:
    pieces = [""]
    filled = 0.0
    for letter in word:
        long = length_of(letter, letters)
        if pieces[-1] and filled + long > width:
            pieces.append("")
            filled = 0.0
        pieces[-1] += letter
        filled += long
    return pieces
