"""Another person's message: a window in a colour that is nowhere else, with words that nobody else writes."""

import sys
import tkinter as tk

root = tk.Tk()
root.title("Zebra 90210 quince")
root.geometry(sys.argv[1])
root.attributes("-topmost", 1)
tk.Label(root, text="Zebra 90210 quince", background="#a1fe37", font=("sans", 24)).pack(
    fill="both", expand=True
)
root.mainloop()
