// From one order to another with the fewest moves: those that already follow each other stay where they are.
// Gives [id, the id it goes before, or null for the end], to be done one after the other.
export function moves(present, wanted) {
  const place = new Map(present.map((id, index) => [id, index]));
  const staying = new Set(longestRise(wanted.filter((id) => place.has(id)), place));
  const made = [];
  for (let index = wanted.length - 1; index >= 0; index--) {
    if (!staying.has(wanted[index])) made.push([wanted[index], wanted[index + 1] ?? null]);
  }
  return made;
}

// The longest run of ids whose places rise (patience sorting).
function longestRise(ids, place) {
  const ends = [];
  const before = new Map();
  for (const id of ids) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (place.get(ends[middle]) < place.get(id)) low = middle + 1;
      else high = middle;
    }
    before.set(id, ends[low - 1]);
    ends[low] = id;
  }
  const run = [];
  for (let id = ends.at(-1); id !== undefined; id = before.get(id)) run.push(id);
  return run;
}
