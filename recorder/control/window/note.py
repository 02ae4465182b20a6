"""A small window of its own that asks for the words of a note."""

import tkinter as tk
from collections.abc import Callable

from recorder.control.window.drawing import GREEN, INK, LINE, PAPER, SOFT, SURFACE, Drawing

GAP = 8


class Note:
    """Ask above the control window; Enter keeps the words, Escape leaves them."""

    def __init__(
        self, root: tk.Tk, drawing: Drawing, words: dict[str, str], keep: Callable[[str], None]
    ) -> None:
        self._keep_words = keep
        px = drawing.px
        self._top = top = tk.Toplevel(root, class_=root.winfo_class(), background=PAPER)
        top.configure(padx=px(14), pady=px(12))
        top.title(words["Note"])
        top.attributes("-topmost", True)
        self._text = tk.Text(top, width=40, height=3, font=drawing.text, wrap="word", relief="flat")
        self._text.configure(background=SURFACE, foreground=INK, insertbackground=INK, padx=px(8), pady=px(6))
        self._text.configure(highlightthickness=1, highlightbackground=LINE, highlightcolor=GREEN)
        self._text.pack()
        hint = tk.Label(top, text=words["Enter keeps it, Escape leaves it"], font=drawing.small)
        hint.configure(background=PAPER, foreground=SOFT)
        hint.pack(anchor="w", pady=(px(8), 0))
        self._text.bind("<Return>", self._keep)
        self._text.bind("<Shift-Return>", lambda _: None)
        top.bind("<Escape>", lambda _: top.destroy())
        self._place(root, px(GAP) + px(30))
        top.after_idle(self._focus)

    @property
    def open(self) -> bool:
        """Whether it still asks."""
        return bool(self._top.winfo_exists())

    def _place(self, root: tk.Tk, gap: int) -> None:
        """Stand above the control window, or below it where there is no room."""
        self._top.update_idletasks()
        above = root.winfo_rooty() - self._top.winfo_reqheight() - gap
        below = root.winfo_rooty() + root.winfo_height() + gap
        right = root.winfo_rootx() + root.winfo_width() - self._top.winfo_reqwidth()
        self._top.geometry(f"+{max(0, right)}+{above if above > 0 else below}")

    def _focus(self) -> None:
        self._top.lift()
        self._text.focus_force()

    def _keep(self, _: object) -> str:
        words = self._text.get("1.0", "end").strip()
        self._top.destroy()
        if words:
            self._keep_words(words)
        return "break"
