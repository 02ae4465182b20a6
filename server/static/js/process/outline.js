// The stages as one types them: Enter makes the next, the arrows walk, Alt and the arrows move, several pasted lines
// become several stages. A new row is a stage once it has a name.
import { newId } from "../editor/ids.js";
import { dragging } from "./dragging.js";

export class Outline {
  constructor(editor, saving) {
    Object.assign(this, { editor, saving, list: editor.querySelector("[data-outline]") });
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("paste", (event) => this.paste(event));
    this.list.addEventListener("focusout", ({ target }) => this.settle(target.closest(".new")));
    editor.querySelector("[data-add]").addEventListener("click", () => this.add(this.rows.at(-1)));
    dragging(this.list, (row, after) => this.put(row, after));
  }

  get rows() {
    return [...this.list.children];
  }

  key(event) {
    const row = event.target.closest(".row-of-stage");
    const isLine = event.target.matches(".called, .role, [data-grip]");
    if (!row || !isLine || event.isComposing) return;
    const isGrip = event.target.matches("[data-grip]");
    const moves = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (moves && (event.altKey || isGrip)) this.step(row, moves, event.target);
    else if (moves) this.walk(row, moves, event.target);
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.editor.panels.open(row);
    else if (event.key === "Enter" && !isGrip) this.next(row);
    else if (event.key === "Backspace" && row.matches(".new") && !event.target.value) this.leave(row);
    else if (event.key === "Escape" && row.matches(".new")) this.leave(row);
    else return;
    event.preventDefault();
  }

  next(row) {
    if (row.matches(".new") && !this.settle(row)) return;
    this.add(row);
  }

  add(after) {
    const row = this.editor.copy("new-row");
    if (after) after.after(row);
    else this.list.append(row);
    row.querySelector(".called").focus();
    return row;
  }

  leave(row) {
    const before = row.previousElementSibling ?? row.nextElementSibling;
    row.remove();
    (before?.querySelector(".called") ?? this.editor.querySelector("[data-add]")).focus();
  }

  walk(row, by, from) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    other?.querySelector(from.matches(".role") ? ".role" : ".called").focus();
  }

  step(row, by, origin) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other || !row.dataset.stage) return;
    this.put(row, by < 0 ? other.previousElementSibling : other);
    origin.focus();
  }

  // Let the row stand after another, first for null, and say so to the server.
  put(row, after) {
    if (after === row || row.previousElementSibling === after) return;
    if (after) after.after(row);
    else this.list.prepend(row);
    this.saving.send([{ kind: "move_stage", stage: row.dataset.stage, after: this.before(row) }]);
    const name = row.querySelector(".called").value;
    this.editor.tell(this.editor.said.moved.replace("{stage}", name).replace("{number}", this.rows.indexOf(row) + 1));
  }

  // The stage that the row follows; rows that are none yet do not count.
  before(row) {
    let other = row.previousElementSibling;
    while (other && !other.dataset.stage) other = other.previousElementSibling;
    return other?.dataset.stage ?? null;
  }

  // A new row with a name becomes a stage; tell whether it is one.
  settle(row) {
    const name = row?.querySelector(".called").value.trim();
    if (!row || row.dataset.stage || !name) return false;
    const stage = keyOf(name);
    Object.assign(row.dataset, { stage });
    row.id = `stage-${stage}`;
    row.classList.remove("new");
    const role = row.querySelector(".role").value.trim();
    this.saving.send([{ kind: "insert_stage", after: this.before(row), content: { id: stage, name, role } }], { row });
    this.editor.settings.learn(row);
    return true;
  }

  paste(event) {
    const lines = event.clipboardData?.getData("text/plain").split(/\r?\n/).map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])?\s*/, "").trim()).filter(Boolean) ?? [];
    const row = event.target.closest(".row-of-stage");
    if (lines.length < 2 || !event.target.matches(".called")) return;
    event.preventDefault();
    const isNew = row.matches(".new") && !event.target.value;
    let last = row;
    for (const [place, line] of lines.entries()) {
      if (place || !isNew) last = this.add(last);
      last.querySelector(".called").value = line;
      this.settle(last);
    }
  }
}

// A key that reads like the name, in any script, and that nobody else chose.
function keyOf(name) {
  const letters = name.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, "-").replace(/^-|-$/g, "");
  return [[...letters].slice(0, 40).join(""), newId(6)].filter(Boolean).join("-");
}
