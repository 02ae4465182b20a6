// The trim sheet by keyboard: arrows move, X drops or puts back, M merges with the next, Enter edits the words,
// Z takes back. Keys act only while a step has the focus. Every act is one of the page's own forms, sent without
// leaving the place.
import { remember, takeOver } from "./fresh-parts.js";
import { isTyping } from "./search-box.js";
import { sendForm } from "./sent-form.js";
import { say } from "./toast.js";

class TrimSheet extends HTMLElement {
  connectedCallback() {
    remember(this);
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("submit", (event) => this.submitted(event));
    this.addEventListener("focusin", (event) => this.stand(event.target.closest(".take")));
    this.makeStops();
    const hasKeys = matchMedia("(hover: hover) and (min-width: 36.01rem)").matches;
    if (hasKeys && !location.hash && document.activeElement === document.body) this.items[0]?.focus({ preventScroll: true });
  }

  get items() {
    return [...this.querySelectorAll(".take")];
  }

  makeStops() {
    const items = this.items;
    const at = items.find((item) => item.dataset.key === this.at) ?? items[0];
    for (const item of items) {
      item.tabIndex = item === at ? 0 : -1;
      item.classList.toggle("at", item === at);
    }
  }

  stand(item) {
    if (!item || item.dataset.key === this.at) return;
    this.at = item.dataset.key;
    this.makeStops();
  }

  key(event) {
    const item = event.target.closest(".take");
    if (event.isComposing || isTyping(event.target) || event.altKey || event.metaKey) return;
    if (event.key.toLowerCase() === "z" && !event.shiftKey) return this.act(event, this.querySelector("form.undo"), item);
    if (!item || event.ctrlKey || event.shiftKey) return;
    const to = this.towards(event.key, item);
    if (to) {
      event.preventDefault();
      to.focus();
    } else if (event.key === "Enter" && event.target === item) this.edit(event, item);
    else if (event.key === "x" || event.key === "Delete") this.act(event, item.querySelector("[data-act=drop]"), item, { on: true });
    else if (event.key === "m") this.act(event, item.querySelector("[data-act=merge]"), item, { missing: this.dataset.alone });
  }

  towards(key, item) {
    const items = this.items;
    const place = items.indexOf(item);
    const row = items.filter((each) => each.offsetTop === items[0].offsetTop).length;
    const ways = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row };
    if (key === "Home") return items[0];
    if (key === "End") return items.at(-1);
    return key in ways ? items[Math.max(0, Math.min(items.length - 1, place + ways[key]))] : null;
  }

  edit(event, item) {
    event.preventDefault();
    item.querySelector("editable-text")?.open();
  }

  act(event, form, item, { on = false, missing = "" } = {}) {
    event.preventDefault();
    if (form && !form.querySelector("button").disabled) this.send(form, form.querySelector("button"), item, on);
    else if (missing || form) say(missing || this.dataset.nothing);
  }

  submitted(event) {
    event.preventDefault();
    this.send(event.target, event.submitter, event.target.closest(".take"), false);
  }

  // One act after the other: the words that each saw are those that the one before it left.
  async send(form, button, item, on) {
    if (this.sending) return;
    this.sending = true;
    const place = this.items.indexOf(item);
    const focused = document.activeElement;
    const pressed = focused !== item && item?.contains(focused) ? focused.id : "";
    try {
      const page = await sendForm(form, button);
      takeOver(this, page.querySelector("trim-sheet"));
      this.focusAfter(item, place, on, pressed);
    } catch (error) {
      say(error.isRefused ? error.message : this.dataset.offline);
    } finally {
      this.sending = false;
    }
  }

  // What was acted on keeps the focus; after dropping by key it goes on to the next that is not dropped.
  focusAfter(item, place, on, pressed) {
    if (place < 0) return this.makeStops();
    const items = this.items;
    const same = items.find((each) => each.dataset.key === item.dataset.key) ?? items[Math.min(place, items.length - 1)];
    const next = on && same?.matches(".off") && items.slice(items.indexOf(same)).find((each) => !each.matches(".off"));
    const to = next || same;
    this.at = to?.dataset.key;
    this.makeStops();
    (document.getElementById(pressed || "-") ?? to)?.focus({ preventScroll: !next });
  }
}

customElements.define("trim-sheet", TrimSheet);
