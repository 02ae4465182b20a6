// Which way a key leads among steps: 1 on, -1 back, 0 nowhere. Keys that somebody types with, or that a control
// takes for itself, are theirs.
const ON = new Set(["ArrowRight", "PageDown", " ", "Enter"]);
const BACK = new Set(["ArrowLeft", "PageUp"]);
const PRESSES = new Set([" ", "Enter"]);

export function step(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return 0;
  const at = event.target;
  if (at.closest?.("input, textarea, select, [contenteditable], dialog[open].whole")) return 0;
  if (PRESSES.has(event.key) && at.closest?.("a, button, summary")) return 0;
  if (event.key === " " && event.shiftKey) return -1;
  if (ON.has(event.key)) return 1;
  return BACK.has(event.key) ? -1 : 0;
}
