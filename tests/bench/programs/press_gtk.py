"""A GTK window whose colour counts the presses, changed in the press itself. Runs on the system's Python."""

from typing import Any

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gtk  # noqa: E402 - the version comes first

COLOURS = 200
presses = 0
style = Gtk.CssProvider()


def paint() -> None:
    """Fill the window: the red channel is the count."""
    style.load_from_data(f"window, .area {{ background: rgb({presses % COLOURS}, 64, 128); }}".encode())


def count(_area: Gtk.Widget, _event: Any) -> bool:
    """Show one more press."""
    global presses  # noqa: PLW0603 - a program of one number
    presses += 1
    paint()
    return True


window = Gtk.Window(title="Presses")
window.set_default_size(800, 600)
Gtk.StyleContext.add_provider_for_screen(window.get_screen(), style, Gtk.STYLE_PROVIDER_PRIORITY_APPLICATION)
paint()
area = Gtk.EventBox()
area.connect("button-press-event", count)
window.add(area)
window.connect("destroy", Gtk.main_quit)
window.show_all()
window.move(200, 200)
Gtk.main()
