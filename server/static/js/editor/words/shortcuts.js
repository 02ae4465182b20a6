// What signs of Markdown become as they are typed: `- ` and `1. ` begin a list, `**x**` is bold, `` `x` `` code.
import { insert, lineAt, replace, restyle, slice, textOf } from "./changing.js";

const STARTS = { "-": "bullets", "*": "bullets", "1.": "numbers", "1)": "numbers" };

// The lines and the caret after a sign was typed, or null where it is only a sign.
export function typed(lines, place, sign, { blocks = false } = {}) {
  if (sign === " ") return blocks ? beginList(lines, place) : null;
  if (sign === "*") return closed(lines, place, /\*\*([^*\s](?:[^*]*[^*\s])?)\*$/, "bold");
  return sign === "`" ? closed(lines, place, /`([^`]+)$/, "code") : null;
}

function before(lines, place) {
  const { start } = lineAt(lines, place);
  return textOf(slice(lines, start, place));
}

function beginList(lines, place) {
  const { line, number, start } = lineAt(lines, place);
  const kind = STARTS[before(lines, place)];
  if (!kind || line.kind !== "paragraph") return null;
  const rest = replace(lines, start, place, [{ kind, spans: [] }]);
  return { lines: rest.map((each, at) => (at === number ? { ...each, kind } : each)), place: start };
}

function closed(lines, place, pattern, look) {
  const found = pattern.exec(before(lines, place));
  if (!found) return null;
  const from = place - found[0].length;
  const opening = found[0].indexOf(found[1]);
  const bare = insert(insert(lines, from + opening + found[1].length, place, ""), from, from + opening, "");
  const end = from + found[1].length;
  return { lines: restyle(bare, from, end, { [look]: true }), place: end, after: { [look]: false } };
}
