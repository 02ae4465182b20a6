// Takes a step's fresh HTML over part by part: what did not change stays, so that pictures do not blink, and so does
// what is being written. The focus goes back to the control it was on.
import { isTyping } from "../search-box.js";

const sources = new WeakMap(); // what each part looked like when it came, before scripts changed it

export function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  const item = document.importNode(template.content.firstElementChild, true);
  remember(item);
  return item;
}

export function remember(item) {
  for (const part of item.children) sources.set(part, part.outerHTML);
}

export function isWritten(node) {
  const active = document.activeElement;
  return node.matches("[data-writing]") || Boolean(node.querySelector("[data-writing]")) || (node.contains(active) && isTyping(active));
}

export function takeParts(item, fresh) {
  for (const { name, value } of fresh.attributes) if (item.getAttribute(name) !== value && name !== "tabindex") item.setAttribute(name, value);
  const address = addressOf(item);
  const old = new Map([...item.children].map((part) => [nameOf(part), part]));
  const parts = [...fresh.children].map((part) => kept(old.get(nameOf(part)), part));
  const staying = new Set(parts);
  for (const part of [...item.children]) if (!staying.has(part) && !isWritten(part)) part.remove();
  parts.forEach((part, place) => {
    if (item.children[place] !== part) item.insertBefore(part, item.children[place] ?? null);
  });
  if (address && !item.contains(document.activeElement)) item.querySelector(address)?.focus({ preventScroll: true });
}

function kept(old, part) {
  return old && (isWritten(old) || sources.get(old) === sources.get(part)) ? old : part;
}

function nameOf(part) {
  return part.dataset.part ?? `${part.localName}.${part.classList[0] ?? ""}`;
}

function addressOf(item) {
  const active = document.activeElement;
  if (!active || !item.contains(active) || active === item) return null;
  if (active.id) return `#${CSS.escape(active.id)}`;
  for (const name of ["data-do", "data-field", "data-act", "name"]) if (active.hasAttribute(name)) return `[${name}="${active.getAttribute(name)}"]`;
  return active.classList[0] ? `.${active.classList[0]}` : null;
}
