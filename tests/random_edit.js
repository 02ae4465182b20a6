// One random edit, chosen and made in the editor's page as its parts do: through the store, by what it shows now.
async ({ chance, mark }) => {
  const { store } = await import(document.querySelector("script[src*='editor.js']").src.replace("editor.js", "editor/store.js"));
  const { newId } = await import(document.querySelector("script[src*='editor.js']").src.replace("editor.js", "editor/ids.js"));
  const { steps } = store.guide;
  const pick = (list, at) => list[Math.floor(at * list.length)];
  const [what, where, there] = chance;
  const at = Math.floor(where * steps.length);
  const step = steps[at];
  const next = steps[at + 1];
  const insert = () => ({ kind: "insert_step", after: step?.id ?? null, content: { id: newId(), kind: pick(["action", "note"], there), caption: `New ${mark}` } });
  const kinds = {
    words: () => ({ kind: "set_caption", step: step.id, before: step.caption, caption: `${mark} ${step.caption}`.slice(0, 200) }),
    detail: () => ({ kind: "set_detail", step: step.id, before: step.detail, detail: `Detail ${mark}` }),
    insert,
    move: () => ({ kind: "move_step", step: step.id, after: pick([null, ...steps.map((each) => each.id)].filter((id) => id !== step.id), there) }),
    remove: () => (steps.length > 6 ? { kind: "delete_step", step: step.id, before: step.caption } : insert()),
    merge: () => (next && step.kind === "action" && ["action", "note"].includes(next.kind) && steps.length > 6
      ? { kind: "merge_steps", step: step.id, next: next.id, before: step.caption, before_next: next.caption } : insert()),
    nest: () => (at > 0 && step.kind === "action" && steps[at - 1].kind === "action"
      ? { kind: "set_level", step: step.id, before: step.level, level: step.level ? 0 : 1 } : insert()),
    copy: () => ({ kind: "duplicate_step", step: step.id, before: step.caption, copy: newId() }),
  };
  const names = ["words", "words", "words", "detail", "insert", "move", "move", "remove", "merge", "nest", "copy"];
  const name = step ? pick(names, what) : "insert";
  const edit = kinds[name]();
  store.send([edit]).catch(() => {});
  return edit.kind;
}
