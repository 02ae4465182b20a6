"""A window full of a colour that nothing else has, which jumps about over the place given without a rest."""

import sys
import tkinter as tk

x, y, reach = map(int, sys.argv[2:5])
window = tk.Tk()
window.title(sys.argv[1])
window.geometry(f"160x120+{x}+{y}")
window.configure(background="#ff00c8")
window.attributes("-topmost", True)
steps = 0


def move() -> None:
    """Go on by one step of a path that leads all over the place."""
    global steps  # noqa: PLW0603
    steps += 1
    window.geometry(f"+{x + steps * 37 % reach}+{y + steps * 23 % reach}")
    window.after(8, move)


window.after(300, move)
window.mainloop()
