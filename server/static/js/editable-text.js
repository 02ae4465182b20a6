// Words that an editor changes where they stand: Enter or leaving saves, Escape leaves them as they were.
// What cannot be saved stays in the field; words changed by somebody else meanwhile are shown beside one's own.
import { sendEdit, Conflict, freshPage } from "./edits.js";
import { fill } from "./phrases.js";

class EditableText extends HTMLElement {
  connectedCallback() {
    if (this.pencil) return;
    this.shown = this.querySelector(".shown");
    this.pencil = document.getElementById("pencil").content.firstElementChild.cloneNode(true);
    this.pencil.setAttribute("aria-label", this.dataset.label);
    this.pencil.title = this.dataset.label;
    this.state = document.createElement("span");
    this.state.className = "state";
    this.state.setAttribute("role", "status");
    this.append(this.pencil, this.state);
    this.shown.id = `words-${this.dataset.step ?? "title"}`;
    this.closest("h1, h2").setAttribute("aria-labelledby", this.shown.id); // not the pencil's label as well
    this.pencil.addEventListener("click", () => this.open());
    this.shown.addEventListener("click", (event) => {
      if (!event.target.closest("a") && getSelection().isCollapsed) this.open();
    });
  }

  open(words = this.dataset.source) {
    if (this.field) return this.field.focus();
    this.field = document.createElement("textarea");
    this.field.rows = 1;
    this.field.dir = "auto";
    this.field.value = words;
    this.field.setAttribute("aria-label", this.dataset.label);
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.leave());
    this.field.addEventListener("input", () => this.fit());
    this.shown.hidden = this.pencil.hidden = true;
    this.prepend(this.field);
    this.classList.add("open");
    this.say(this.dataset.hint);
    this.fit();
    this.field.focus();
    this.field.setSelectionRange(words.length, words.length);
  }

  fit() {
    if (CSS.supports("field-sizing", "content")) return;
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.save({ back: true });
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close({ back: true });
    }
  }

  leave() {
    if (this.field && !this.saving && !this.conflict) this.save();
  }

  get words() {
    return this.field.value.replace(/\s+/g, " ").trim();
  }

  async save({ back = false, before = this.dataset.source, words = this.words } = {}) {
    if (this.saving) return;
    if (words === before) return this.close({ back });
    if (!words) return this.say(this.dataset.empty, "bad");
    if (words.length > this.dataset.limit) return this.say(fill(this.dataset.long, { limit: this.dataset.limit, count: words.length }), "bad");
    this.saving = true;
    this.field.readOnly = true;
    this.say(this.dataset.saving);
    try {
      await sendEdit(this.dataset, before, words);
      await this.refresh(words);
      this.close({ back });
      this.say(this.dataset.saved, "good");
    } catch (error) {
      if (error instanceof Conflict) this.choose(words, error.theirs);
      else this.say(error.why ? fill(this.dataset.refused, { why: error.why }) : this.dataset.offline, "bad");
    } finally {
      this.saving = false;
      if (this.field) this.field.readOnly = false;
    }
  }

  // The server alone turns Markdown into what is shown, so the new words come from a fresh page.
  async refresh(words) {
    this.dataset.source = words;
    const page = await freshPage().catch(() => null);
    const fresh = page && [...page.querySelectorAll("editable-text")].find((each) => isSame(each, this));
    if (fresh) this.take(fresh);
    else this.shown.textContent = words;
    for (const part of [".trust", "step-contents"]) {
      const [old, latest] = [document.querySelector(part), page?.querySelector(part)];
      if (old && latest) old.replaceWith(document.adoptNode(latest));
    }
  }

  take(fresh) {
    this.dataset.source = fresh.dataset.source;
    this.shown.replaceChildren(...document.adoptNode(fresh.querySelector(".shown")).childNodes);
  }

  choose(yours, theirs) {
    this.say("");
    this.conflict = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
    this.conflict.querySelector("[data-theirs]").textContent = theirs;
    this.conflict.querySelector("[data-yours]").textContent = yours;
    this.conflict.addEventListener("click", (event) => this.keep(event.target.dataset.keep, yours, theirs));
    this.append(this.conflict);
    this.conflict.querySelector("[data-keep=yours]").focus();
  }

  async keep(which, yours, theirs) {
    if (!which) return;
    this.conflict.remove();
    this.conflict = null;
    if (which === "yours") return this.save({ back: true, before: theirs, words: yours });
    await this.refresh(theirs);
    this.close({ back: true });
  }

  close({ back = false } = {}) {
    const field = this.field;
    this.field = null;
    field?.remove();
    this.conflict?.remove();
    this.conflict = null;
    this.classList.remove("open");
    this.shown.hidden = this.pencil.hidden = false;
    this.say("");
    if (back) this.pencil.focus({ preventScroll: true });
  }

  say(words, tone = "") {
    clearTimeout(this.fading);
    this.state.textContent = words;
    this.state.className = `state state-${tone}`;
    if (tone === "good") this.fading = setTimeout(() => this.say(""), 4000);
  }
}

function isSame(one, other) {
  return one.dataset.kind === other.dataset.kind && one.dataset.step === other.dataset.step;
}

addEventListener("beforeunload", (event) => {
  const unsaved = [...document.querySelectorAll("editable-text.open")].some(
    (each) => each.words !== each.dataset.source,
  );
  if (unsaved) event.preventDefault();
});

customElements.define("editable-text", EditableText);
