// What becomes of a call that the server could not make. What nobody needs to decide is decided here: a step that
// both deleted is deleted, a neighbour that is gone is replaced by the one before it, steps that no longer follow each
// other stay two. The rest waits for a choice.
import { wordsOf } from "./calls.js";
import { newId } from "./ids.js";
import { seenBy } from "./rebase.js";

const MOOT = new Set(["delete_step", "move_step", "set_level", "merge_steps", "duplicate_step"]);

export function settle(store, call, error) {
  if (call.undo) return void store.drop(call, error);
  const here = new Set(store.truth.steps.map((step) => step.id));
  const made = new Set(call.edits.filter((edit) => edit.content || edit.copy).map((edit) => edit.content?.id ?? edit.copy));
  const isGone = (id) => id && !here.has(id) && !made.has(id);
  if (call.edits.some((edit) => isGone(edit.after))) return renew(store, call, call.edits.map((edit) => beside(edit, call, isGone)));
  const isUsed = (edit) => edit.kind === "insert_step" && here.has(edit.content.id);
  if (call.edits.some(isUsed) && !("theirs" in error.body)) return renew(store, call, call.edits.map((edit) => (isUsed(edit) ? anew(edit) : edit)));
  const rest = call.edits.filter((edit) => !isMoot(edit, isGone));
  if (rest.length < call.edits.length) return renew(store, call, rest, error);
  const at = Math.max(0, call.edits.findIndex((edit) => isIn(edit, error.body, store, isGone)));
  const edit = call.edits[at];
  const isKnown = isGone(edit.step) || "theirs" in error.body;
  if (!isKnown && !call.edits.some(wordsOf)) return void store.drop(call, error); // it no longer fits, and nothing is lost
  const kind = isGone(edit.step) ? "deleted" : "theirs" in error.body ? "conflict" : "refused";
  call.problem = { kind, at, why: error.message, theirs: error.body.theirs };
}

function renew(store, call, edits, error) {
  const isAsWished = call.edits.every((edit) => edit.kind === "delete_step");
  if (edits.length) store.replace(call, edits);
  else store.drop(call, isAsWished ? undefined : error);
}

// Two brought the same step back with different words: then there are two.
function anew(edit) {
  return { ...edit, content: { ...edit.content, id: newId() } };
}

// Whatever was put after a step that is gone goes after the one that stood before that.
function beside(edit, call, isGone) {
  if (!isGone(edit.after)) return edit;
  return { ...edit, after: (call.around?.[edit.after] ?? []).find((id) => !isGone(id)) ?? null };
}

function isMoot(edit, isGone) {
  const isLost = isGone(edit.step) || isGone(edit.next);
  return isLost && (MOOT.has(edit.kind) || !wordsOf(edit));
}

function isIn(edit, body, store, isGone) {
  if (isGone(edit.step)) return true;
  if (body.kind && body.kind !== edit.kind) return false;
  if (body.step && body.step !== edit.step) return false;
  return !("theirs" in body) || JSON.stringify(seenBy(store.truth, edit)) !== JSON.stringify(edit.before);
}
