// One tab stop for the whole list: the step that has the focus, or had it last. Its own controls can be
// reached by Tab, those of all other steps cannot, so that 200 steps do not stand in the way of one.
export class Roving {
  constructor(list) {
    this.list = list;
    list.addEventListener("focusin", (event) => this.settle(event.target.closest("li.step")));
    new MutationObserver((seen) => seen.some(isOfRows) && this.mend()).observe(list, { childList: true, subtree: true });
    this.mend();
  }

  get row() {
    return this.now?.isConnected ? this.now : document.getElementById(this.now?.id) ?? this.list.firstElementChild;
  }

  settle(row) {
    if (!row || row === this.now) return;
    if (this.now) open(this.now, false);
    this.now = row;
    open(row, true);
  }

  // A row that was replaced by a fresh one comes as the server makes it: closed.
  mend() {
    for (const row of this.list.children) if (!row.hasAttribute("tabindex")) row.tabIndex = -1;
    const row = this.row;
    if (!row) return;
    this.now = row;
    open(row, true);
  }

  focus(row, { quiet = false } = {}) {
    if (!row) return;
    if (!row.hasAttribute("tabindex")) row.tabIndex = -1; // it came this moment
    row.focus({ preventScroll: true });
    if (!quiet) row.scrollIntoView({ block: "nearest" });
  }

  go(from, by) {
    const rows = [...this.list.children];
    this.focus(rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(from) + by))]);
  }
}

// Rows that come and go, and parts of a row that were replaced; not what is written inside of them.
function isOfRows({ target }) {
  return target.matches("ol.steps, li.step");
}

// Only what differs is written: the browser looks at the whole page when the focused element's tabindex is.
function open(row, isOpen) {
  const wanted = isOpen ? "0" : "-1";
  for (const each of [row, ...row.querySelectorAll("[data-roving]")]) {
    if (each.getAttribute("tabindex") !== wanted) each.setAttribute("tabindex", wanted);
  }
}
