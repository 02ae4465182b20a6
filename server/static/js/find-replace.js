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
    return { find: this.words.value, replace: this.instead.value, whole: this.whole.checked, case: this.sameCase.checked };
  }

  soon(pause = PAUSE) {
    clearTimeout(this.timer);
    this.go.disabled = true;
    this.timer = setTimeout(() => this.look(), pause);
  }

  async look() {
    const { wish } = this;
    this.wrong.textContent = "";
    if (!wish.find.trim()) return this.show([], "");
    const answer = await this.ask("find", wish);
    if (answer && JSON.stringify(wish) === JSON.stringify(this.wish)) this.show(answer.guides ?? [answer], this.dataset.none);
  }

  async ask(act, body) {
    try {
      return await ask("POST", `${this.dataset.address}/${act}`, body);
    } catch (error) {
      this.wrong.textContent = error.message || this.dataset.noAnswer;
      return null;
    }
  }

  get isMany() {
    return this.dataset.address.startsWith("/api/processes/");
  }

  show(guides, none) {
    this.guides = guides;
    const count = guides.reduce((sum, guide) => sum + guide.count, 0);
    const shown = guides.reduce((sum, guide) => sum + guide.places.length, 0);
    this.found.replaceChildren(...guides.filter((guide) => guide.places.length).map((guide) => this.shownGuide(guide)));
    const many = fill(this.isMany ? this.dataset.count : this.dataset.countHere, { count, guides: guides.length });
    this.counted.textContent = !count ? none : shown < count ? fill(this.dataset.more, { count: shown }) : count === 1 ? this.dataset.countOne : many;
    this.sum();
  }

  made(name) {
    return this.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
  }

  shownGuide(guide) {
    const section = this.made("guide");
    section.dataset.guide = guide.guide;
    section.querySelector("b").textContent = guide.title;
    section.querySelector(".tick").hidden = !this.isMany;
    let group = null;
    for (const place of guide.places) {
      if (group?.dataset.text !== place.said) section.append((group = this.shownText(place)));
      group.append(this.shownPlace(place));
    }
    return section;
  }

  shownText({ said }) {
    const group = this.made("text");
    group.dataset.text = group.querySelector("legend").textContent = said;
    return group;
  }

  // Letters are counted as the server counts them, a sign outside of the first plane as one.
  shownPlace({ place, before, after, start, length, after_length: instead }) {
    const label = this.made("place");
    const [was, is] = [[...before], [...after]];
    label.querySelector("input").value = place;
    label.querySelector("[data-lead]").textContent = was.slice(0, start).join("");
    label.querySelector("del").textContent = was.slice(start, start + length).join("");
    label.querySelector("ins").textContent = is.slice(start, start + instead).join("");
    label.querySelector("[data-rest]").textContent = was.slice(start + length).join("");
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

  // The ticked places of each guide, and the edit after which they were found.
  get chosen() {
    const sections = [...this.found.querySelectorAll("section")];
    const chosen = sections.map((section) => {
      const { guide, serial } = this.guides.find((each) => each.guide === section.dataset.guide);
      const places = [...section.querySelectorAll(".find-place input:checked")].map((each) => each.value);
      return [guide, { serial, places }];
    });
    return Object.fromEntries(chosen.filter(([, { places }]) => places.length));
  }

  async replace() {
    if (this.go.disabled) return;
    this.go.disabled = true;
    const { chosen } = this;
    const body = { ...this.wish, call: newId(), ...(this.isMany ? { guides: chosen } : Object.values(chosen)[0]) };
    const answer = await this.ask("replace", body);
    if (!answer) return this.sum();
    const [here] = this.guides;
    this.told(this.isMany ? answer.guides : [{ ...answer, guide: here.guide, title: here.title }]);
  }

  told(guides) {
    this.found.replaceChildren(...guides.map((each) => this.toldOf(each)));
    this.counted.textContent = "";
    this.go.textContent = fill(this.dataset.replace, { count: "" }).trim();
    this.found.focus();
    for (const { guide, serial } of guides) if (serial) this.tell(guide, serial);
  }

  toldOf({ guide, title, problem, replaced }) {
    const line = this.made("result");
    const [said, name, undo] = line.children;
    said.textContent = replaced ? fill(this.dataset.done, { count: replaced }) : this.dataset.untouched;
    name.textContent = title || this.guides.find((each) => each.guide === guide)?.title;
    undo.hidden = !replaced;
    undo.addEventListener("click", () => this.undo(guide, undo));
    if (problem) line.append(` ${problem}`);
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
