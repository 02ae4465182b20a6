// The guide as this page has it: what the server said last, and one's own waiting calls foreseen upon it.
import { remembered, touched } from "./calls.js";
import { foresee } from "./foresee.js";
import { newId } from "./ids.js";
import { Queue } from "./queue.js";
import { Sync } from "./sync.js";
import { askWho } from "./tabs.js";
import { remember } from "./telling.js";

class Store extends EventTarget {
  begin(document, serial) {
    Object.assign(this, { truth: document, serial, guide: document, undone: [] });
    this.queue = new Queue(document.id);
    this.sync = new Sync(this);
    askWho(document.id, () => this.queue.calls.map((call) => call.id)).then((theirs) => this.adopt(theirs));
    addEventListener("pageshow", (event) => event.persisted && this.comeBack());
  }

  get id() {
    return this.truth.id;
  }

  step(id) {
    return this.guide.steps.find((step) => step.id === id);
  }

  // Shows the edits at once and sends them; the promise is kept when the server has answered.
  send(edits, { said = "" } = {}) {
    this.undone = [];
    const call = { id: newId(), edits, said, at: Date.now(), ...remembered(this.guide, edits) };
    remember(this.id, call.id, said);
    return this.enqueue(call);
  }

  // Whether it can be done without the server.
  mayTurn(what) {
    const last = this.queue.calls.at(-1);
    return what === "redo" ? this.undone.length > 0 : Boolean(last && !last.sent && !last.undo);
  }

  // A call that was never sent is simply put aside; any other is taken back by the server.
  async undo() {
    const last = this.queue.calls.at(-1);
    if (!this.mayTurn("undo")) return this.enqueue({ id: newId(), undo: "undo", at: Date.now() });
    this.drop(last);
    this.undone.push(last);
    return { undone: { said: last.said, edits: last.edits } };
  }

  async redo() {
    const last = this.undone.pop();
    if (!last) return this.enqueue({ id: newId(), undo: "redo", at: Date.now() });
    this.enqueue({ ...last, id: newId(), at: Date.now() });
    return { undone: { said: last.said, edits: last.edits } };
  }

  enqueue(call) {
    const kept = this.queue.add(call);
    this.dispatchEvent(new Event("call"));
    if (!kept.answered) {
      kept.answered = new Promise((resolve, reject) => Object.assign(kept, { resolve, reject }));
      kept.answered.catch(() => {}); // whoever does not wait for it need not mind
    }
    this.recount(touched(call));
    this.sync.run();
    return kept.answered;
  }

  // What an earlier page left behind is shown and sent, before anything else.
  adopt(theirs) {
    const left = this.queue.left(theirs);
    if (!left.length) return;
    this.queue.adopt(left);
    this.recount(left.flatMap(touched));
    this.sync.run();
  }

  comeBack() {
    this.queue.forget();
    this.sync.behind = true;
    this.recount([]);
    this.sync.again();
  }

  // Others have changed something, up to this edit.
  heard(serial) {
    if (serial <= this.serial) return;
    this.sync.behind = true;
    this.sync.run();
  }

  // Another wording of a call that could not be made as it was.
  replace(call, edits) {
    const next = { ...call, id: newId(), edits, sent: false, problem: null };
    this.queue.replace(call, next);
    this.recount([...touched(call), ...touched(next)]);
    this.sync.freshen(touched(call));
    this.sync.again();
  }

  drop(call, error) {
    this.queue.drop(call);
    if (error) call.reject?.(error);
    else call.resolve?.({});
    this.recount(touched(call));
    this.sync.freshen(touched(call));
    this.sync.run();
  }

  // What the server says is taken over; false where something is missing, so that all must be asked for.
  take(changes, own = []) {
    if (changes.serial < this.serial) return true;
    const known = new Map(this.truth.steps.map((step) => [step.id, step]));
    const steps = changes.order.map((id) => changes.steps[id]?.step ?? known.get(id));
    if (steps.includes(undefined)) return false;
    this.truth = { ...this.truth, ...changes.guide, steps };
    this.serial = changes.serial;
    const fresh = Object.fromEntries(Object.entries(changes.steps).map(([id, { html }]) => [id, html]));
    this.recount([...own, ...Object.keys(changes.steps)], fresh);
    return true;
  }

  // The guide anew: the truth with each waiting edit upon it. Tells what may have changed by it.
  recount(ids, fresh = {}) {
    const before = this.guide;
    this.guide = this.queue.edits.reduce(foresee, this.truth);
    const [was, is] = [before, this.guide].map(({ steps }) => steps.map((step) => step.id).join());
    const guide = Object.keys(this.guide).some((name) => name !== "steps" && this.guide[name] !== before[name]);
    const detail = { steps: [...new Set(ids)], order: was !== is, guide, fresh, waiting: new Set(this.queue.waiting) };
    this.dispatchEvent(new CustomEvent("change", { detail }));
  }
}

export const store = new Store();
