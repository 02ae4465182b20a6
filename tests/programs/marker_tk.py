"""A window full of a colour that nothing else has, at a Tk geometry: it must leave no trace."""

import sys
import tkinter as tk

window = tk.Tk()
window.title("Marker")
window.geometry(sys.argv[1])
window.configure(background="#ff00c8")
window.attributes("-topmost", True)
window.mainloop()
