// Everything that is done to steps by buttons, menus and keys: finds out which steps are meant, asks `acts.js`
// which edits that makes, sends them as one call, and puts the focus where the work goes on.
import { fill } from "../phrases.js";
import { hush, say } from "../toast.js";
import { ACTS, insert, moveTo } from "./acts.js";
import { chosen } from "./chosen.js";
import { newId } from "./ids.js";
import { label, saidOfMove } from "./names.js";
import { indexOf, mayNest, placeAbove, placeBelow } from "./places.js";
import { Roving } from "./roving.js";
import { actOfKey } from "./step-keys.js";
import { store } from "./store.js";

const soon = globalThis.requestIdleCallback ?? setTimeout;
const cancelSoon = globalThis.cancelIdleCallback ?? clearTimeout;
const OWN_SHIFT = "a, input, textarea, figure, [contenteditable]"; // there Shift and a click mean something else
const MOVES = new Set(["up", "down", "nest", "outdent", "move-to"]);

class StepActs extends HTMLElement {
  connectedCallback() {
    this.editor = this.closest("guide-editor");
    this.list = this.editor.querySelector("ol.steps");
    this.live = this.querySelector("[data-live]");
    this.roving = new Roving(this.list);
    this.editor.addEventListener("click", (event) => this.click(event));
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.editor.addEventListener("move-steps", (event) => this.move(event.detail.ids, event.detail.after));
    store.addEventListener("call", hush); // an offer to undo is one to undo the last call
    store.addEventListener("change", () => {
      chosen.keep(store.guide.steps);
      this.mark();
    });
    chosen.addEventListener("change", () => this.mark());
    new MutationObserver(() => this.mark()).observe(this.list, { childList: true });
    this.mark();
  }

  // Rows show at once what is chosen; labels, which nobody sees change, follow when there is time.
  mark() {
    for (const row of this.list.children) row.toggleAttribute("data-chosen", chosen.has(row.dataset.step));
    cancelSoon(this.labelling);
    this.labelling = soon(() => label(store.guide, this.list, this.dataset, (id) => chosen.has(id)));
  }

  click(event) {
    const row = event.target.closest("li.step");
    const button = event.target.closest("[data-act]");
    if (row && event.shiftKey && !event.target.closest(OWN_SHIFT)) {
      event.preventDefault();
      getSelection().removeAllRanges();
      return this.reach(row.dataset.step);
    }
    if (event.target.closest("[data-step-grip]")) return this.openMenu(event.target.closest("[data-step-grip]"), row);
    if (!button) return undefined;
    if (button.dataset.act === "insert") return this.openInsert(button, row);
    const menu = button.closest("act-menu");
    if (menu) menu.close();
    const ids = this.meant(button, row, menu);
    return ids && this.run(button.dataset.act, ids, button);
  }

  meant(button, row, menu) {
    if (button.closest("chosen-steps")) return [...chosen.ids];
    if (menu) return menu.id === "step-menu" ? chosen.with(this.about) : [this.about];
    return row && (["merge", "delete", "duplicate"].includes(button.dataset.act) ? chosen.with(row.dataset.step) : [row.dataset.step]);
  }

  key(event) {
    const row = event.target.closest("li.step");
    const onHandle = Boolean(event.target.closest("[data-step-grip]"));
    const onTool = event.target.closest(".step-tools, .insert");
    if (!row || event.defaultPrevented || event.isComposing) return;
    if (event.target !== row && !onHandle && !onTool) return;
    const act = actOfKey(event, onHandle);
    if (!act || (onTool && ["words", "choose"].includes(act))) return; // there these keys press the button
    if (act === "unchoose" && !chosen.ids.size) return;
    if (onHandle && event.key === "Tab" && !mayNest(store.guide.steps, row.dataset.step, act === "nest" ? 1 : -1)) return;
    event.preventDefault();
    event.stopPropagation();
    this.run(act, chosen.with(row.dataset.step), row, row);
  }

  run(act, ids, origin, row = this.rowOf(ids[0])) {
    const id = row?.dataset.step;
    switch (act) {
      case "next": return this.roving.go(row, 1);
      case "previous": return this.roving.go(row, -1);
      case "first": return this.roving.focus(this.list.firstElementChild);
      case "last": return this.roving.focus(this.list.lastElementChild);
      case "words": return this.write(row, { field: "caption" });
      case "callout": return this.write(row, { field: "callout" });
      case "picture": return row.querySelector("[data-picture-focus]")?.focus();
      case "choose": return chosen.toggle(id);
      case "unchoose": return chosen.clear();
      case "choose-all": return chosen.set(store.guide.steps.map((step) => step.id));
      case "reach-next": return this.reachBy(row, 1);
      case "reach-previous": return this.reachBy(row, -1);
      case "menu": return this.openMenu(origin.closest("[data-act=menu]") ?? row.querySelector("[data-act=menu]"), row);
      case "split": return this.act(act, [id]);
      case "insert-action": case "insert-note": case "insert-heading":
        return this.insert(act.replace("insert-", ""), row ? id : null);
      case "insert-picture": case "record-here": case "condition": case "link": case "unlink": case "move-to":
        return this.tell(act, { ids, step: id, after: row ? id : null, place: Number(origin.dataset?.place) }, row);
      default: return this.act(act, ids);
    }
  }

  // Other parts of the editor do these; they hear of them as events.
  tell(act, detail, row) {
    (row ?? this.list).dispatchEvent(new CustomEvent(act, { bubbles: true, detail }));
  }

  act(name, ids) {
    const before = store.guide;
    const outcome = ACTS[name](before, ids.filter((id) => indexOf(before.steps, id) >= 0), newId);
    if (outcome.why) return say(this.dataset[`why${outcome.why[0].toUpperCase()}${outcome.why.slice(1)}`]);
    if (!outcome.edits.length) return undefined;
    return this.send(outcome, name, ids, before);
  }

  insert(kind, after) {
    const caption = this.dataset[`new${kind[0].toUpperCase()}${kind.slice(1)}`];
    return this.send(insert(store.guide, after, kind, caption, newId()), "insert", [after]);
  }

  move(ids, after) {
    const before = store.guide;
    const outcome = moveTo(before, ids, after);
    return outcome.edits?.length ? this.send(outcome, "move-to", ids, before) : undefined;
  }

  async send({ edits, focus, behind, words }, name, ids, before) {
    const isMove = MOVES.has(name);
    if (["merge", "delete"].includes(name)) chosen.clear();
    const said = isMove ? "" : this.said(name, ids, before);
    const sent = store.send(edits, { said });
    if (isMove) this.live.textContent = saidOfMove(before, store.guide, ids, this.dataset);
    else say(said, { label: this.dataset.undo, does: () => store.undo().catch(refused) });
    const isThere = this.settle(focus, words);
    try {
      await sent;
      if (!isThere) this.settle(focus ?? this.rowOf(behind)?.nextElementSibling?.dataset.step, words);
    } catch (error) {
      refused(error);
    }
  }

  said(name, ids, before) {
    if (name === "delete" && ids.length === 1) {
      return fill(this.dataset.didDelete, { words: this.rowOf(ids[0])?.querySelector("h2")?.textContent.trim() ?? "" });
    }
    if (name === "delete") return fill(this.dataset.didDeleteMany, { count: ids.length });
    const own = { merge: "didMerge", split: "didSplit", duplicate: "didDuplicate", insert: "didInsert" }[name];
    if (own) return this.dataset[own];
    return ids.length > 1 && before ? fill(this.dataset.didMany, { count: ids.length }) : this.dataset.didStep;
  }

  // After the page has shown the change: the focus goes on, into the words where there are new ones to write.
  settle(id, words) {
    const row = id && this.rowOf(id);
    if (!row && !this.list.children.length) this.editor.querySelector("#insert-first").focus();
    if (!row) return false;
    this.roving.focus(row);
    if (words) this.write(row, { field: words, select: true });
    return true;
  }

  write(row, detail) {
    row.dispatchEvent(new CustomEvent("edit-words", { bubbles: true, detail }));
  }

  reach(id) {
    const from = this.roving.now?.dataset.step ?? id;
    chosen.reach(store.guide.steps, id, from);
    this.roving.focus(this.rowOf(id), { quiet: true });
  }

  reachBy(row, by) {
    const rows = [...this.list.children];
    const next = rows[rows.indexOf(row) + by];
    if (!next) return;
    chosen.reach(store.guide.steps, next.dataset.step, row.dataset.step);
    this.roving.focus(next);
  }

  openMenu(opener, row) {
    const { steps } = store.guide;
    const id = row.dataset.step;
    const step = store.step(id);
    const ids = chosen.with(id);
    this.about = id;
    document.getElementById("step-menu").open(opener, {
      up: { disabled: placeAbove(steps, ids) === undefined },
      down: { disabled: placeBelow(steps, ids) === undefined },
      nest: { disabled: !ids.some((each) => mayNest(steps, each, 1)) },
      outdent: { disabled: !ids.some((each) => mayNest(steps, each, -1)) },
      optional: { checked: step.optional, hidden: step.kind !== "action" },
      condition: { hidden: step.kind !== "action" },
      ...Object.fromEntries(["action", "note", "heading"].map((kind) => [kind, { hidden: step.kind === kind || step.kind === "result" }])),
    });
  }

  openInsert(opener, row) {
    this.about = row?.dataset.step ?? null;
    document.getElementById("insert-menu").open(opener);
  }

  rowOf(id) {
    return document.getElementById(`step-${id}`);
  }
}

function refused(error) {
  if (error.message) say(error.message);
}

customElements.define("step-acts", StepActs);
