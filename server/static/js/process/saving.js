// Brings the calls of the page to the server, in order and one at a time. They are kept in this browser until they
// are answered, so that closing the tab or losing the network loses nothing; one sent twice is made once.
import { newId } from "../editor/ids.js";
import { ask, isNoAnswer } from "../editor/server.js";

const PAUSES = [500, 1000, 2000, 4000, 8000, 15000];
const SHUT = { 401: "ended", 403: "ended", 404: "gone", 410: "gone" };
const MOST = 1000; // edits in a call

export class Saving extends EventTarget {
  constructor(process, call) {
    super();
    Object.assign(this, { address: `/api/processes/${encodeURIComponent(process)}/edits`, call, tries: 0, state: "saved" });
    this.prefix = `handrail.process.${process}.`;
    this.calls = this.left();
    for (const event of ["online", "focus", "pageshow"]) addEventListener(event, () => this.run());
    if (this.calls.length) this.run();
  }

  get waits() {
    return this.calls.length > 0;
  }

  // Edits of one act; `about` is handed back with what becomes of them.
  send(edits, about = {}) {
    const last = this.calls.at(-1);
    if (last && !last.sent && continues(last, edits)) {
      last.edits[0].to = edits[0].to;
      this.keep(last);
      return this.run();
    }
    for (let start = 0; start < edits.length; start += MOST) {
      const call = { id: newId(), edits: edits.slice(start, start + MOST), at: Date.now(), about };
      this.calls.push(call);
      this.keep(call);
    }
    return this.run();
  }

  // One round at a time; who asks in between waits for the one that is under way.
  run() {
    this.running ??= this.round().finally(() => (this.running = null));
    return this.running;
  }

  async round() {
    clearTimeout(this.timer);
    try {
      while (this.calls.length) await this.deliver(this.calls[0]);
      this.tries = 0;
      this.become("saved");
    } catch (error) {
      this.become(SHUT[error.status] ?? "offline");
      this.timer = setTimeout(() => this.run(), PAUSES[Math.min(this.tries++, PAUSES.length - 1)]);
    }
  }

  async deliver(call) {
    this.become("saving");
    call.sent = true;
    try {
      const answer = await ask("POST", `${this.address}?since=${this.call}&guides=false`, { edits: call.edits, call: call.id });
      this.drop(call);
      this.call = answer.call;
      this.tell("saved", { call, answer });
    } catch (error) {
      if (isNoAnswer(error) || error.status in SHUT) throw error;
      this.drop(call); // nothing of it was stored, and never will be
      this.tell(error.body.theirs === undefined ? "refused" : "conflict", { call, problem: error.body });
    }
  }

  // Undo and redo come after all that waits.
  async turn(way) {
    await this.run();
    if (this.waits) return null;
    const answer = await ask("POST", `${this.address}/${way}`, { call: newId() });
    this.call = answer.call;
    return answer;
  }

  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.tell("state", {});
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  keep(call) {
    try {
      localStorage.setItem(this.prefix + call.id, JSON.stringify({ id: call.id, edits: call.edits, at: call.at }));
    } catch {
      // No room, or forbidden: the call waits in this page alone.
    }
  }

  drop(call) {
    this.calls = this.calls.filter((each) => each !== call);
    try {
      localStorage.removeItem(this.prefix + call.id);
    } catch {
      // Nothing was kept.
    }
  }

  left() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
      const kept = keys.map((key) => JSON.parse(localStorage.getItem(key))).filter(Boolean);
      return kept.sort((one, other) => one.at - other.at).map((call) => ({ ...call, sent: true, about: {} }));
    } catch {
      return [];
    }
  }
}

// Whether the same field is written on.
function continues(call, [edit, ...more]) {
  const [before, ...others] = call.edits;
  if (more.length || others.length || !edit.kind.startsWith("set_")) return false;
  return ["kind", "stage", "slot", "field"].every((name) => edit[name] === before[name]);
}
