// An edit that says what it saw, said anew of a guide as it stands: pure functions.
const found = (guide, id) => guide.steps.find((step) => step.id === id) ?? {};
const value = (guide, { step, name }) => found(guide, step).values?.find((each) => each.name === name) ?? {};

const texts = { set_caption: "caption", set_detail: "detail", set_callout: "callout", set_when: "when", set_optional: "optional", set_links: "links", set_step_kind: "kind", set_level: "level", delete_step: "caption", split_step: "caption", duplicate_step: "caption" };

const reads = {
  set_title: (guide) => guide.title,
  set_scope: (guide, { field }) => (field === "inputs" ? guide.inputs.join("\n") : guide[field]),
  set_about: (guide, { field }) => guide[field],
  set_place: (guide) => guide.process,
  set_value: (guide, edit) => value(guide, edit).text,
  set_value_show: (guide, edit) => value(guide, edit).show,
  set_crop: (guide, { step }) => found(guide, step).picture?.crop ?? null,
  set_marks: (guide, { step }) => found(guide, step).picture?.marks ?? [],
  set_picture: (guide, { step }) => found(guide, step).picture?.file ?? null,
  set_moment: (guide, { step }) => found(guide, step).picture?.file ?? null,
  merge_steps: (guide, { step }) => found(guide, step).caption,
  ...Object.fromEntries(Object.entries(texts).map(([kind, field]) => [kind, (guide, { step }) => found(guide, step)[field]])),
};

// What the edit would see in this guide; undefined where it says nothing of what it saw.
export function seenBy(guide, edit) {
  return reads[edit.kind]?.(guide, edit);
}

export function rebased(guide, edit) {
  const before = seenBy(guide, edit);
  if (before === undefined || !("before" in edit)) return edit;
  if (edit.kind === "merge_steps" && edit.before === null) return edit; // as the edits before it leave it
  if (edit.kind === "merge_steps") return { ...edit, before, before_next: found(guide, edit.next).caption ?? edit.before_next };
  if (edit.kind === "set_place") return { ...edit, before, before_stage: guide.stage };
  return { ...edit, before };
}

// A later edit that saw what was foreseen of a call, now that the server has said what came of it.
export function afterwards(edit, foreseen, truth) {
  if (!("before" in edit)) return edit;
  const saw = JSON.stringify(pick(edit)) === JSON.stringify(pick(rebased(foreseen, edit)));
  return saw ? rebased(truth, edit) : edit;
}

function pick({ before, before_next, before_stage }) {
  return [before, before_next, before_stage];
}
