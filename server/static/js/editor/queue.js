// The calls that the server has not answered yet, in their order, kept in this browser so that closing the tab
// loses nothing. Each call has a key of its own in the browser's storage.
const TEXTS = new Set(["set_title", "set_caption", "set_detail", "set_scope", "set_when", "set_value"]);
const WORDS = { set_title: "title", set_caption: "caption", set_detail: "detail", set_when: "when" };

export class Queue {
  constructor(guide) {
    this.prefix = `handrail.call.${guide}.`;
    this.calls = [];
    this.isFull = false;
  }

  // Words written further while the call before them still waits become part of it.
  add(call) {
    const last = this.calls.at(-1);
    if (last && !last.sent && continues(last, call)) {
      last.edits = [joined(last.edits[0], call.edits[0])];
      this.keep(last);
      return last;
    }
    this.calls.push(call);
    this.keep(call);
    return call;
  }

  keep(call) {
    const { id, edits, said, undo, seen, at } = call;
    try {
      localStorage.setItem(this.prefix + id, JSON.stringify({ id, edits, said, undo, seen, at }));
      this.isFull = false;
    } catch {
      this.isFull = true; // full, or forbidden: the call waits in this page alone
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

  // What an earlier page left behind, oldest first.
  left() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
      const known = new Set(this.calls.map((call) => call.id));
      const calls = keys.map((key) => JSON.parse(localStorage.getItem(key))).filter((call) => !known.has(call.id));
      return calls.sort((one, other) => one.at - other.at);
    } catch {
      return [];
    }
  }

  adopt(calls) {
    this.calls = [...calls, ...this.calls];
  }
}

function continues(last, call) {
  if (last.edits?.length !== 1 || call.edits?.length !== 1) return false;
  const [one, other] = [last.edits[0], call.edits[0]];
  return TEXTS.has(one.kind) && ["kind", "step", "field", "name"].every((name) => one[name] === other[name]);
}

function joined(one, other) {
  return { ...other, before: one.before, [WORDS[other.kind] ?? "text"]: other[WORDS[other.kind] ?? "text"] };
}
