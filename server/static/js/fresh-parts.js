// Takes over what has changed since a page was shown: its parts by name, and in lists only the items that
// differ, so that pictures do not blink and the focus stays where it is.
const sources = new WeakMap();

// Scripts change items (a tab stop, a pencil), so what they looked like when they came is remembered.
export function remember(root) {
  for (const item of root.querySelectorAll("[data-key]")) sources.set(item, item.outerHTML);
}

export function takeOver(root, fresh) {
  remember(fresh);
  const names = [...fresh.querySelectorAll("[data-part]")].map((part) => part.dataset.part);
  for (const part of root.querySelectorAll("[data-part]")) if (!names.includes(part.dataset.part)) part.remove();
  let before = null;
  for (const part of [...fresh.querySelectorAll("[data-part]")]) {
    const present = find(root, part.dataset.part);
    if (present && part.matches("ol")) mergeItems(present, part);
    else if (present && part.outerHTML !== present.outerHTML) replace(present, part);
    else if (!present) before ? before.after(part) : root.prepend(part);
    before = find(root, part.dataset.part);
  }
}

function find(root, name) {
  return root.querySelector(`[data-part="${name}"]`);
}

function replace(present, part) {
  if (present.querySelector("input:focus")) return; // words are being written
  const focused = present.contains(document.activeElement) && document.activeElement.id;
  present.replaceWith(part);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function mergeItems(present, list) {
  const known = new Map([...present.children].map((item) => [item.dataset.key, item]));
  const items = [...list.children].map((item) => {
    const before = known.get(item.dataset.key);
    return before && sources.get(before) === sources.get(item) ? before : item;
  });
  const kept = new Set(items);
  for (const item of [...present.children]) if (!kept.has(item)) item.remove();
  items.forEach((item, place) => {
    if (present.children[place] !== item) present.insertBefore(item, present.children[place] ?? null);
  });
}
