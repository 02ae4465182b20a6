// What was written in one field, to take back and make again while it is being written.
const PAUSE = 1000;
const LONGEST = 5000;
const MOST = 200;

export class History {
  constructor() {
    this.clear();
  }

  clear() {
    this.past = [];
    this.future = [];
    this.kind = null;
  }

  // Letters typed in one go are taken back in one go.
  keep(state, kind) {
    const now = Date.now();
    const goesOn = kind && kind === this.kind && now - this.at < PAUSE && now - this.begun < LONGEST;
    Object.assign(this, { kind, at: now });
    if (goesOn) return;
    this.begun = now;
    this.past.push(state);
    if (this.past.length > MOST) this.past.shift();
    this.future = [];
  }

  back(present) {
    return this.turn(this.past, this.future, present);
  }

  forth(present) {
    return this.turn(this.future, this.past, present);
  }

  turn(from, to, present) {
    const state = from.pop();
    if (!state) return null;
    to.push(present);
    this.kind = null;
    return state;
  }
}
