"""A green window that turns yellow at a press and blue a while after its release; G makes it green again."""

import tkinter as tk

ANSWER_MILLISECONDS = 150
window = tk.Tk()
window.title("Answer")
window.geometry("400x300+200+150")
window.configure(background="#00a000")
window.bind("<ButtonPress-1>", lambda _: window.configure(background="#ffe000"))
window.bind(
    "<ButtonRelease-1>",
    lambda _: window.after(ANSWER_MILLISECONDS, lambda: window.configure(background="#0020ff")),
)
window.bind("<KeyPress-g>", lambda _: window.configure(background="#00a000"))
window.mainloop()
