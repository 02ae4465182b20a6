// The steps that are chosen to be acted on together. One for the page; it tells of each change.
import { indexOf } from "./places.js";

class Chosen extends EventTarget {
  ids = new Set();
  anchor = null;

  has(id) {
    return this.ids.has(id);
  }

  // What an act on this step means: all that is chosen if it is among it, else this step alone.
  with(id) {
    return this.ids.has(id) ? [...this.ids] : [id];
  }

  toggle(id) {
    if (!this.ids.delete(id)) this.ids.add(id);
    this.anchor = id;
    this.tell();
  }

  // From the step where choosing began to this one, whatever lies between.
  reach(steps, id, from = id) {
    this.anchor = steps.some((step) => step.id === this.anchor) && this.ids.size ? this.anchor : from;
    const ends = [indexOf(steps, this.anchor), indexOf(steps, id)].sort((one, other) => one - other);
    this.ids = new Set(steps.slice(ends[0], ends[1] + 1).map((step) => step.id));
    this.tell();
  }

  set(ids) {
    this.ids = new Set(ids);
    this.anchor = ids[0] ?? null;
    this.tell();
  }

  clear() {
    if (this.ids.size) this.set([]);
  }

  // In the guide's order, without what is gone meanwhile.
  keep(steps) {
    const left = steps.map((step) => step.id).filter((id) => this.ids.has(id));
    if (left.length !== this.ids.size) this.set(left);
    else this.ids = new Set(left);
  }

  tell() {
    this.dispatchEvent(new Event("change"));
  }
}

export const chosen = new Chosen();
