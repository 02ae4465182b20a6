"""A GTK 3 program to drag in, fold out, switch and set: for the system's Python, recorded in tests."""

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402  # the version must be asked for first

MAILS = ("Ines Okafor, order 4711", "Ada Lovelace, order 4712", "Alan Turing, order 4713")
TARGETS = [Gtk.TargetEntry.new("text/plain", Gtk.TargetFlags.SAME_APP, 0)]


def inbox() -> Gtk.TreeView:
    """Return the mails, to be dragged away."""
    rows = Gtk.ListStore(str, str)
    for number, mail in enumerate(MAILS):
        rows.append((mail, str(10 * number)))
    view = Gtk.TreeView(model=rows)
    view.get_accessible().set_name("Inbox")
    view.append_column(Gtk.TreeViewColumn("Sender", Gtk.CellRendererText(), text=0))
    size = Gtk.CellRendererText(editable=True)
    size.connect("edited", lambda _, row, text: rows.set_value(rows.get_iter(row), 1, text))
    column = Gtk.TreeViewColumn("Size", size, text=1)
    column.set_sort_column_id(1)
    view.append_column(column)
    view.enable_model_drag_source(Gdk.ModifierType.BUTTON1_MASK, TARGETS, Gdk.DragAction.MOVE)
    view.connect("drag-data-get", lambda _view, _context, data, *_: data.set_text("mail", -1))
    return view


def folders() -> Gtk.TreeView:
    """Return the folders, one of them with folders of its own, to be dropped on."""
    rows = Gtk.TreeStore(str)
    archive = rows.append(None, ("Archive",))
    rows.append(archive, ("Paid",))
    rows.append(None, ("Trash",))
    view = Gtk.TreeView(model=rows)
    view.get_accessible().set_name("Folders")
    view.append_column(Gtk.TreeViewColumn("Folder", Gtk.CellRendererText(), text=0))
    view.enable_model_drag_dest(TARGETS, Gdk.DragAction.MOVE)
    return view


def row(words: str, control: Gtk.Widget) -> Gtk.Box:
    """Return a control with the label that names it."""
    box = Gtk.Box(spacing=12)
    label = Gtk.Label(label=words, xalign=0)
    label.set_size_request(120, -1)
    label.set_mnemonic_widget(control)
    box.pack_start(label, False, False, 0)
    box.pack_start(control, isinstance(control, Gtk.Scale), isinstance(control, Gtk.Scale), 0)
    return box


def settings() -> Gtk.Box:
    """Return what can be switched and set."""
    page = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=8)
    page.add(row("Dark mode", Gtk.Switch()))
    page.add(row("Volume", Gtk.Scale.new_with_range(Gtk.Orientation.HORIZONTAL, 0, 100, 1)))
    page.add(row("Copies", Gtk.SpinButton.new_with_range(1, 9, 1)))
    combo = Gtk.ComboBoxText()
    for name in ("Dollar", "Euro", "Pound"):
        combo.append_text(name)
    combo.set_active(0)
    page.add(row("Currency", combo))
    page.add(Gtk.CheckButton(label="Notify customer"))
    page.add(row("Note", Gtk.Entry()))
    return page


def long_list() -> Gtk.ScrolledWindow:
    """Return more buttons than are seen at once."""
    buttons = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
    for number in range(30):
        buttons.add(Gtk.Button(label=f"Rule {chr(65 + number % 26)}{'' if number < 26 else 'x'}"))
    scrolled = Gtk.ScrolledWindow(overlay_scrolling=False)
    scrolled.set_size_request(220, -1)
    scrolled.add(buttons)
    return scrolled


def main() -> None:
    """Show the window until it is closed."""
    window = Gtk.Window(title="Mail desk", default_width=900, default_height=600, border_width=12)
    window.set_wmclass("mail-desk", "Mail-desk")
    file = Gtk.MenuItem(label="_File", use_underline=True)
    file.set_submenu(Gtk.Menu())
    for words in ("New", "Save as", "Print"):
        file.get_submenu().append(Gtk.MenuItem(label=words))
    bar = Gtk.MenuBar()
    bar.append(file)
    lists = Gtk.Box(spacing=12)
    for each in (folders(), inbox()):
        each.set_size_request(220, 160)
        lists.pack_start(each, False, False, 0)
    lists.pack_start(long_list(), False, False, 0)
    body = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=12)
    body.pack_start(bar, False, False, 0)
    body.pack_start(lists, True, True, 0)
    body.pack_start(settings(), False, False, 0)
    window.add(body)
    window.connect("destroy", Gtk.main_quit)
    window.show_all()
    Gtk.main()


if __name__ == "__main__":
    main()
