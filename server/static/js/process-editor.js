// The page on which a process is drawn up: an outline of stages with a live map, details where one opens them.
// Everything saves by itself; undo and redo are the server's, so they outlive the page.
import { Outline } from "./process/outline.js";
import { Panels } from "./process/panels.js";
import { Saving } from "./process/saving.js";
import { Settings } from "./process/settings.js";
import { merge, mergeFields, mergeLists } from "./process/merging.js";
import { say } from "./toast.js";

const LOOK = 15_000; // how often others' work is looked for

class ProcessEditor extends HTMLElement {
  connectedCallback() {
    if (this.saving) return;
    this.state = this.querySelector("[data-state]");
    this.said = this.state.dataset;
    this.saving = new Saving(this.dataset.process, Number(this.dataset.call));
    this.settings = new Settings(this, this.saving);
    this.outline = new Outline(this, this.saving);
    this.panels = new Panels(this, this.saving);
    this.saving.addEventListener("state", () => this.showState());
    this.saving.addEventListener("saved", ({ detail }) => this.saved(detail));
    for (const name of ["refused", "conflict"]) this.saving.addEventListener(name, ({ detail }) => this.failed(detail));
    for (const way of ["undo", "redo"]) this.querySelector(`button[data-${way}]`).addEventListener("click", () => this.turn(way));
    addEventListener("keydown", (event) => this.key(event));
    addEventListener("beforeunload", (event) => this.saving.waits && this.saving.state !== "saving" && event.preventDefault());
    this.addEventListener("focusin", ({ target }) => this.follow(target.closest("[data-stage]")));
    setInterval(() => this.look(), LOOK);
    this.showState();
    if (!this.outline.rows.length) this.outline.add(null);
  }

  copy(name) {
    return this.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
  }

  rowOf(stage) {
    return this.outline.rows.find((row) => row.dataset.stage === stage);
  }

  say(words, act) {
    say(words, act);
  }

  // For screen readers alone: what eyes see by the row itself.
  tell(words) {
    this.state.textContent = words;
  }

  showState() {
    const isWriting = this.saving.state === "saved" && this.settings?.waiting.size;
    const state = isWriting ? "saving" : this.saving.state;
    this.state.textContent = this.said[state] ?? "";
    this.state.classList.toggle("waits", !["saved", "saving"].includes(state));
  }

  // The map shows the stage that somebody is at, without moving the page.
  follow(row) {
    const map = this.querySelector("[data-map] .map");
    const stops = map?.querySelectorAll(`a[href$="#stage-${row && CSS.escape(encodeURIComponent(row.dataset.stage))}"]`) ?? [];
    const stop = [...stops].find((each) => each.getBoundingClientRect().width);
    if (!stop) return;
    const [box, frame] = [stop.getBoundingClientRect(), map.getBoundingClientRect()];
    if (box.top >= frame.top && box.bottom <= frame.bottom) return;
    map.scrollTop += box.top + box.height / 2 - frame.top - frame.height / 2;
  }

  key(event) {
    const isTurn = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z";
    const field = document.activeElement?.closest?.("input, textarea");
    if (!isTurn || (field && (this.settings.isDirty(field) || !this.contains(field)))) return; // the browser's own undo of words
    event.preventDefault();
    this.turn(event.shiftKey ? "redo" : "undo");
  }

  async turn(way) {
    this.settings.flush();
    try {
      if (await this.saving.turn(way)) {
        await this.refresh();
        this.tell(way === "undo" ? this.said.undone : this.said.redone);
      }
    } catch (error) {
      this.say(error.body?.detail ?? this.said.offline);
      await this.refresh();
    }
  }

  async saved({ call, answer }) {
    const isTyped = [...this.querySelectorAll("[data-stage]")].some((row) => !row.querySelector("[data-more]"));
    const isOther = call.edits.some((edit) => edit.field === "kind" || edit.field === "branches");
    if (answer.others || isTyped || isOther || call.about.fresh) this.isBehind = true;
    await this.catchUp();
  }

  // Saving never waits for the map: it is asked for when nothing waits, and once however much was saved meanwhile.
  async catchUp() {
    this.isStale = true;
    if (this.isCatchingUp) return;
    this.isCatchingUp = true;
    while (this.isStale && !this.saving.waits) {
      const isBehind = this.isBehind;
      this.isStale = this.isBehind = false;
      if (isBehind) await this.refresh();
      else await this.renew();
    }
    this.isCatchingUp = false;
  }

  // The map, and what is noted of each stage.
  async renew() {
    const answer = await fetch(`${location.pathname}/parts`, { cache: "no-store" }).catch(() => null);
    const parts = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!parts || parts.call < this.saving.call) return;
    this.redraw(parts.map);
    for (const [stage, notes] of Object.entries(parts.notes)) {
      const place = this.rowOf(stage)?.querySelector(".notes");
      if (place) place.innerHTML = notes;
    }
  }

  redraw(html) {
    const map = this.querySelector("[data-map]");
    const top = map.querySelector(".map")?.scrollTop ?? 0;
    map.innerHTML = html;
    if (top) map.querySelector(".map").scrollTop = top;
    this.follow(document.activeElement?.closest("[data-stage]"));
  }

  async failed({ call }) {
    if (call.edits.some((edit) => !edit.kind.startsWith("set_"))) await this.refresh({ dropping: call.about.row });
  }

  // How the process stands now, with the details that are open here. While something waits, its answer comes here.
  async refresh({ dropping } = {}) {
    const page = this.saving.waits ? null : await this.fetchPage();
    if (!page || this.saving.waits) return;
    if (Number(page.querySelector("process-editor").dataset.call) < this.saving.call) return this.refresh({ dropping });
    if (dropping && !page.getElementById(dropping.id)) this.unsettle(dropping);
    merge(this, page);
    for (const row of this.querySelectorAll(".row-of-stage:has(> .details)")) await this.reopen(row);
  }

  // A row that the server took for no stage is one to be written still.
  unsettle(row) {
    delete row.dataset.stage;
    row.removeAttribute("id");
    row.classList.add("new");
  }

  async reopen(part) {
    const row = part.closest(".row-of-stage");
    const page = await this.fetchPage(row.dataset.stage);
    const fresh = page?.querySelector(".details");
    const mine = row.querySelector(".details");
    if (!fresh || !mine || this.saving.waits) return;
    const isAlike = shape(fresh) === shape(mine);
    if (isAlike || mine.contains(document.activeElement)) {
      mergeFields(this, fresh, mine);
      mergeLists(this, fresh, mine);
      if (!isAlike) this.swapKind(mine, fresh);
    } else this.panels.place(row, fresh);
  }

  // The fields of another kind of stage take the place of the old ones; the focus stays where it was.
  swapKind(mine, fresh) {
    const { id } = document.activeElement;
    const [start, end] = [document.activeElement.selectionStart, document.activeElement.selectionEnd];
    const row = mine.closest(".row-of-stage");
    const name = document.activeElement.name;
    this.panels.place(row, fresh);
    const again = (id && document.getElementById(id)) || (name && row.querySelector(`[name="${CSS.escape(name)}"]`));
    again?.focus({ preventScroll: true });
    if (start !== null && start !== undefined && again?.setSelectionRange) again.setSelectionRange(start, end);
  }

  async look() {
    if (document.hidden || this.saving.waits) return;
    const answer = await fetch(`/api/processes/${encodeURIComponent(this.dataset.process)}/edits?limit=1`).catch(() => null);
    const { calls = [] } = (await answer?.json().catch(() => null)) ?? {};
    if (calls.length && calls[0].call !== this.saving.call) await this.refresh();
  }

  async fetchPage(stage) {
    const query = stage ? `?stage=${encodeURIComponent(stage)}` : "";
    const answer = await fetch(location.pathname + query, { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
    return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  }
}

// Which fields there are: a decision has others than work.
function shape(details) {
  return [...details.querySelectorAll("[data-field], [data-branch]")].map((field) => field.dataset.field ?? "branch").join();
}

customElements.define("process-editor", ProcessEditor);
