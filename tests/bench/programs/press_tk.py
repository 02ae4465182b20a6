"""A Tk window whose colour counts the presses, changed in the press itself."""

import tkinter as tk

COLOURS = 200
root = tk.Tk()
root.title("Presses")
root.geometry("800x600+200+200")
area = tk.Frame(root, background="#000000")
area.pack(fill="both", expand=True)
presses = 0


def count(_event: object) -> None:
    """Show one more press: the red channel is the count."""
    global presses  # noqa: PLW0603 - a program of one number
    presses += 1
    area.configure(background=f"#{presses % COLOURS:02x}4080")
    root.update_idletasks()


area.configure(background="#004080")
area.bind("<ButtonPress>", count)
root.mainloop()
