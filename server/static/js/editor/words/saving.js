// Words that save themselves: within a second of typing, on leaving, and before the page goes. Words that could
// not be kept stay in their field.
import { say } from "../../toast.js";
import { fill } from "../../phrases.js";
import { store } from "../store.js";

const IDLE = 450;
const LATEST = 900;
const LIMITS = { title: 1_000 };
const LIMIT = 20_000;
const open = new Set();

// What each field holds in the document, and the edit that puts other words there.
const FIELDS = {
  title: { of: (guide) => guide.title, edit: (_, before, title) => ({ kind: "set_title", before, title }) },
  caption: { of: (_, step) => step?.caption ?? "", edit: (step, before, caption) => ({ kind: "set_caption", step, before, caption }) },
  detail: { of: (_, step) => step?.detail ?? "", edit: (step, before, detail) => ({ kind: "set_detail", step, before, detail }) },
  callout: { of: (_, step) => step?.callout?.text ?? "", edit: calloutEdit },
};

function calloutEdit(id, before, text, kind) {
  const step = store.step(id);
  const seen = before ? { kind, ...step.callout, text: before } : null;
  return { kind: "set_callout", step: id, before: seen, callout: text ? { kind, text } : null };
}

export class Saving {
  constructor(field) {
    this.field = field;
    this.where = FIELDS[field.dataset.field];
  }

  get id() {
    return this.field.closest("[data-step]")?.dataset.step;
  }

  get present() {
    return this.where.of(store.guide, this.id && store.step(this.id));
  }

  get isUnsaved() {
    return this.field.words !== this.shown;
  }

  begin() {
    if (open.has(this)) return;
    open.add(this);
    this.field.dataset.writing = "";
    this.known = this.present;
    this.shown = this.field.words;
  }

  soon() {
    if (!open.has(this)) this.begin();
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.save(), IDLE);
    this.latest ??= setTimeout(() => this.save(), LATEST);
  }

  save() {
    clearTimeout(this.idle);
    clearTimeout(this.latest);
    this.latest = null;
    const { words } = this.field;
    if (words === this.shown || !this.mayBe(words)) return;
    const edit = this.where.edit(this.id, this.known, words, this.field.dataset.callout);
    Object.assign(this, { shown: words, known: words });
    this.waiting = (this.waiting ?? 0) + 1;
    store
      .send([edit])
      .catch((error) => this.refused(error, words))
      .finally(() => ((this.waiting -= 1), this.follow()));
  }

  // What is written here was taken over by another edit.
  forget() {
    clearTimeout(this.idle);
    clearTimeout(this.latest);
    this.latest = null;
    Object.assign(this, { shown: this.field.words, known: this.field.words });
  }

  mayBe(words) {
    const limit = LIMITS[this.field.dataset.field] ?? LIMIT;
    if (words.length > limit) {
      say(fill(phrase("tooLong"), { limit, count: words.length }));
      return false;
    }
    return words !== "" || !["title", "caption"].includes(this.field.dataset.field);
  }

  // Two versions of the same words are laid side by side by the page; what is refused otherwise stays written.
  refused(error, words) {
    if (error.body?.theirs !== undefined) return;
    open.add(this);
    this.field.dataset.writing = "";
    if (this.field.words === words) Object.assign(this, { shown: null, known: this.present });
    say(error.message);
  }

  end() {
    this.save();
    const { words } = this.field;
    if (words !== this.shown && words) return; // refused or too long: it stays as it is written
    open.delete(this);
    delete this.field.dataset.writing;
    if (!words && this.shown) say(phrase("empty"));
    if (!this.field.isShowing(this.present) || !words) this.field.draw(this.field.linesOf(this.present));
    else this.field.draw(this.field.lines);
  }

  // What the document says now is shown, unless something else is just being written here.
  follow() {
    if (this.waiting || (open.has(this) && this.isUnsaved)) return;
    const { present } = this;
    if (present !== this.known || !open.has(this)) if (!this.field.isShowing(present)) this.field.show(present);
    Object.assign(this, { known: present, shown: open.has(this) ? this.field.words : undefined });
  }
}

function phrase(name) {
  return document.getElementById("words-phrases").dataset[name];
}

function saveAll() {
  for (const each of open) each.save();
}

addEventListener("pagehide", saveAll, { capture: true }); // before what waits is sent at parting
document.addEventListener("visibilitychange", saveAll);
