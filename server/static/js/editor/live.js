// Who else is here and what others change, as the server tells it; where the stream does not come through, such as
// behind some proxies, it is asked for. The guide can be edited without either.
import { newId } from "./ids.js";
import { numbers } from "./numbers.js";
import { itemOf } from "./page.js";
import { store } from "./store.js";

const SILENCE = 5_000; // a stream that says nothing for so long at its start is held up by somebody
const ASKING = 3_000;
const AGAIN = 60_000;
const SETTLED = 300;

class Live {
  begin(editor) {
    this.client = newId();
    this.step = null;
    this.present = [];
    editor.addEventListener("focusin", ({ target }) => this.stand(target.closest("li.step")?.dataset.step ?? null));
    store.addEventListener("change", () => this.show());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.close() : this.open()));
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", (event) => event.persisted && this.open());
    if (!document.hidden) this.open();
  }

  get address() {
    return `/api/guides/${store.id}`;
  }

  open() {
    this.close();
    this.events = new EventSource(`${this.address}/live?client=${this.client}`);
    this.silence = setTimeout(() => this.askInstead(), SILENCE);
    this.events.addEventListener("message", ({ data }) => {
      clearTimeout(this.silence);
      this.hear(JSON.parse(data));
    });
    this.events.addEventListener("open", () => this.tell());
    this.events.addEventListener("error", () => this.events?.readyState === EventSource.CLOSED && this.askInstead());
  }

  close() {
    this.events?.close();
    this.events = null;
    for (const timer of [this.silence, this.asking, this.retry]) clearTimeout(timer);
  }

  askInstead() {
    this.close();
    this.ask();
    this.retry = setTimeout(() => this.open(), AGAIN);
  }

  async ask() {
    await this.tell();
    if (!this.events && !document.hidden) this.asking = setTimeout(() => this.ask(), ASKING);
  }

  stand(step) {
    if (step === this.step) return;
    this.step = step;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tell(), SETTLED);
  }

  // Says where one is; a visitor who has given no name yet edits without being seen.
  async tell() {
    try {
      const answer = await this.post({ client: this.client, step: this.step });
      if (answer.ok) this.hear(await answer.json());
      else if (answer.status !== 403) store.sync.again();
    } catch {
      // No answer: the edits tell of it.
    }
  }

  post(body, more = {}) {
    const headers = { "Content-Type": "application/json" };
    return fetch(`${this.address}/presence`, { method: "POST", headers, body: JSON.stringify(body), ...more });
  }

  leave() {
    this.close();
    this.post({ client: this.client, leaves: true }, { keepalive: true }).catch(() => {});
  }

  hear({ serial, present, redacted }) {
    const isAsBefore = this.redacted === undefined || redacted === this.redacted;
    this.redacted = redacted;
    if (isAsBefore) store.heard(serial);
    else this.forget();
    this.present = present.filter((each) => each.client !== this.client);
    this.show();
  }

  // After a redaction what the page holds may be no more: all of it is asked for anew.
  forget() {
    store.sync.startAnew();
    store.sync.again();
  }

  show() {
    const names = new Map();
    for (const { step, name } of this.present) if (step) names.set(step, [...(names.get(step) ?? []), name]);
    for (const item of document.querySelectorAll("li.step[data-here]")) if (!names.has(item.dataset.step)) delete item.dataset.here;
    for (const [step, all] of names) if (itemOf(step)) itemOf(step).dataset.here = [...new Set(all)].join(", ");
    const [first] = this.present;
    const at = first ? store.guide.steps.findIndex((step) => step.id === first.step) : -1;
    const detail = { others: this.present.length, first: first?.name, number: at < 0 ? "" : numbers(store.guide)[at] };
    store.dispatchEvent(new CustomEvent("present", { detail }));
  }
}

export const live = new Live();
