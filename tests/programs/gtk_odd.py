"""A GTK 3 program, for the system's Python, whose controls say odd things of themselves."""

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gtk  # noqa: E402  # the version must be asked for first

NAMES = ("Sa\x1bve\t it\x7f", "x" * 10_000, "\u05e9\u05de\u05d5\u05e8 \u202eevas", "\u200f", "Round")


def main() -> None:
    """Show the buttons until the window is closed."""
    window = Gtk.Window(title="Odd names", default_width=400, default_height=300)
    body = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
    for name in NAMES:
        button = Gtk.Button(label="odd")
        button.get_accessible().set_name(name)
        body.pack_start(button, True, True, 0)
    round_about = button.get_accessible()
    round_about.set_parent(round_about)
    window.add(body)
    window.connect("destroy", Gtk.main_quit)
    window.show_all()
    Gtk.main()


if __name__ == "__main__":
    main()
