// The guide as this page has it: what the server said last, and one's own waiting calls foreseen upon it. Calls
// are sent in order, one at a time; what others change is asked for in between.
import { foresee, stepsOf } from "./foresee.js";
import { newId } from "./ids.js";
import { Queue } from "./queue.js";
import { ask, Problem } from "./server.js";

const LONGEST_PAUSE = 15_000;

class Store extends EventTarget {
  begin(document, serial) {
    Object.assign(this, { truth: document, serial, guide: document });
    this.queue = new Queue(document.id);
    this.state = "saved";
    this.pause = 0;
    this.adopt();
    addEventListener("online", () => this.again());
  }

  get id() {
    return this.truth.id;
  }

  step(id) {
    return this.guide.steps.find((step) => step.id === id);
  }

  adopt() {
    const left = this.queue.left();
    if (!left.length) return;
    this.queue.adopt(left);
    this.recount(left.flatMap((call) => (call.edits ?? []).flatMap(stepsOf)));
    this.run();
  }

  // Shows the edits at once and sends them; the promise is kept when the server has answered.
  send(edits, { said = "" } = {}) {
    return this.enqueue({ id: newId(), edits, said, at: Date.now() }, edits.flatMap(stepsOf));
  }

  // A call that was not sent yet is simply forgotten; any other is taken back by the server.
  undo() {
    return this.enqueue({ id: newId(), undo: "undo", at: Date.now() }, []);
  }

  redo() {
    return this.enqueue({ id: newId(), undo: "redo", at: Date.now() }, []);
  }

  enqueue(call, touched) {
    const kept = this.queue.add(call);
    if (!kept.answered) {
      kept.answered = new Promise((resolve, reject) => Object.assign(kept, { resolve, reject }));
      kept.answered.catch(() => {}); // whoever does not wait for it need not mind
    }
    this.recount(touched);
    this.run();
    return kept.answered;
  }

  // The guide anew: the truth with each waiting call upon it. Tells what may have changed by it.
  recount(steps, { fresh = {} } = {}) {
    const before = this.guide;
    this.guide = this.queue.calls.flatMap((call) => call.edits ?? []).reduce(foresee, this.truth);
    const ids = (guide) => guide.steps.map((step) => step.id).join();
    const order = ids(before) !== ids(this.guide);
    const guide = Object.keys(this.guide).some((name) => name !== "steps" && this.guide[name] !== before[name]);
    const waiting = new Set(this.queue.calls.flatMap((call) => (call.edits ?? []).flatMap(stepsOf)));
    this.dispatchEvent(new CustomEvent("change", { detail: { steps: [...new Set(steps)], order, guide, fresh, waiting } }));
  }

  again() {
    clearTimeout(this.timer);
    this.pause = 0;
    this.run();
  }

  // One question at a time: first one's own calls, then what others did.
  async run() {
    if (this.isRunning) return;
    this.isRunning = true;
    clearTimeout(this.timer);
    try {
      while (this.queue.calls.length || this.behind) await this.round();
      this.become("saved");
    } catch (error) {
      this.failed(error);
    } finally {
      this.isRunning = false;
    }
  }

  async round() {
    const [call] = this.queue.calls;
    if (call) this.become("saving");
    if (call) await this.deliver(call);
    else await this.catchUp();
    this.pause = 0;
  }

  async deliver(call) {
    call.sent = true;
    const address = `/api/guides/${this.id}/edits${call.undo ? `/${call.undo}` : ""}?html=1&since=${this.serial}`;
    const answer = await ask("POST", address, call.undo ? { call: call.id } : { edits: call.edits, call: call.id });
    this.queue.drop(call);
    this.take(answer.changes, (call.edits ?? []).flatMap(stepsOf));
    call.resolve?.(answer);
  }

  async catchUp() {
    this.behind = false;
    this.take(await ask("GET", `/api/guides/${this.id}/changes?html=1&since=${this.serial}`));
  }

  take(changes, own = []) {
    if (changes.serial < this.serial) return;
    const known = new Map(this.truth.steps.map((step) => [step.id, step]));
    const steps = changes.order.map((id) => changes.steps[id]?.step ?? known.get(id));
    if (steps.includes(undefined)) return void (this.serial = 0, this.behind = true); // start anew
    this.truth = { ...this.truth, ...changes.guide, steps };
    this.serial = changes.serial;
    const fresh = Object.fromEntries(Object.entries(changes.steps).map(([id, { html }]) => [id, html]));
    this.recount([...own, ...Object.keys(changes.steps)], { fresh });
  }

  failed(error) {
    const isNoAnswer = !(error instanceof Problem) || error.status === 0 || error.status >= 500;
    const [call] = this.queue.calls;
    if (call && !isNoAnswer) {
      this.queue.drop(call);
      call.reject?.(error);
      this.behind = true;
      this.recount((call.edits ?? []).flatMap(stepsOf));
    }
    this.become(isNoAnswer ? "offline" : "refused", error.message);
    this.pause = isNoAnswer ? Math.min(LONGEST_PAUSE, Math.max(500, this.pause * 2)) : 0;
    this.timer = setTimeout(() => this.run(), this.pause);
  }

  become(state, why = "") {
    Object.assign(this, { state, why });
    this.dispatchEvent(new CustomEvent("state"));
  }
}

export const store = new Store();
