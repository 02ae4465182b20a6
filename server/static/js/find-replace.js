// Find and replace: looks while one types, shows each place before and after, replaces what is ticked, and says for
// each guide what came of it. Undoing is one click a guide.
import { ask } from "./editor/server.js";
import { newId } from "./editor/ids.js";
import { fill } from "./phrases.js";

const PAUSE = 180;

class FindReplace extends HTMLElement {
  connectedCallback() {
    if (this.dialog) return;
    const at = (selector) => this.querySelector(selector);
    this.dialog = at("dialog");
    Object.assign(this, { words: at("#find-words"), instead: at("#find-instead"), whole: at("#find-whole"), sameCase: at("#find-case") });
    Object.assign(this, { found: at("[data-found]"), counted: at("[data-counted]"), go: at("[data-replace]"), wrong: at("[data-wrong]") });
    for (const input of [this.words, this.instead, this.whole, this.sameCase]) input.addEventListener("input", () => this.soon());
    this.found.addEventListener("change", ({ target }) => this.tick(target));
    this.go.addEventListener("click", () => this.replace());
    this.querySelector("[data-close]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("click", ({ target }) => target.closest?.("[data-open-find]") && this.open());
    document.addEventListener("keydown", (event) => this.hotkey(event));
  }

  hotkey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "h") return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    this.open(getSelection().toString().trim());
  }

  open(words = "") {
    document.activeElement?.blur(); // what is being written is kept first
    if (words && words.length < 200 && !words.includes("\n")) this.words.value = words;
    this.dialog.showModal();
    this.words.focus();
    this.words.select();
    this.soon(0);
  }

  key(event) {
    if (event.key !== "Enter" || event.target.type !== "text") return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) this.replace();
    else if (event.target === this.words) this.instead.focus();
    else this.go.focus();
  }

  get wish() {
    return { words: this.words.value, instead: this.instead.value, whole_words: this.whole.checked, match_case: this.sameCase.checked };
  }

  soon(pause = PAUSE) {
    clearTimeout(this.timer);
    this.go.disabled = true;
    this.timer = setTimeout(() => this.look(), pause);
  }

  async look() {
    const { wish } = this;
    this.wrong.textContent = "";
    if (!wish.words.trim()) return this.show({ guides: [], count: 0, more: false }, "");
    const answer = await this.ask("find", wish);
    if (answer && JSON.stringify(wish) === JSON.stringify(this.wish)) this.show(answer, this.dataset.none);
  }

  async ask(act, body) {
    try {
      return await ask("POST", `${this.dataset.address}/${act}`, body);
    } catch (error) {
      this.wrong.textContent = error.message || this.dataset.noAnswer;
      return null;
    }
  }

  show({ guides, more, count }, none) {
    this.guides = guides;
    this.isMany = this.dataset.address.startsWith("/api/processes/");
    this.found.replaceChildren(...guides.map((guide, at) => this.shownGuide(guide, at)));
    const many = fill(this.isMany ? this.dataset.count : this.dataset.countHere, { count, guides: guides.length });
    this.counted.textContent = !count ? none : more ? fill(this.dataset.more, { count }) : count === 1 ? this.dataset.countOne : many;
    this.sum();
  }

  made(name) {
    return this.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
  }

  shownGuide(guide, at) {
    const section = this.made("guide");
    section.dataset.at = at;
    section.querySelector("b").textContent = guide.title;
    section.querySelector(".tick").hidden = !this.isMany;
    section.append(...guide.texts.map((text, number) => this.shownText(text, number)));
    return section;
  }

  shownText(text, at) {
    const group = this.made("text");
    group.dataset.at = at;
    group.querySelector("legend").textContent = text.said;
    group.append(...text.places.map((place) => this.shownPlace(place)));
    return group;
  }

  shownPlace({ lead, found, instead, rest }) {
    const label = this.made("place");
    label.querySelector("[data-lead]").textContent = lead;
    label.querySelector("del").textContent = found;
    label.querySelector("ins").textContent = instead;
    label.querySelector("[data-rest]").textContent = rest;
    return label;
  }

  tick(target) {
    const section = target.closest("section");
    const places = [...section.querySelectorAll(".find-place input")];
    if (target.matches("[data-all]")) for (const each of places) each.checked = target.checked;
    const all = section.querySelector("[data-all]");
    all.checked = places.some((each) => each.checked);
    all.indeterminate = all.checked && places.some((each) => !each.checked);
    this.sum();
  }

  sum() {
    const count = this.found.querySelectorAll(".find-place input:checked").length;
    this.go.textContent = fill(this.dataset.replace, { count });
    this.go.disabled = count === 0;
  }

  // The ticked places, text by text: what each said when it was shown travels with it.
  chosen(section) {
    return [...section.querySelectorAll("fieldset")].flatMap((group) => {
      const { step, field, name, before } = this.guides[section.dataset.at].texts[group.dataset.at];
      const numbers = [...group.querySelectorAll(".find-place input")].flatMap((each, number) => (each.checked ? [number] : []));
      return numbers.length ? [{ step, field, name, before, numbers }] : [];
    });
  }

  async replace() {
    if (this.go.disabled) return;
    this.go.disabled = true;
    const sections = [...this.found.querySelectorAll("section")].map((section) => ({ guide: this.guides[section.dataset.at], texts: this.chosen(section) }));
    const wanted = sections.filter(({ texts }) => texts.length);
    const body = { ...this.wish, call: newId() };
    if (this.isMany) body.guides = wanted.map(({ guide, texts }) => ({ guide: guide.guide, texts }));
    else body.texts = wanted.flatMap(({ texts }) => texts);
    const answer = await this.ask("replace", body);
    if (!answer) return this.sum();
    this.told(answer.guides, wanted);
  }

  told(guides, wanted) {
    const counts = new Map(wanted.map(({ guide, texts }) => [guide.guide, { title: guide.title, count: texts.reduce((sum, text) => sum + text.numbers.length, 0) }]));
    this.found.replaceChildren(...guides.map((each) => this.toldOf(each, counts.get(each.guide))));
    this.counted.textContent = "";
    this.go.textContent = fill(this.dataset.replace, { count: "" }).trim();
    this.found.focus();
    for (const { guide, serial } of guides) if (serial) this.tell(guide, serial);
  }

  toldOf({ guide, problem, replaced }, { title, count }) {
    const line = this.made("result");
    const [said, name, undo] = line.children;
    said.textContent = replaced ? fill(this.dataset.done, { count }) : this.dataset.untouched;
    name.textContent = title;
    undo.hidden = !replaced;
    undo.addEventListener("click", () => this.undo(guide, undo));
    if (problem) line.append(` ${problem.detail}`);
    return line;
  }

  async undo(guide, button) {
    button.disabled = true;
    try {
      const answer = await ask("POST", `/api/guides/${guide}/edits/undo`, { call: newId() });
      button.textContent = this.dataset.undone;
      this.tell(guide, answer.serial);
    } catch (error) {
      this.wrong.textContent = error.message || this.dataset.noAnswer;
      button.disabled = false;
    }
  }

  tell(guide, serial) {
    document.dispatchEvent(new CustomEvent("words-replaced", { detail: { guide, serial } }));
  }
}

customElements.define("find-replace", FindReplace);
