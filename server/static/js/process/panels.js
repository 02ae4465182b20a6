// The details of a stage, fetched when somebody opens them; guides and slots in them, and in the process as a whole.
import { finding } from "./finding.js";

export class Panels {
  constructor(editor, saving) {
    Object.assign(this, { editor, saving });
    editor.addEventListener("click", (event) => this.click(event));
    editor.addEventListener("keydown", (event) => this.key(event));
    editor.addEventListener("submit", (event) => event.preventDefault());
    finding(editor, (placed, guide) => this.act([{ kind: "put_guide", guide, stage: placed.dataset.placed || null }]));
  }

  click(event) {
    const button = event.target.closest("a[data-more], button");
    const row = button?.closest(".row-of-stage");
    if (!button) return;
    if (button.matches("[data-more]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.toggle(row);
    } else if (button.dataset.act) this.ofStage(row, button, event);
    else if (button.matches("[data-take]")) this.guide(button, event, (guide, stage) => ({ kind: "take_guide", guide, stage }));
    else if (button.matches("[data-guide-up]")) this.guide(button, event, (guide, stage) => ({ kind: "put_guide", guide, stage, after: this.above(button) }));
    else if (button.matches("[data-drop-slot]")) this.act([{ kind: "delete_slot", slot: button.closest("[data-slot]").dataset.slot }], event);
    else if (button.matches("[data-drop-branch]")) this.dropBranch(button);
  }

  key(event) {
    if (event.key === "Escape" && event.target.closest(".details") && !event.defaultPrevented) {
      const row = event.target.closest(".row-of-stage");
      this.close(row);
      row.querySelector("[data-more]").focus();
    }
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("[data-wanted]")) return;
    event.preventDefault();
    const [field, row] = [event.target, event.target.closest(".row-of-stage")];
    const title = field.value.trim();
    if (!title) return;
    field.value = "";
    const edit = { kind: "insert_slot", stage: row.dataset.stage, content: { title } };
    this.saving.send([edit], { fresh: true, restore: () => (field.value = title) });
  }

  ofStage(row, button, event) {
    event.preventDefault();
    if (button.dataset.act !== "delete") return this.editor.outline.step(row, button.dataset.act === "up" ? -1 : 1, button);
    const next = row.nextElementSibling ?? row.previousElementSibling;
    this.saving.send([{ kind: "delete_stage", stage: row.dataset.stage }], { fresh: true });
    row.remove();
    (next?.querySelector(".called") ?? this.editor.querySelector("[data-add]")).focus();
    this.editor.say(button.dataset.said, { label: this.editor.said.undo, does: () => this.editor.turn("undo") });
  }

  guide(button, event, edit) {
    const placed = button.closest("[data-placed]");
    this.act([edit(button.closest("[data-guide]").dataset.guide, placed.dataset.placed || null)], event);
  }

  above(button) {
    return button.closest("li").previousElementSibling?.previousElementSibling?.dataset.guide ?? null;
  }

  act(edits, event) {
    event?.preventDefault();
    this.saving.send(edits, { fresh: true });
  }

  dropBranch(button) {
    const [row, list] = [button.closest("[data-branch]"), button.closest("[data-type=branches]")];
    row.remove();
    this.editor.settings.now(list);
    list.querySelector("input").focus();
  }

  toggle(row) {
    return row.querySelector(".details") ? this.close(row) : this.open(row);
  }

  close(row) {
    this.editor.settings.flush();
    row.querySelector(".details")?.remove();
    this.mark(row, false);
  }

  async open(row, { focus = true } = {}) {
    if (!row.dataset.stage || row.querySelector(".details")) return row.querySelector(".details textarea")?.focus();
    this.editor.settings.flush();
    await this.saving.run();
    const page = await this.editor.fetchPage(row.dataset.stage);
    const fresh = page?.querySelector(".details");
    if (!fresh) return this.editor.say(this.editor.said.offline);
    this.place(row, fresh);
    if (focus) row.querySelector(".details textarea").focus();
  }

  place(row, fresh) {
    row.querySelector(".details")?.remove();
    row.append(document.adoptNode(fresh));
    this.editor.settings.learn(row);
    this.mark(row, true);
  }

  mark(row, isOpen) {
    row.classList.toggle("open", isOpen);
    row.querySelector("[data-more]")?.setAttribute("aria-expanded", isOpen);
  }
}
