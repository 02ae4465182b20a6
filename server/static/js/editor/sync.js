// Brings the waiting calls to the server, in order and one at a time, and asks for what others did in between. What
// goes wrong is sorted here: no answer is waited out, a call that cannot be made is held for a choice.
import { touched } from "./calls.js";
import { foresee } from "./foresee.js";
import { afterwards } from "./rebase.js";
import { ask, isNoAnswer } from "./server.js";
import { settle } from "./settling.js";

const SHORTEST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const SHUT_PAUSE = 8_000;
const SENT_AT_PARTING = 60_000; // as much as browsers send while a page closes
const SHUT = { 401: "ended", 403: "forbidden", 404: "gone" };

export class Sync {
  constructor(store) {
    Object.assign(this, { store, state: "saved", pause: 0, behind: false, stale: new Set() });
    for (const event of ["online", "focus", "pageshow"]) addEventListener(event, () => this.again());
    addEventListener("pagehide", () => this.part());
  }

  get address() {
    return `/api/guides/${this.store.id}`;
  }

  again() {
    this.pause = 0;
    this.run();
  }

  freshen(ids) {
    for (const id of ids) this.stale.add(id);
  }

  async run() {
    if (this.isRunning) return;
    this.isRunning = true;
    clearTimeout(this.timer);
    try {
      while (await this.round());
      this.pause = 0;
      this.become("saved");
    } catch (error) {
      this.wait(error);
    } finally {
      this.isRunning = false;
    }
  }

  async round() {
    const call = this.store.queue.next();
    if (call) await this.deliver(call);
    else if (this.behind || this.stale.size) await this.catchUp();
    else return false;
    return true;
  }

  async deliver(call) {
    this.become("saving");
    call.sent = true;
    try {
      const answer = await ask("POST", this.to(call), call.undo ? { call: call.id } : { edits: call.edits, call: call.id });
      this.answered(call, answer);
    } catch (error) {
      if (isNoAnswer(error) || error.status in SHUT) throw error;
      await this.refused(call, error);
    }
  }

  to(call) {
    return `${this.address}/edits${call.undo ? `/${call.undo}` : ""}?html=1&since=${this.store.serial}`;
  }

  // Later calls saw what was foreseen of this one; where something else came of it, they saw that.
  answered(call, answer) {
    const { store } = this;
    const foreseen = (call.edits ?? []).reduce(foresee, store.truth);
    store.queue.drop(call);
    if (!store.take(answer.changes, touched(call))) this.startAnew();
    for (const later of store.queue.calls) {
      const edits = later.edits?.map((edit) => afterwards(edit, foreseen, store.truth));
      if (edits && JSON.stringify(edits) !== JSON.stringify(later.edits)) {
        later.edits = edits;
        store.queue.keep(later);
      }
    }
    call.resolve?.(answer);
  }

  async refused(call, error) {
    this.behind = true;
    await this.catchUp();
    call.sent = false; // nothing of it was stored
    settle(this.store, call, error);
    this.store.recount(touched(call));
  }

  async catchUp() {
    const steps = [...this.stale].map((id) => `&step=${id}`).join("");
    this.behind = false;
    this.stale.clear();
    const changes = await ask("GET", `${this.address}/changes?html=1&since=${this.store.serial}${steps}`);
    if (this.store.take(changes)) return;
    this.startAnew();
    await this.catchUp();
  }

  startAnew() {
    this.store.serial = 0;
    this.behind = true;
  }

  wait(error) {
    const shut = error.status && SHUT[error.status];
    const next = shut ? SHUT_PAUSE : Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, this.pause * 2));
    this.pause = next;
    this.become(error.body?.type === "name-needed" ? "nameless" : (shut ?? "offline"), error.message);
    this.timer = setTimeout(() => this.run(), next);
  }

  // The page closes: what waits becomes one call, sent without waiting for the answer. It stays kept until one came.
  part() {
    const call = this.state === "offline" ? null : this.store.queue.gather();
    const body = JSON.stringify({ edits: call?.edits, call: call?.id });
    if (!call || body.length > SENT_AT_PARTING) return;
    call.sent = true;
    fetch(this.to(call), { method: "POST", headers: { "Content-Type": "application/json" }, body, keepalive: true }).catch(() => {});
  }

  become(state, why = "") {
    Object.assign(this, { state, why });
    this.store.dispatchEvent(new CustomEvent("state"));
  }
}
