"""Secret fields, in a colour that nothing else has: one goes at a click, one is in a dialog."""

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gtk  # noqa: E402  # the version must be asked for first

STYLE = b"""
entry.secret, entry.secret:focus {background: #ff00c8; color: #ff00c8; caret-color: #ff00c8; border: none;
  border-radius: 0; box-shadow: none}
dialog.plain label {background: #00c8ff}
"""


def secret() -> Gtk.Entry:
    """Return a field that shows dots, in the colour."""
    entry = Gtk.Entry(text="sesame77", visibility=False, input_purpose=Gtk.InputPurpose.PASSWORD)
    entry.get_style_context().add_class("secret")
    return entry


def proceed(_button: Gtk.Button) -> None:
    """Put words where the field was."""
    place.remove(field)
    place.put(Gtk.Label(label="Signed in"), 20, 20)
    window.show_all()


def unlock(_button: Gtk.Button) -> None:
    """Ask for a password in a dialog that closes at OK."""
    dialog = Gtk.Dialog(title="Unlock", transient_for=window)
    entry = secret()
    dialog.get_content_area().add(entry)
    dialog.add_button("OK", Gtk.ResponseType.OK)
    dialog.connect("response", lambda *_: dialog.destroy())
    dialog.set_default_size(300, 120)
    dialog.show_all()
    entry.grab_focus()


def explain(_button: Gtk.Button) -> None:
    """Open a dialog that lies over the field."""
    dialog = Gtk.Dialog(title="Help", transient_for=window, decorated=False)
    dialog.get_style_context().add_class("plain")
    dialog.get_content_area().pack_start(Gtk.Label(label="The PIN is on your card"), True, True, 0)
    dialog.set_default_size(320, 160)
    dialog.show_all()
    x, y = window.get_position()
    dialog.move(x, y)


window = Gtk.Window(title="Sign in", decorated=False)
window.set_default_size(640, 360)
place = Gtk.Fixed()
window.add(place)
field = secret()
field.set_size_request(200, 40)
place.put(field, 20, 20)
for number, (words, act) in enumerate((("Continue", proceed), ("Unlock", unlock), ("Help", explain))):
    button = Gtk.Button(label=words)
    button.connect("clicked", act)
    button.set_size_request(120, 40)
    place.put(button, 380, 20 + 60 * number)
provider = Gtk.CssProvider()
provider.load_from_data(STYLE)
Gtk.StyleContext.add_provider_for_screen(window.get_screen(), provider, Gtk.STYLE_PROVIDER_PRIORITY_USER)
window.show_all()
window.move(200, 200)
window.connect("destroy", Gtk.main_quit)
Gtk.main()
