// Finds a guide by words of its title as one types, and puts the chosen one where the field stands.
const PAUSE = 150;

export function finding(editor, put) {
  editor.addEventListener("input", ({ target }) => target.matches("[data-put]") && later(target));
  editor.addEventListener("keydown", (event) => event.target.matches("[data-put]") && key(event, put));
  editor.addEventListener("focusout", ({ target }) => target.matches("[data-put]") && setTimeout(() => close(target), PAUSE));
  editor.addEventListener("pointerdown", (event) => {
    const found = event.target.closest(".found [data-guide]");
    if (!found) return;
    event.preventDefault();
    choose(found.closest(".put").querySelector("input"), found, put);
  });
}

const timers = new WeakMap();

function later(field) {
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => search(field), PAUSE));
}

async function search(field) {
  const words = field.value.trim();
  if (!words) return close(field);
  const answer = await fetch(`/api/search?limit=20&q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } }).catch(() => null);
  const { results = [] } = (await answer?.json().catch(() => null)) ?? {};
  if (words !== field.value.trim()) return;
  const guides = new Map(results.map(({ guide }) => [guide.id, guide.title]));
  show(field, [...guides].slice(0, 8));
}

function show(field, guides) {
  const list = listOf(field);
  list.replaceChildren(...guides.map(([id, title], place) => {
    const line = document.createElement("li");
    Object.assign(line, { textContent: title, dir: "auto", id: `${list.id}-${place}` });
    line.setAttribute("role", "option");
    line.dataset.guide = id;
    return line;
  }));
  if (!guides.length) list.append(field.closest("process-editor").copy("nothing"));
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  mark(field, list.querySelector("[data-guide]"));
}

function key(event, put) {
  const [field, list] = [event.target, listOf(event.target)];
  const lines = [...list.querySelectorAll("[data-guide]")];
  const place = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const by = event.key === "ArrowDown" ? 1 : -1;
    mark(field, lines[(place + by + lines.length) % lines.length]);
  } else if (event.key === "Enter") {
    if (lines[place]) choose(field, lines[place], put);
  } else if (event.key === "Escape" && !list.hidden) close(field);
  else return;
  event.preventDefault();
}

function mark(field, line) {
  for (const each of listOf(field).querySelectorAll("[data-guide]")) each.setAttribute("aria-selected", each === line);
  field.setAttribute("aria-activedescendant", line?.id ?? "");
  line?.scrollIntoView({ block: "nearest" });
}

function choose(field, line, put) {
  field.value = "";
  close(field);
  put(field.closest("[data-placed]"), line.dataset.guide);
}

function close(field) {
  listOf(field).hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function listOf(field) {
  return document.getElementById(field.getAttribute("aria-controls"));
}
