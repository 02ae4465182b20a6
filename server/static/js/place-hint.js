// A place that is suggested for a guide: a click or Y puts it there, and one more takes that back. Without this
// script its form does the same.
import { askName } from "./ask-name.js";
import { fill } from "./phrases.js";

class PlaceHint extends HTMLElement {
  connectedCallback() {
    if (this.listening) return;
    this.listening = true;
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.answer(event.submitter?.value ?? "put");
    });
    if (this.hasAttribute("data-keys")) document.addEventListener("keydown", (event) => this.onKey(event));
  }

  onKey(event) {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.key.toLowerCase() !== "y" || !this.isConnected || !this.form) return;
    event.preventDefault();
    this.answer("put");
  }

  get form() {
    return this.querySelector("form");
  }

  get where() {
    return { process: this.dataset.process, stage: this.dataset.stage ?? null };
  }

  async answer(act) {
    if (act === "put" && this.dataset.fillProcess) return this.fillIn();
    const { put, waits, dismissed } = this.dataset;
    if (act === "dismiss") {
      if (await this.ask("PUT", "/dismissed", { ...this.where, stays: true }))
        this.say(dismissed, () => this.ask("PUT", "/dismissed", { ...this.where, stays: false }));
      return;
    }
    const done = await this.ask("POST", "", this.where);
    if (!done) return;
    this.moveOn(done);
    const words = fill(done.published ? put : waits, { place: done.place });
    this.say(words, () => this.ask("POST", "/undo", { serial: done.serial }));
  }

  // In a form that names the place, the nod fills it in; it is kept with the rest of the form.
  fillIn() {
    const { fillProcess, fillStage } = this.dataset;
    for (const [name, words] of [["process", fillProcess], ["stage", fillStage]]) {
      const field = document.getElementById(name);
      if (!field) continue;
      field.value = words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    document.getElementById("process")?.focus();
    this.hidden = true;
  }

  // What is about to be published knows by its number which draft was looked at: this edit is seen as well.
  moveOn({ since, serial }) {
    if (!serial) return;
    for (const field of document.querySelectorAll("input[name=serial]")) {
      if (Number(field.value) === since) field.value = serial;
    }
    for (const part of document.querySelectorAll("[data-serial]")) {
      if (Number(part.dataset.serial) === since) part.dataset.serial = serial;
    }
  }

  async ask(method, path, body) {
    const answer = await fetch(`/api/guides/${this.dataset.guide}/place${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }).catch(() => null);
    if (answer?.ok) return answer.json();
    const problem = (await answer?.json().catch(() => null)) ?? {};
    if (problem.type === "name-needed" && (await askName())) return this.ask(method, path, body);
    this.complain(problem.detail ?? this.dataset.failed);
    return null;
  }

  complain(words) {
    const line = this.querySelector("[role=alert]") ?? document.createElement("p");
    Object.assign(line, { className: "fine wrong", textContent: words });
    line.setAttribute("role", "alert");
    (this.form ?? this.firstElementChild ?? this).append(line);
  }

  say(words, takeBack) {
    const before = this.form;
    const line = document.createElement("p");
    line.className = "notice hint row apart";
    line.setAttribute("role", "status");
    const undo = Object.assign(document.createElement("button"), {
      type: "button",
      className: "plain",
      textContent: this.dataset.undo,
    });
    undo.addEventListener("click", async () => {
      if (!(await takeBack())) return;
      this.replaceChildren(before);
      this.querySelector("button")?.focus();
    });
    line.append(words, undo);
    this.replaceChildren(line);
    undo.focus({ preventScroll: true });
  }
}

customElements.define("place-hint", PlaceHint);
