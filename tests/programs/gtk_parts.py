"""A GTK 3 program of controls whose accessibility tree lies or says little, for the system's Python."""

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gtk  # noqa: E402  # the version must be asked for first

FOLDERS = (("Inbox", ("Orders", "Returns")), ("Archive", ("2025",)))


def beside(words: str, control: Gtk.Widget) -> Gtk.Box:
    """Return a row of words and a control that nothing ties together but their place."""
    row = Gtk.Box(spacing=12)
    row.pack_start(Gtk.Label(label=words, xalign=0), True, True, 0)
    row.pack_end(control, False, False, 0)
    return row


def icon(name: str, tooltip: str) -> Gtk.Button:
    """Return a button with a picture alone, and a tooltip."""
    button = Gtk.Button.new_from_icon_name(name, Gtk.IconSize.BUTTON)
    button.set_tooltip_text(tooltip)
    return button


def switches() -> Gtk.Widget:
    """Return the page of settings."""
    page = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=10, border_width=12)
    on = Gtk.Switch(active=True)
    page.add(beside("Dark mode", on))
    page.add(beside("Send reports", Gtk.Switch()))
    page.add(beside("Number of copies", Gtk.SpinButton.new_with_range(1, 9, 1)))
    page.add(beside("Nickname", Gtk.Entry(text="ada")))
    words = Gtk.Label(xalign=0)
    words.set_markup('Read the <a href="about:blank">terms of use</a> before you go on')
    page.add(words)
    bar = Gtk.Box(spacing=4)
    bar.add(icon("edit-delete", "Delete the order"))
    bar.add(icon("document-print", "Print"))
    bold = Gtk.ToggleButton(label="Bold", active=True)
    bar.add(bold)
    page.add(bar)
    details = Gtk.Expander(label="More details")
    details.add(Gtk.Label(label="Nothing more"))
    page.add(details)
    page.add(Gtk.Scale.new_with_range(Gtk.Orientation.HORIZONTAL, 0, 10, 1))
    return page


def folders() -> Gtk.Widget:
    """Return a tree and a list with check boxes."""
    tree_rows = Gtk.TreeStore(str)
    for name, inside in FOLDERS:
        parent = tree_rows.append(None, (name,))
        for each in inside:
            tree_rows.append(parent, (each,))
    tree = Gtk.TreeView(model=tree_rows)
    tree.append_column(Gtk.TreeViewColumn("Folder", Gtk.CellRendererText(), text=0))
    tree.expand_row(Gtk.TreePath("0"), False)  # GTK takes no keywords here
    choices = Gtk.ListStore(bool, str)
    for row in ((True, "Invoice"), (False, "Receipt")):
        choices.append(row)
    ticks = Gtk.TreeView(model=choices)
    ticks.get_accessible().set_name("Papers")
    ticks.append_column(Gtk.TreeViewColumn("Print", Gtk.CellRendererToggle(), active=0))
    ticks.append_column(Gtk.TreeViewColumn("Paper", Gtk.CellRendererText(), text=1))
    page = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=12, border_width=12)
    page.add(tree)
    page.add(ticks)
    return page


def menu_bar() -> Gtk.MenuBar:
    """Return a menu bar with menus in menus, and items that are checked or chosen."""
    sort = Gtk.Menu()
    by_name = Gtk.RadioMenuItem.new_with_label([], "By name")
    sort.append(by_name)
    sort.append(Gtk.RadioMenuItem.new_with_label_from_widget(by_name, "By date"))
    view = Gtk.Menu()
    arrange = Gtk.MenuItem(label="Sort")
    arrange.set_submenu(sort)
    view.append(Gtk.CheckMenuItem(label="Status bar", active=True))
    view.append(arrange)
    bar = Gtk.MenuBar()
    for label, menu in (("_Edit", Gtk.Menu()), ("_View", view)):
        item = Gtk.MenuItem(label=label, use_underline=True)
        item.set_submenu(menu)
        bar.append(item)
    bar.get_children()[0].get_submenu().append(Gtk.MenuItem(label="Undo"))
    return bar


def main() -> None:
    """Show it until it is closed."""
    window = Gtk.Window(title="Parts", default_width=420, default_height=520)
    window.set_wmclass("parts", "Parts")
    pages = Gtk.Notebook()
    for page, name in ((switches(), "Settings"), (folders(), "Folders"), (Gtk.Label(label="Empty"), "Last")):
        pages.append_page(page, Gtk.Label(label=name))
    status = Gtk.Statusbar()
    status.push(0, "Ready")
    body = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
    body.pack_start(menu_bar(), False, False, 0)
    body.pack_start(pages, True, True, 0)
    body.pack_start(status, False, False, 0)
    window.add(body)
    window.connect("destroy", Gtk.main_quit)
    window.show_all()
    Gtk.main()


if __name__ == "__main__":
    main()
