"""What the window shows of the events, and the orders that its buttons give."""

import tkinter as tk
from collections.abc import Callable
from typing import Any

from recorder.control.window.drawing import (
    AMBER,
    BUTTON_HEIGHT,
    INK,
    LINE,
    PAPER,
    SOFT,
    Button,
    Drawing,
)
from recorder.control.window.note import Note
from recorder.control.window.stopwatch import Stopwatch, read

WIDTH, HEIGHT, MARGIN, GAP, RING = 336, 116, 14, 6, 17
PROBLEM_SECONDS = 15

Tell = Callable[[dict[str, object]], None]


class Panel:
    """The window's only canvas. `words` are its sentences in the person's language, by the English ones."""

    def __init__(self, root: tk.Tk, scale: float, words: dict[str, str], tell: Tell) -> None:
        self._root, self._words, self._tell = root, words, tell
        self._watch = Stopwatch()
        self._captions: list[str] = []
        self._note: Note | None = None
        self._reopening: Button | None = None
        self._problems = 0
        self._canvas = tk.Canvas(root, background=PAPER, highlightthickness=0)
        self._canvas.pack(fill="both", expand=True)
        self._drawing = Drawing(self._canvas, scale)
        self._build()

    @property
    def size(self) -> tuple[int, int]:
        """How large it is now."""
        return self._width, self._height

    def _build(self) -> None:
        canvas, px, words = self._canvas, self._drawing.px, self._words
        self._pause = self._button("Pause", {"do": "toggle"}, widest=words["Go on"])
        buttons = (
            self._button("Stop", {"do": "stop"}, main=True),
            self._pause,
            self._button("Picture", {"do": "picture"}),
            self._button("Note", {"do": "note"}),
            self._button("Throw away last", {"do": "discard"}),
        )
        wanted = sum(each.width for each in buttons) + px(GAP) * (len(buttons) - 1) + 2 * px(MARGIN)
        self._width, self._height = max(px(WIDTH), wanted), px(HEIGHT)
        x = px(MARGIN)
        for each in buttons:
            each.place(x, px(HEIGHT - MARGIN - BUTTON_HEIGHT))
            x += each.width + px(GAP)
        self._edge = canvas.create_rectangle(0, 0, self._width - 1, self._height - 1, outline=LINE)
        self._rings = tuple(self._drawing.ring(RING, filled=each) for each in (False, True))
        line = px(23)
        self._ring = canvas.create_image(px(MARGIN), line, anchor="w", image=self._rings[False])
        large, small = self._drawing.large, self._drawing.small
        self._time = canvas.create_text(px(MARGIN + RING + 9), line, anchor="w", font=large, fill=INK)
        self._count = canvas.create_text(self._width - px(MARGIN), line, anchor="e", font=small, fill=SOFT)
        self._said = canvas.create_text(px(MARGIN), px(52), anchor="w", font=self._drawing.text, fill=SOFT)
        wide = self._width - 2 * px(MARGIN)
        self._problem = canvas.create_text(
            px(MARGIN), px(HEIGHT - 2), anchor="nw", font=small, fill=AMBER, width=wide
        )
        canvas.itemconfigure(self._time, text=read(0))
        self._say(words["Getting ready …"])
        canvas.configure(width=self._width, height=self._height)

    def _button(
        self, words: str, order: dict[str, object], *, widest: str = "", main: bool = False
    ) -> Button:
        said = self._words[words]
        return Button(self._drawing, said, lambda: self._tell(order), widest=widest, main=main)

    def take(self, event: dict[str, Any]) -> None:
        """Show what an event tells."""
        words = self._words
        match event:
            case {"event": "countdown", "seconds": seconds}:
                self._say(words["Begins in {seconds} …"].format(seconds=seconds))
            case {"event": "recording"}:
                self._say(words["Do the task: each step appears here"])
                self._run()
            case {"event": "steps", "from": first, "steps": steps}:
                self._captions[first:] = [step["short"] or step["caption"] for step in steps]
                self._show_last()
            case {"event": "paused"}:
                self._hold(words["Paused: nothing is kept"])
                self._pause.say(words["Go on"])
            case {"event": "resumed"}:
                self._pause.say(words["Pause"])
                self._show_last()
                self._run()
            case {"event": "problem", "text": text}:
                self._warn(text, event.get("reopen"))
            case {"event": "asked"} if self._note is None or not self._note.open:
                self._note = Note(self._root, self._drawing, words, self._noted)
            case {"event": "composing", "done": done, "total": total}:
                self._hold(words["Writing the guide: {done} of {total}"].format(done=done, total=total))

    def _noted(self, text: str) -> None:
        self._tell({"do": "note", "text": text})

    def _run(self) -> None:
        self._canvas.itemconfigure(self._ring, image=self._rings[True])
        self._watch.run()
        self._tick()

    def _hold(self, words: str) -> None:
        self._canvas.itemconfigure(self._ring, image=self._rings[False])
        self._watch.hold()
        self._say(words)

    def _tick(self) -> None:
        seconds = self._watch.seconds
        self._canvas.itemconfigure(self._time, text=read(seconds))
        if self._watch.runs:
            self._root.after(1005 - int(seconds * 1000) % 1000, self._tick)

    def _show_last(self) -> None:
        count, words = len(self._captions), self._words
        told = words["1 step"] if count == 1 else words["{count} steps"].format(count=count)
        self._canvas.itemconfigure(self._count, text=told)
        if self._captions:
            self._say(self._captions[-1], INK)
        else:
            self._say(words["Do the task: each step appears here"])

    def _say(self, words: str, ink: str = SOFT) -> None:
        cut = self._drawing.cut(" ".join(words.split()), self._width - 2 * self._drawing.px(MARGIN))
        self._canvas.itemconfigure(self._said, text=cut, fill=ink)

    def _warn(self, text: str, reopen: dict[str, object] | None) -> None:
        """Unfold the window below its buttons for a sentence, and for the mend where that is a button."""
        self._fold()
        px = self._drawing.px
        self._canvas.itemconfigure(self._problem, text=text)
        bottom = self._canvas.bbox(self._problem)[3]
        if reopen:
            order = {"do": "reopen", "pid": reopen["pid"]}
            self._reopening = Button(
                self._drawing, self._words["Reopen with names"], lambda: self._reopen(order), main=True
            )
            self._reopening.place(px(MARGIN), bottom + px(GAP))
            bottom += px(GAP + BUTTON_HEIGHT)
        self._resize(bottom + px(MARGIN))
        if not reopen:
            self._root.after(PROBLEM_SECONDS * 1000, self._fold_later(self._problems))

    def _fold_later(self, number: int) -> Callable[[], None]:
        """Return what folds the window if no other problem has come since."""
        return lambda: self._fold() if number == self._problems else None

    def _reopen(self, order: dict[str, object]) -> None:
        self._fold()
        self._tell(order)

    def _fold(self) -> None:
        self._problems += 1
        self._canvas.itemconfigure(self._problem, text="")
        if self._reopening:
            self._reopening.remove()
            self._reopening = None
        self._resize(self._drawing.px(HEIGHT))

    def _resize(self, height: int) -> None:
        if height != self._height:
            self._height = height
            self._canvas.configure(height=height)
            self._canvas.coords(self._edge, 0, 0, self._width - 1, height - 1)
            self._tell({"size": list(self.size)})
