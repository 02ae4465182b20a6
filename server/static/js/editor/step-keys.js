// Which act a key means while a step has the focus. Letters count only there, where nobody is writing.
const PLAIN = {
  ArrowDown: "next", j: "next", ArrowUp: "previous", k: "previous", Home: "first", End: "last",
  Enter: "words", m: "merge", s: "split", x: "delete", Delete: "delete", Backspace: "delete", d: "duplicate",
  "]": "nest", "[": "outdent", n: "insert-note", h: "insert-heading", c: "callout", p: "picture",
  " ": "choose", Escape: "unchoose", ContextMenu: "menu",
};
const WITH = {
  "Alt+ArrowUp": "up", "Alt+ArrowDown": "down", "Shift+ArrowUp": "reach-previous",
  "Shift+ArrowDown": "reach-next", "Shift+F10": "menu", "Ctrl+a": "choose-all",
};
const HANDLE = { Tab: "nest", "Shift+Tab": "outdent" };

// Layouts that need AltGr or Shift for a bracket say the bracket itself, so modifiers do not count for it.
export function actOfKey(event, onHandle = false) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === "]" || key === "[") return PLAIN[key];
  const held = [(event.ctrlKey || event.metaKey) && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift"];
  const name = [...held.filter(Boolean), key].join("+");
  if (onHandle && HANDLE[name]) return HANDLE[name];
  return held.some(Boolean) ? WITH[name] : PLAIN[key];
}
