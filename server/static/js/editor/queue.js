// The calls that the server has not answered yet, in their order, kept in this browser so that closing the tab
// loses nothing. Each has a key of its own in the browser's storage, which plain http has as well.
import { continues, joined, keysOf, touched } from "./calls.js";
import { newId } from "./ids.js";

const MOST = 500; // edits in a call
const KEPT = ["id", "edits", "undo", "said", "seen", "around", "at"];

export class Queue {
  constructor(guide) {
    this.prefix = `handrail.call.${guide}.`;
    this.calls = [];
    this.isFull = false;
  }

  get edits() {
    return this.calls.flatMap((call) => call.edits ?? []);
  }

  // The ids of the steps that waiting calls are about.
  get waiting() {
    return this.calls.flatMap(touched);
  }

  // Words written further while the call before them still waits become part of it.
  add(call) {
    const same = this.calls.findLast((each) => each.edits?.some((edit) => keysOf(edit).some((key) => keysOf(call.edits?.[0] ?? {}).includes(key))));
    if (same && !same.sent && continues(same, call)) {
      same.edits = [joined(same.edits[0], call.edits[0])];
      this.keep(same);
      return same;
    }
    this.calls.push(call);
    this.keep(call);
    return call;
  }

  keep(call) {
    const kept = Object.fromEntries(KEPT.map((name) => [name, call[name]]));
    try {
      localStorage.setItem(this.prefix + call.id, JSON.stringify(kept));
      this.isFull = false;
    } catch {
      this.isFull = true; // no room, or forbidden: the call waits in this page alone
    }
  }

  drop(call) {
    this.calls = this.calls.filter((each) => each !== call);
    this.release(call);
  }

  replace(call, next) {
    this.calls = this.calls.map((each) => (each === call ? next : each));
    this.keep(next);
    this.release(call);
  }

  release(call) {
    try {
      localStorage.removeItem(this.prefix + call.id);
    } catch {
      // Nothing was kept.
    }
    if (!this.calls.length) this.isFull = false;
  }

  // The next that may be sent: what waits for a choice holds back only what is about the same.
  next() {
    const blocked = new Set();
    for (const call of this.calls) {
      const keys = (call.edits ?? []).flatMap(keysOf);
      if (!call.problem && !keys.some((key) => blocked.has(key))) return call;
      for (const key of keys) blocked.add(key);
    }
    return null;
  }

  // The calls that were never sent as one; null where there is none, or where one must be chosen about first.
  gather() {
    const rest = this.calls.filter((call) => !call.sent);
    if (!rest.length || rest.some((call) => call.undo || call.problem)) return null;
    const edits = rest.flatMap((call) => call.edits);
    if (rest.length === 1 || edits.length > MOST) return rest[0];
    const [seen, around] = ["seen", "around"].map((name) => Object.assign({}, ...rest.map((call) => call[name]).reverse()));
    const whole = { ...rest[0], edits, seen, around, id: newId(), resolve: (answer) => rest.forEach((call) => call.resolve?.(answer)) };
    this.calls = [...this.calls.filter((call) => call.sent), whole];
    this.keep(whole);
    for (const call of rest) this.release(call);
    return whole;
  }

  // What an earlier page left behind, oldest first; `theirs` are the calls of pages that are still open.
  left(theirs = new Set()) {
    const known = new Set([...theirs, ...this.calls.map((call) => call.id)]);
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
      const kept = keys.map((key) => JSON.parse(localStorage.getItem(key)));
      return kept.filter((call) => call && !known.has(call.id)).sort((one, other) => one.at - other.at);
    } catch {
      return [];
    }
  }

  // They may have been sent before, so that nothing is added to them.
  adopt(calls) {
    this.calls = [...calls.map((call) => ({ ...call, sent: true })), ...this.calls];
  }

  // A page that was put aside for a while learns which of its calls another page has delivered meanwhile.
  forget() {
    try {
      const keys = new Set(Object.keys(localStorage));
      this.calls = this.calls.filter((call) => this.isFull || keys.has(this.prefix + call.id));
    } catch {
      // Nothing was kept, so nobody else had them.
    }
  }
}
