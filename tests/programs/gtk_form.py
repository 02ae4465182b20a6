"""A GTK 3 program with one of each common control, for the system's Python: tests look them up by point."""

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gtk  # noqa: E402  # the version must be asked for first

ORDERS = (("R-1001", "Ada Lovelace", "120.00"), ("R-1002", "Alan Turing", "75.50"))
QUEUES = ("Refunds", "Complaints", "Praise")


def labelled(words: str, control: Gtk.Widget) -> Gtk.Box:
    """Return a row of a label and the control that it names."""
    row = Gtk.Box(spacing=12)
    label = Gtk.Label(label=words, xalign=0)
    label.set_size_request(120, -1)
    label.set_mnemonic_widget(control)
    row.pack_start(label, False, False, 0)
    row.pack_start(control, True, True, 0)
    return row


def password() -> Gtk.Entry:
    """Return an entry that shows dots."""
    entry = Gtk.Entry()
    entry.set_visibility(False)
    entry.set_input_purpose(Gtk.InputPurpose.PASSWORD)
    return entry


def currencies() -> Gtk.ComboBoxText:
    """Return a combo box of three options."""
    combo = Gtk.ComboBoxText()
    for name in ("Dollar", "Euro", "Pound"):
        combo.append_text(name)
    combo.set_active(0)
    return combo


def details() -> Gtk.Widget:
    """Return the page of fields and switches."""
    page = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=8, border_width=12)
    page.add(labelled("_Amount:", Gtk.Entry()))
    page.get_children()[-1].get_children()[0].set_use_underline(True)
    page.add(labelled("PIN", password()))
    page.add(Gtk.Entry(placeholder_text="Reference"))
    page.add(labelled("Currency", currencies()))
    page.add(labelled("Copies", Gtk.SpinButton.new_with_range(1, 9, 1)))
    scale = Gtk.Scale.new_with_range(Gtk.Orientation.HORIZONTAL, 0, 10, 1)
    page.add(labelled("Urgency", scale))
    note = Gtk.TextView()
    note.set_size_request(-1, 60)
    page.add(labelled("Note", note))
    page.add(Gtk.CheckButton(label="Notify customer"))
    by_card = Gtk.RadioButton.new_with_label(None, "By card")
    page.add(by_card)
    page.add(Gtk.RadioButton.new_with_label_from_widget(by_card, "By bank transfer"))
    page.add(Gtk.LinkButton.new_with_label("about:blank", "Refund policy"))
    return page


def orders() -> Gtk.Widget:
    """Return a table of orders, one that nobody named, and a list of queues."""
    rows = Gtk.ListStore(str, str, str)
    for order in ORDERS:
        rows.append(order)
    table = Gtk.TreeView(model=rows)
    table.get_accessible().set_name("Orders")
    for index, title in enumerate(("Number", "Customer", "Amount")):
        table.append_column(Gtk.TreeViewColumn(title, Gtk.CellRendererText(), text=index))
    buyers = Gtk.TreeView(model=rows)
    buyers.append_column(Gtk.TreeViewColumn("Buyer", Gtk.CellRendererText(), text=1))
    queues = Gtk.ListBox()
    queues.get_accessible().set_name("Queues")
    for name in QUEUES:
        queues.add(Gtk.Label(label=name, xalign=0))
    page = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=12, border_width=12)
    page.pack_start(table, False, False, 0)
    page.pack_start(buyers, False, False, 0)
    page.pack_start(queues, False, False, 0)
    return page


def menu_bar(window: Gtk.Window) -> Gtk.MenuBar:
    """Return a menu bar with a menu in a menu."""
    export = Gtk.MenuItem(label="Export")
    export.set_submenu(Gtk.Menu())
    export.get_submenu().append(Gtk.MenuItem(label="As text"))
    about = Gtk.MenuItem(label="About")
    about.connect("activate", lambda _: ask(window))
    file = Gtk.MenuItem(label="File")
    file.set_submenu(Gtk.Menu())
    for item in (Gtk.MenuItem(label="Save as"), export, about):
        file.get_submenu().append(item)
    bar = Gtk.MenuBar()
    bar.append(file)
    return bar


def tool_bar() -> Gtk.Toolbar:
    """Return a tool bar with a button that has an icon and a tooltip, and no words."""
    icon = Gtk.ToolButton(icon_name="document-print")
    icon.set_tooltip_text("Print the order")
    bar = Gtk.Toolbar()
    bar.insert(icon, -1)
    return bar


def more() -> Gtk.MenuButton:
    """Return a button that opens a popover, which GTK draws inside the window."""
    inside = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
    for control in (Gtk.ModelButton(text="Preferences"), Gtk.Entry(placeholder_text="Search orders")):
        inside.add(control)
    inside.show_all()
    popover = Gtk.Popover()
    popover.add(inside)
    button = Gtk.MenuButton(label="More", popover=popover)
    button.set_halign(Gtk.Align.START)
    return button


def ask(parent: Gtk.Window) -> None:
    """Show a dialog with two buttons."""
    dialog = Gtk.Dialog(title="Confirm refund", transient_for=parent, modal=False)
    dialog.add_buttons("Cancel", Gtk.ResponseType.CANCEL, "Issue refund", Gtk.ResponseType.OK)
    dialog.get_content_area().add(Gtk.Label(label="Pay back 120.00?", margin=24))
    dialog.connect("response", lambda dialog, _: dialog.destroy())
    dialog.show_all()


def main() -> None:
    """Show the form until it is closed."""
    window = Gtk.Window(title="Refund form", default_width=640, default_height=720)
    window.set_wmclass("refund-form", "Refund-form")
    pages = Gtk.Notebook()
    pages.append_page(details(), Gtk.Label(label="Details"))
    pages.append_page(orders(), Gtk.Label(label="Orders"))
    confirm = Gtk.Button(label="Issue refund")
    confirm.connect("clicked", lambda _: ask(window))
    body = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=6)
    body.pack_start(menu_bar(window), False, False, 0)
    body.pack_start(tool_bar(), False, False, 0)
    body.pack_start(more(), False, False, 0)
    body.pack_start(pages, True, True, 0)
    body.pack_start(confirm, False, False, 0)
    window.add(body)
    window.connect("destroy", Gtk.main_quit)
    window.show_all()
    Gtk.main()


if __name__ == "__main__":
    main()
