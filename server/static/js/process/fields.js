// What a field of the page holds, as the server knows it, and how it is shown again.
const WAY = "to:";

export function read(field) {
  const kind = field.dataset.type;
  if (kind === "flag") return field.checked;
  if (kind === "lines") return field.value.split("\n").map((line) => line.trim()).filter(Boolean);
  if (kind === "then") return field.value === "next" ? null : way(field.value);
  if (kind === "key") return field.value.trim() || null;
  if (kind === "branches") return branches(field);
  return field.value.trim();
}

export function show(field, value) {
  const kind = field.dataset.type;
  if (kind === "flag") field.checked = value;
  else if (kind === "then") field.value = value === null ? "next" : value ? WAY + value : "end";
  else if (kind === "lines") field.value = value.join("\n");
  else if (kind !== "branches") field.value = value ?? "";
}

export function told(value) {
  if (Array.isArray(value)) return value.map((each) => (typeof each === "string" ? each : each.label || "–")).join(" · ");
  return value === null || value === "" ? "–" : String(value);
}

export function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function way(said) {
  return said.startsWith(WAY) ? said.slice(WAY.length) : "";
}

// A row without words that takes no other case is none.
function branches(field) {
  const rows = [...field.querySelectorAll("[data-branch]")];
  const found = rows.map((row) => ({
    label: row.querySelector("input:not([type])").value.trim(),
    to: way(row.querySelector("select").value),
    otherwise: row.querySelector("input[type=radio]").checked,
  }));
  return found.filter((branch) => branch.label || branch.otherwise);
}
