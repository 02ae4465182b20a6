"""A window with one button at each place given as x,y: in the colour of its own that is given behind it."""

import sys

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import GLib, Gtk  # noqa: E402  # the version must be asked for first

title, left, top, width, height = sys.argv[1], *map(int, sys.argv[2:6])
window = Gtk.Window(title=title)
window.set_decorated(False)
window.set_default_size(width, height)
place = Gtk.Fixed()
window.add(place)
style = Gtk.CssProvider()
rules = ["window {background: #101010}"]
for number, spot in enumerate(sys.argv[6:]):
    x, y, colour = spot.split(",")
    button = Gtk.Button(label=f"Target {number + 1}")
    button.set_name(f"target{number}")
    button.set_size_request(120, 40)
    rules.append(
        f"#target{number} {{background: {colour}; border: none; border-radius: 0; box-shadow: none;"
        " outline: none; text-shadow: none; padding: 0; margin: 0; color: #000; min-width: 0; min-height: 0}"
    )
    place.put(button, int(x), int(y))
style.load_from_data("\n".join(rules).encode())
Gtk.StyleContext.add_provider_for_screen(window.get_screen(), style, Gtk.STYLE_PROVIDER_PRIORITY_USER)
window.show_all()
window.move(left, top)
GLib.timeout_add(200, lambda: window.move(left, top))
window.connect("destroy", Gtk.main_quit)
Gtk.main()
