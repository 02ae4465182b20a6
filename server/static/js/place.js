// What this browser remembers of its reader; nothing where storage is forbidden.
export function remember(name, value) {
  try {
    localStorage.setItem(`handrail.${name}`, JSON.stringify(value));
  } catch {
    // Private windows may refuse; the page works without a memory.
  }
}

export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(`handrail.${name}`));
  } catch {
    return null;
  }
}

export function forget(name) {
  try {
    localStorage.removeItem(`handrail.${name}`);
  } catch {
    // As above.
  }
}
