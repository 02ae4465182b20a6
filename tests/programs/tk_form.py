"""A Tk program for the system's Python: no accessibility tree answers for it, only its windows."""

import tkinter as tk
from tkinter import ttk


def main() -> None:
    """Show the form until it is closed."""
    window = tk.Tk(className="Tk-form")
    window.title("Tk form")
    window.geometry("400x300+900+80")
    menus = tk.Menu(window)
    file = tk.Menu(menus, tearoff=False)
    file.add_command(label="Save as")
    menus.add_cascade(label="File", menu=file)
    window.configure(menu=menus)
    ttk.Label(window, text="Name").pack()
    ttk.Entry(window).pack(fill="x")
    ttk.Label(window, text="Secret").pack()
    ttk.Entry(window, show="*").pack(fill="x")
    ttk.Combobox(window, values=("Dollar", "Euro"), state="readonly").pack(fill="x")
    ttk.Button(window, text="Save").pack(fill="both", expand=True)
    window.mainloop()


if __name__ == "__main__":
    main()
