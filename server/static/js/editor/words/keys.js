// The keys of a field: what they make of its words, and where they lead from it.
import { store } from "../store.js";
import { after, before, leave, toDetail, toNext } from "./way.js";
import { lookAt, textOf } from "./changing.js";

const WITH_CTRL = { b: "bold", e: "code", k: "link" };
const LISTS = { Digit7: "numbers", Digit8: "bullets" };

export function onKey(field, event) {
  if (event.isComposing || event.keyCode === 229) return;
  const act = withCtrl(field, event) ?? bare(field, event);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function withCtrl(field, event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return () => takeBack(field, event.shiftKey);
  if (key === "y") return () => takeBack(field, true);
  if (event.key === "Enter") return () => toNext(field);
  if (event.shiftKey && LISTS[event.code]) return () => field.format(LISTS[event.code]);
  if (!event.shiftKey && WITH_CTRL[key]) return () => field.format(WITH_CTRL[key]);
  return null;
}

// What was written here is taken back first, then whatever was done to the guide before.
function takeBack(field, forth) {
  if (field.undo(forth)) return;
  field.saving.save();
  (forth ? store.redo() : store.undo()).catch(() => {});
}

function bare(field, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const name = field.dataset.field;
  if (event.key === "Escape") return () => leave(field);
  if (event.key === "Enter" && field.isOneLine) return () => (name === "caption" ? toDetail(field) : toNext(field));
  if (event.key === "Enter" && name === "detail" && !field.words) return () => toNext(field);
  if (event.key === "Backspace" && name === "detail" && !field.words) return () => before(field);
  if (event.shiftKey) return null;
  if (event.key === "ArrowDown" && isAtEdge(field, "bottom")) return after(field, { peek: true }) && (() => after(field));
  if (event.key === "ArrowUp" && isAtEdge(field, "top")) return before(field, { peek: true }) && (() => before(field));
  if (event.key === "ArrowRight") return outOf(field);
  return null;
}

// At the end of code or bold words the arrow leads out of them, so that what follows is plain.
function outOf(field) {
  const { from, to } = field.selected;
  const { lines } = field;
  const look = lookAt(lines, from);
  const isEnd = from === to && from === textOf(lines).length;
  if (!isEnd || field.next || !(look.code || look.bold)) return null;
  return () => (field.next = { bold: false, code: false });
}

function isAtEdge(field, edge) {
  const selection = getSelection();
  if (!selection.isCollapsed || !selection.rangeCount) return false;
  const [caret] = selection.getRangeAt(0).getClientRects();
  if (!caret) return true;
  const box = field.getBoundingClientRect();
  return Math.abs(box[edge] - caret[edge]) < caret.height * 0.8;
}
