// Fields that save themselves: while somebody writes after a pause, else at once. Where another changed the same
// meanwhile, both are shown in place; what the server refuses stays in the field with the reason beside it.
import { isSame, read, show, told } from "./fields.js";

const PAUSE = 700;
const known = new WeakMap(); // what the server has, or is about to

export class Settings {
  constructor(editor, saving) {
    Object.assign(this, { editor, saving, waiting: new Map() });
    editor.addEventListener("input", ({ target }) => this.later(fieldOf(target)));
    editor.addEventListener("change", ({ target }) => this.now(fieldOf(target)));
    saving.addEventListener("conflict", ({ detail }) => this.choose(detail.call, detail.problem));
    saving.addEventListener("refused", ({ detail }) => this.refuse(detail.call, detail.problem));
    addEventListener("pagehide", () => this.flush());
    this.learn(editor);
  }

  // Take what stands in the fields as what the server has.
  learn(part) {
    for (const field of part.querySelectorAll("[data-field], [data-slot-field]")) if (!known.has(field)) known.set(field, read(field));
  }

  isDirty(field) {
    return known.has(field) && !isSame(read(field), known.get(field));
  }

  later(field) {
    if (!field || !aboutOf(field)) return;
    clearTimeout(this.waiting.get(field));
    this.waiting.set(field, setTimeout(() => this.now(field), PAUSE));
    this.editor.showState();
  }

  now(field) {
    const about = field && aboutOf(field);
    if (!about) return;
    clearTimeout(this.waiting.get(field));
    this.waiting.delete(field);
    const [before, to] = [known.get(field), read(field)];
    if (isSame(before, to)) return this.editor.showState();
    this.mark(field, "");
    known.set(field, to);
    const edit = { ...about, before, to };
    this.saving.send([edit], { field, edit });
  }

  flush() {
    for (const field of [...this.waiting.keys()]) this.now(field);
  }

  // What others or an undo made of a field; what somebody is writing in it stays.
  take(field, value) {
    if (this.isDirty(field) || this.waiting.has(field)) return;
    known.set(field, value);
    if (!isSame(read(field), value)) show(field, value);
  }

  refuse(call, problem) {
    const [{ before }] = call.edits;
    call.about.restore?.();
    const field = call.about.field ?? this.find(call.edits[0]);
    if (!field) return this.editor.say(problem.detail);
    known.set(field, before);
    this.mark(field, problem.detail);
  }

  choose(call, problem) {
    const edit = call.edits[0];
    const field = this.find(edit);
    if (!field) return this.editor.say(problem.detail);
    known.set(field, problem.theirs);
    const box = this.editor.copy("conflict");
    box.querySelector("[data-theirs]").textContent = told(problem.theirs);
    holder(field).querySelector(".conflict-here")?.remove();
    holder(field).append(box);
    box.addEventListener("click", ({ target }) => {
      const kept = target.dataset.keep;
      if (!kept) return;
      box.remove();
      if (kept === "yours") this.now(field);
      else if (field.dataset.type === "branches") this.editor.reopen(field);
      else show(field, problem.theirs);
      field.focus?.();
    });
  }

  find(edit) {
    const part = edit.stage ? this.editor.rowOf(edit.stage) : edit.slot ? this.editor.querySelector(`[data-slot="${edit.slot}"]`) : this.editor;
    const fields = part?.querySelectorAll(edit.slot ? "[data-slot-field]" : `[data-field="${edit.field}"]`) ?? [];
    return [...fields].find((field) => edit.stage || edit.slot || !field.closest("[data-stage]"));
  }

  mark(field, why) {
    const place = holder(field);
    place.querySelector(":scope > .wrong")?.remove();
    field.toggleAttribute?.("aria-invalid", false);
    if (!why) return;
    const said = document.createElement("p");
    Object.assign(said, { className: "wrong", textContent: why });
    said.setAttribute("role", "alert");
    field.setAttribute("aria-invalid", "true");
    place.append(said);
  }
}

function fieldOf(target) {
  return target.closest?.("[data-slot-field]") ?? target.closest?.("[data-type=branches]") ?? target.closest?.("[data-field]");
}

// What an edit of the field is about; null for a row that has no stage yet.
function aboutOf(field) {
  if (field.dataset.slotField) return { kind: "set_slot", slot: field.closest("[data-slot]").dataset.slot, field: field.dataset.slotField };
  const row = field.closest(".row-of-stage");
  if (!row) return { kind: "set_process", field: field.dataset.field };
  return row.dataset.stage ? { kind: "set_stage", stage: row.dataset.stage, field: field.dataset.field } : null;
}

function holder(field) {
  return field.closest(".field, .stage-line, fieldset, li, header") ?? field.parentElement;
}
