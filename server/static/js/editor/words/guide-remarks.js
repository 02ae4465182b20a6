// The margin's list of what could be better: each remark leads to its step, one click mends it or lets it stand.
// Asked for when nothing else is to be done, after each change that was saved.
import { fill } from "../../phrases.js";
import { say } from "../../toast.js";
import { ask } from "../server.js";
import { store } from "../store.js";

const PAUSE = 700;

class GuideRemarks extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.list = this.querySelector("[data-list]");
    this.address = `/api/guides/${this.dataset.guide}/remarks`;
    this.addEventListener("click", ({ target }) => this.press(target));
    store.addEventListener("state", () => store.sync.state === "saved" && this.soon());
    if (matchMedia("(max-width: 70rem)").matches) this.querySelector("details").open = false;
    this.soon(0);
  }

  soon(pause = PAUSE) {
    clearTimeout(this.timer);
    const idle = globalThis.requestIdleCallback ?? setTimeout;
    this.timer = setTimeout(() => idle(() => this.look()), pause);
  }

  async look() {
    if (store.serial === undefined || store.serial === this.serial) return;
    const answer = await ask("GET", this.address).catch(() => null);
    if (answer) this.show(answer);
  }

  show({ serial, remarks }) {
    this.serial = serial;
    this.remarks = new Map(remarks.map((remark) => [remark.key, remark]));
    const place = [...this.list.children].findIndex((item) => item.contains(document.activeElement));
    const present = new Map([...this.list.children].map((item) => [item.dataset.key, item]));
    const items = remarks.map((remark) => this.filled(present.get(remark.key) ?? this.made(), remark));
    for (const [at, item] of items.entries()) if (this.list.children[at] !== item) this.list.insertBefore(item, this.list.children[at] ?? null);
    while (this.list.children.length > items.length) this.list.lastChild.remove();
    this.count(remarks);
    if (place >= 0 && !this.contains(document.activeElement)) this.focusAt(place);
  }

  count(remarks) {
    const { length } = remarks;
    this.querySelector("[data-nothing]").hidden = length > 0;
    const count = this.querySelector("[data-count]");
    count.textContent = length || "";
    count.classList.toggle("matters", remarks.some((remark) => remark.matters));
    const words = length ? fill(length === 1 ? this.dataset.countOne : this.dataset.count, { count: length }) : this.dataset.none;
    const said = this.querySelector("[data-said]");
    if (said.textContent !== words) said.textContent = words;
  }

  focusAt(place) {
    const item = this.list.children[Math.min(place, this.list.children.length - 1)];
    (item?.querySelector("button") ?? this.querySelector("summary")).focus({ preventScroll: true });
  }

  made() {
    return this.querySelector("template").content.firstElementChild.cloneNode(true);
  }

  filled(item, { key, step, words, matters, mends }) {
    item.dataset.key = key;
    item.classList.toggle("matters", matters);
    const [link, line] = item.querySelectorAll("[data-words]");
    Object.assign(link, { textContent: words, hidden: !step, href: `#step-${step}` });
    Object.assign(line, { textContent: words, hidden: Boolean(step) });
    const [first, ...rest] = item.querySelectorAll("[data-mend]");
    rest.forEach((button) => button.remove());
    first.hidden = !mends.length;
    mends.forEach(({ label }, at) => {
      const button = at ? first.cloneNode(true) : first;
      Object.assign(button, { textContent: label });
      button.dataset.mend = at;
      button.setAttribute("aria-description", words);
      if (at) item.querySelector("[data-stay]").before(button);
    });
    item.querySelector("[data-stay]").setAttribute("aria-description", words);
    return item;
  }

  press(target) {
    const remark = this.remarks?.get(target.closest("li")?.dataset.key);
    if (!remark) return;
    if (target.matches("a")) document.getElementById(`step-${remark.step}`)?.focus({ preventScroll: true });
    else if (target.matches("[data-mend]")) this.mend(remark, remark.mends[target.dataset.mend]);
    else if (target.matches("[data-stay]")) this.let(remark.key, true);
  }

  mend(remark, { edits, opens, values, label }) {
    if (edits.length) store.send(edits, { said: label }).catch((error) => say(error.message));
    if (!opens) return;
    const step = remark.step && document.getElementById(`step-${remark.step}`);
    const detail = { opens, step: remark.step, rule: remark.rule, values };
    (step ?? this).dispatchEvent(new CustomEvent("mend-remark", { bubbles: true, detail }));
  }

  async let(key, stays) {
    const answer = await ask("PUT", `${this.address}/${key}`, { stays }).catch((error) => void say(error.message));
    if (!answer) return;
    this.show(answer);
    if (stays) say(this.dataset.left, { label: this.dataset.undo, does: () => this.let(key, false) });
  }
}

customElements.define("guide-remarks", GuideRemarks);
