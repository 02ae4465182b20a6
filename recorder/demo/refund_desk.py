"""A small real desktop program to record: a desk where support staff refund orders.

It runs on the system's own Python, which has GTK 3; it imports nothing of Handrail and knows nothing of being
recorded. Nothing in it moves or depends on the day, so that its pictures are the same each time. With
`--announce` it prints a line of JSON whenever what is on the screen has changed: each named control with its
box in desktop pixels, its text unless that is secret, and whether it can be used. So hands can find controls
by name, as eyes would.
"""

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import gi

for library, version in (("Gtk", "3.0"), ("Gdk", "3.0"), ("Atk", "1.0")):
    gi.require_version(library, version)
from gi.repository import Atk, Gdk, GLib, Gtk  # noqa: E402  versions must be chosen before

ANNOUNCE_MILLISECONDS = 40
PIN_DIGITS = 4
CARD = {"valign": Gtk.Align.START}
REASONS = ("Returned goods", "Damaged on arrival", "Goodwill")
STYLE = Path(__file__).with_suffix(".css")


class Order(NamedTuple):
    """An order that can be refunded; all people are made up."""

    number: str
    customer: str
    email: str
    paid: str
    items: tuple[tuple[str, str], ...]
    total: str

    @property
    def line(self) -> str:
        """Return what names the order among others."""
        return f"Order {self.number} · {self.customer} · {self.total} EUR"


ORDERS = (
    Order("4715", "Tomás Brandvik", "tomas@brandvik.example", "Paid 14 November by invoice",
          (("Desk lamp, brass", "119.00"),), "119.00"),
    Order("4711", "Ines Okafor", "ines.okafor@mail.example", "Paid 12 November by card",
          (("Ceramic teapot, 1.2 l", "58.00"), ("Linen tea towels, set of three", "26.50")), "84.50"),
    Order("4708", "Jonas Lindqvale", "jonas@lindqvale.example", "Paid 11 November by card",
          (("Enamel mug, blue", "12.90"), ("Enamel mug, white", "12.90")), "25.80"),
    Order("4702", "Northgale Studios", "office@northgale.example", "Paid 9 November by transfer",
          (("Serving tray, oak, 40 cm", "46.00"), ("Water carafe", "34.00")), "80.00"),
    Order("4698", "Mirela Fontayne", "mirela@fontayne.example", "Paid 8 November by card",
          (("Wool blanket, moss", "89.00"),), "89.00"),
    Order("4691", "Kofi Adderly", "kofi.adderly@mail.example", "Paid 6 November by card",
          (("Storage jar, large", "18.40"), ("Storage jar, small", "13.20")), "31.60"),
)  # fmt: skip


def label(text: str, style: str = "", **properties: Any) -> Gtk.Label:
    """Return a left-aligned label."""
    made = Gtk.Label(label=text, xalign=0, **properties)
    if style:
        made.get_style_context().add_class(style)
    return made


def column(*children: Gtk.Widget, spacing: int = 0, style: str = "", **properties: Any) -> Gtk.Box:
    """Return a box with its children one below the other."""
    made = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=spacing, **properties)
    for child in children:
        made.add(child)
    if style:
        made.get_style_context().add_class(style)
    return made


def row(*children: Gtk.Widget, last: Gtk.Widget | None = None, spacing: int = 12) -> Gtk.Box:
    """Return a box with its children side by side, and `last` at the far end."""
    made = Gtk.Box(spacing=spacing)
    for child in children:
        made.add(child)
    if last is not None:
        made.pack_end(last, expand=False, fill=False, padding=0)
    return made


def button(text: str, action: Any, style: str = "") -> Gtk.Button:
    """Return a button that calls `action` without arguments."""
    made = Gtk.Button(label=text)
    made.connect("clicked", lambda _: action())
    if style:
        made.get_style_context().add_class(style)
    return made


def field(text: str, control: Gtk.Widget) -> Gtk.Box:
    """Return a control below the label that names it."""
    return column(label(text, "field", mnemonic_widget=control), control, spacing=9)


def order_row(order: Order) -> Gtk.ListBoxRow:
    """Return the order as an entry of the list."""
    made = Gtk.ListBoxRow()
    made.add(
        column(
            row(label(f"Order {order.number}", "number"), last=label(f"{order.total} EUR", "amount")),
            label(order.customer, "quiet"),
            spacing=2,
        )
    )
    made.get_accessible().set_name(order.line)
    made.order = order
    return made


class OrderList(Gtk.Box):
    """The orders to choose from, by the name "Orders"."""

    def __init__(self, choose: Any) -> None:
        super().__init__(orientation=Gtk.Orientation.VERTICAL, width_request=310)
        self.get_style_context().add_class("orders")
        self.rows = rows = Gtk.ListBox(activate_on_single_click=True, selection_mode=Gtk.SelectionMode.SINGLE)
        for order in ORDERS:
            rows.add(order_row(order))
        rows.connect("row-activated", lambda _, chosen: choose(chosen.order))
        rows.get_accessible().set_name("Orders")
        self.add(label("Orders", "title"))
        self.pack_start(rows, expand=True, fill=True, padding=0)


def details(order: Order, refund: Any) -> Gtk.Box:
    """Return the page that shows an order."""
    facts = Gtk.Grid(column_spacing=32, row_spacing=10)
    for line, (name, value) in enumerate([("Customer", order.customer), ("E-mail", order.email)]):
        facts.attach(label(name, "quiet"), 0, line, 1, 1)
        facts.attach(label(value), 1, line, 1, 1)
    items = [row(label(name), last=label(price, "amount")) for name, price in order.items]
    return column(
        column(label(f"Order {order.number}", "heading"), label(order.paid, "quiet"), spacing=4),
        facts,
        Gtk.Separator(),
        *items,
        Gtk.Separator(),
        row(label("Total", "number"), last=label(f"{order.total} EUR", "number")),
        row(last=button("Start refund", refund, "suggested-action")),
        spacing=18,
        style="card",
        **CARD,
    )


class RefundForm(Gtk.Box):
    """The form that refunds one order once a reason and a PIN of four digits are there."""

    def __init__(self, order: Order, cancel: Any, issue: Any) -> None:
        super().__init__(orientation=Gtk.Orientation.VERTICAL, spacing=16, **CARD)
        self.get_style_context().add_class("card")
        self.amount = Gtk.Entry(text=order.total)
        self.reason = Gtk.ComboBoxText()
        for reason in ("Choose a reason…", *REASONS):
            self.reason.append_text(reason)
        self.reason.set_active(0)
        self.note = Gtk.Entry()
        self.pin = Gtk.Entry(visibility=False, max_length=PIN_DIGITS, input_purpose=Gtk.InputPurpose.PIN)
        self.notify_customer = Gtk.CheckButton(label="Notify customer", halign=Gtk.Align.START)
        self.issue = button("Issue refund", issue, "suggested-action")
        paid = f"{order.customer} · {order.paid}"
        heading = label(f"Refund order {order.number}", "heading")
        self.add(column(heading, label(paid, "quiet"), spacing=4))
        self.add(field("Amount", self.amount))
        self.add(field("Reason", self.reason))
        self.add(field("Note", self.note))
        self.add(field("PIN", self.pin))
        self.add(self.notify_customer)
        self.add(row(last=row(button("Cancel", cancel), self.issue)))
        self.reason.connect("changed", lambda _: self.check())
        self.pin.connect("changed", lambda _: self.check())
        self.check()

    def check(self) -> None:
        """Allow the refund only when the form is complete."""
        complete = self.reason.get_active() > 0 and self.pin.get_text_length() == PIN_DIGITS
        self.issue.set_sensitive(complete)


def receipt(order: Order, *, notified: bool) -> Gtk.Box:
    """Return the page that says what was done."""
    words = f"{order.total} EUR will be with {order.customer} in three days."
    banner = column(label("Refund issued", "done"), label(words), spacing=4, style="banner")
    banner.get_accessible().set_name("Refund issued")
    told = f"A message went to {order.email}." if notified else "The customer was not notified."
    return column(
        banner,
        column(label(f"Order {order.number}", "heading"), label("Refunded", "quiet"), spacing=4),
        label(told),
        spacing=18,
        style="card",
        **CARD,
    )


class RefundDesk(Gtk.Window):
    """The window: orders at the left, what is done with one of them at the right."""

    def __init__(self) -> None:
        super().__init__(title="Refund desk", default_width=960, default_height=611)
        bar = Gtk.HeaderBar(title="Refund desk", show_close_button=True, has_subtitle=False)
        self.set_titlebar(bar)
        self.set_position(Gtk.WindowPosition.CENTER)
        self.page = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        self.page.get_style_context().add_class("page")
        content = Gtk.Box()
        orders = OrderList(self.show_order)
        content.add(orders)
        content.pack_start(self.page, expand=True, fill=True, padding=0)
        self.add(content)
        self.show(label("Choose an order", "empty", expand=True, halign=Gtk.Align.CENTER))
        self.set_focus(None)
        orders.rows.unselect_all()
        self.connect("destroy", Gtk.main_quit)

    def show(self, page: Gtk.Widget) -> None:
        """Put `page` where the last one was."""
        self.page.foreach(self.page.remove)
        self.page.add(page)
        self.show_all()

    def show_order(self, order: Order) -> None:
        """Show what the order holds."""
        self.show(details(order, lambda: self.show_form(order)))

    def show_form(self, order: Order) -> None:
        """Show the form that refunds the order."""
        form = RefundForm(order, lambda: self.show_order(order), lambda: self.confirm(order, form))
        self.show(form)
        form.reason.grab_focus()

    def confirm(self, order: Order, form: RefundForm) -> None:
        """Ask once more, then refund."""
        dialog = Gtk.MessageDialog(
            transient_for=self,
            modal=True,
            text=f"Refund {form.amount.get_text()} EUR to {order.customer}?",
            secondary_text="A refund cannot be taken back once it is on its way.",
        )
        dialog.add_button("Back", Gtk.ResponseType.CANCEL)
        accept = dialog.add_button("Confirm refund", Gtk.ResponseType.OK)
        accept.get_style_context().add_class("suggested-action")
        accept.get_parent().set_properties(spacing=12, margin=16)
        dialog.set_titlebar(Gtk.HeaderBar(title="Confirm refund", visible=True))
        dialog.set_default_response(Gtk.ResponseType.CANCEL)
        answer = dialog.run()
        dialog.destroy()
        if answer == Gtk.ResponseType.OK:
            self.show(receipt(order, notified=form.notify_customer.get_active()))


def named_controls(widget: Gtk.Widget) -> dict[str, dict[str, Any]]:
    """Return the controls on the screen below `widget`, by name."""
    if not widget.get_mapped():
        return {}
    found = {}
    name = name_of(widget)
    window = widget.get_toplevel().get_window()
    if name and window is not None:
        left, top = window.get_origin()[1:]
        x, y = widget.translate_coordinates(widget.get_toplevel(), 0, 0) or (0, 0)
        size = widget.get_allocation()
        found[name] = {
            "box": [left + x, top + y, size.width, size.height],
            "text": text_of(widget),
            "enabled": widget.is_sensitive(),
        }
    if isinstance(widget, Gtk.Container):
        widget.forall(lambda child: found.update(named_controls(child)))
    return found


def name_of(widget: Gtk.Widget) -> str | None:
    """Return the name of a control as a person would say it: that of its label, or its own."""
    if isinstance(widget, Gtk.Window):
        return widget.get_title()
    if isinstance(widget, Gtk.Label):
        return None
    for named in widget.list_mnemonic_labels():
        return named.get_text()
    return widget.get_accessible().get_name()


def text_of(widget: Gtk.Widget) -> str | None:
    """Return what a field holds, unless it is secret."""
    if isinstance(widget, Gtk.ComboBoxText):
        return widget.get_active_text()
    if isinstance(widget, Gtk.ToggleButton):
        return "on" if widget.get_active() else "off"
    secret = widget.get_accessible().get_role() == Atk.Role.PASSWORD_TEXT
    return widget.get_text() if isinstance(widget, Gtk.Entry) and not secret else None


def announce(last: list[str]) -> bool:
    """Print what is on the screen where it differs from the last time; go on for ever."""
    found: dict[str, Any] = {}
    for window in Gtk.Window.list_toplevels():
        found.update(named_controls(window))
    line = json.dumps(found)
    if line != last[0]:
        last[0] = line
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return True


def set_still() -> None:
    """Turn off whatever moves, and draw text the same way everywhere."""
    settings = Gtk.Settings.get_default()
    settings.set_property("gtk-enable-animations", False)
    settings.set_property("gtk-cursor-blink", False)
    settings.set_property("gtk-xft-dpi", 96 * 1024)
    settings.set_property("gtk-xft-rgba", "none")
    settings.set_property("gtk-xft-hintstyle", "hintslight")


def main() -> None:
    """Open the desk and stay until it is closed."""
    GLib.set_prgname("refund-desk")
    Gdk.set_program_class("refund-desk")
    style = Gtk.CssProvider()
    style.load_from_path(str(STYLE))
    Gtk.StyleContext.add_provider_for_screen(Gdk.Screen.get_default(), style, 600)
    set_still()
    RefundDesk().show_all()
    if "--announce" in sys.argv[1:]:
        GLib.timeout_add(ANNOUNCE_MILLISECONDS, announce, [""])
    Gtk.main()


if __name__ == "__main__":
    main()
