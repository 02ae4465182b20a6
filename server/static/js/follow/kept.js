// The one record of a guide in this browser: every tab and window reads and writes it here.
import { forget, recall, remember } from "../place.js";
import { held, KEPT, NOTHING } from "./record.js";

export class Kept {
  constructor(guide, changed) {
    this.name = `follow.${guide}`;
    this.record = held(recall(this.name), Date.now());
    addEventListener("storage", (event) => {
      if (event.key && event.key !== `handrail.${this.name}`) return;
      this.record = recall(this.name);
      changed();
    });
    // A page that stood open since yesterday starts afresh, too.
    const look = () => {
      if (!this.record || Date.now() - this.record.at < KEPT) return;
      this.drop();
      changed();
    };
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
  }

  // What is kept; also where the browser keeps nothing, this page does.
  get now() {
    return this.record ?? NOTHING;
  }

  get began() {
    return this.record !== null;
  }

  write(record) {
    this.record = record;
    remember(this.name, record);
  }

  drop() {
    this.record = null;
    forget(this.name);
  }
}
