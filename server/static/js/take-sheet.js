// The sheet of a take by keyboard: arrows go from step to step, T takes the new one, K keeps, Ctrl+Enter saves. The
// radio buttons are the page's own, so Tab, arrows between choices and Space work as everywhere; J and K never clash
// with typing, for there is nothing to type in here.
class TakeSheet extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => this.key(event));
    const hasKeys = matchMedia("(hover: hover) and (min-width: 36.01rem)").matches;
    if (hasKeys && document.activeElement === document.body) this.stand(this.rows[0], { preventScroll: true });
  }

  get rows() {
    return [...this.querySelectorAll(".pair")].filter((row) => row.querySelector("input"));
  }

  stand(row, how) {
    row?.querySelector("input:checked, input")?.focus(how);
    row?.querySelector("input:checked")?.focus(how);
  }

  key(event) {
    if (event.isComposing || event.altKey || event.shiftKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return this.save(event);
    if (event.ctrlKey || event.metaKey) return;
    const rows = this.rows;
    const place = rows.indexOf(event.target.closest(".pair"));
    const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) return this.go(event, rows[Math.max(0, Math.min(rows.length - 1, to))]);
    const wanted = { t: "take", k: "keep", w: "words" }[event.key.toLowerCase()];
    if (wanted && place >= 0) this.choose(event, rows[place].querySelector(`input[value=${wanted}]`));
  }

  go(event, row) {
    event.preventDefault();
    this.stand(row);
    row?.scrollIntoView({ block: "nearest" });
  }

  choose(event, input) {
    if (!input) return;
    event.preventDefault();
    input.checked = true;
    input.focus();
  }

  save(event) {
    event.preventDefault();
    this.querySelector("form").requestSubmit(this.querySelector(".go"));
  }
}

customElements.define("take-sheet", TakeSheet);
