// Changes to lines of words: pure functions from lines to lines. Places are letters counted from the start, with
// one between two lines.
import { LOOKS, isAlike, tidy } from "./markup.js";

export function lengthOf(line) {
  return line.spans.reduce((sum, span) => sum + span.text.length, 0);
}

export function textOf(lines) {
  return lines.map((line) => line.spans.map((span) => span.text).join("")).join("\n");
}

// Which line a place is in, and where in it.
export function lineAt(lines, place) {
  let left = place;
  for (const [number, line] of lines.entries()) {
    const length = lengthOf(line);
    if (left <= length || number === lines.length - 1) return { number, line, at: Math.min(left, length), start: place - left };
    left -= length + 1;
  }
  return { number: 0, line: lines[0], at: 0, start: 0 };
}

export function slice(lines, from, to) {
  const parts = [];
  let start = 0;
  for (const line of lines) {
    const length = lengthOf(line);
    if (start <= to && start + length >= from) parts.push({ ...line, spans: sliced(line.spans, from - start, to - start) });
    start += length + 1;
  }
  return parts;
}

function sliced(spans, from, to) {
  let start = 0;
  return tidy(
    spans.map((span) => {
      const part = span.text.slice(Math.max(0, from - start), Math.max(0, to - start));
      start += span.text.length;
      return { ...span, text: part };
    }),
  );
}

// The last line of the first and the first line of the second become one.
export function join(first, second) {
  if (!first.length || !second.length) return [...first, ...second];
  const [end, begin] = [first.at(-1), second[0]];
  const kind = end.spans.length || second.length === 1 ? end.kind : begin.kind;
  return [...first.slice(0, -1), { kind, spans: tidy([...end.spans, ...begin.spans]) }, ...second.slice(1)];
}

export function replace(lines, from, to, middle) {
  const end = textOf(lines).length;
  return join(join(slice(lines, 0, from), middle), slice(lines, to, end));
}

export function insert(lines, from, to, text, look = LOOKS) {
  return replace(lines, from, to, [{ kind: lineAt(lines, from).line.kind, spans: tidy([{ ...look, text }]) }]);
}

// How the next letter looks: as the one before it, but a link ends where it ends.
export function lookAt(lines, place) {
  const { line, at } = lineAt(lines, place);
  const [before] = sliced(line.spans, at - 1, at);
  const [after] = sliced(line.spans, at, at + 1);
  if (!before) return { ...LOOKS, ...(after && { bold: after.bold }) };
  return { bold: before.bold, code: before.code, link: after?.link === before.link ? before.link : null };
}

export function isAll(lines, from, to, look) {
  const spans = slice(lines, from, to).flatMap((line) => line.spans);
  return spans.length > 0 && spans.every((span) => span[look]);
}

export function restyle(lines, from, to, change) {
  const middle = slice(lines, from, to).map((line) => ({ ...line, spans: tidy(line.spans.map((span) => ({ ...span, ...change }))) }));
  return replace(lines, from, to, middle);
}

export function toggle(lines, from, to, look) {
  return restyle(lines, from, to, { [look]: !isAll(lines, from, to, look) });
}

// The whole extent of the link around a place, or the place itself.
export function linkAround(lines, place) {
  const { line, start, at } = lineAt(lines, place);
  let from = 0;
  for (const span of joinedLinks(line.spans)) {
    const to = from + span.length;
    if (span.link && at >= from && at <= to) return { from: start + from, to: start + to, link: span.link };
    from = to;
  }
  return { from: place, to: place, link: null };
}

function joinedLinks(spans) {
  const found = [];
  for (const { link, text } of spans) {
    if (found.length && found.at(-1).link === link) found.at(-1).length += text.length;
    else found.push({ link, length: text.length });
  }
  return found;
}

export function splitLine(lines, from, to) {
  const end = textOf(lines).length;
  const [before, after] = [slice(lines, 0, from), slice(lines, to, end)];
  return [...before, { ...after[0], kind: before.at(-1).kind }, ...after.slice(1)];
}

// Lines become items of a list, or paragraphs again where all are such items.
export function setKind(lines, from, to, kind) {
  const [first, last] = [lineAt(lines, from).number, lineAt(lines, to).number];
  const isSet = lines.slice(first, last + 1).every((line) => line.kind === kind);
  return lines.map((line, at) => (at < first || at > last ? line : { ...line, kind: isSet ? "paragraph" : kind }));
}

export function isSame(one, other) {
  const alike = (a, b) => a.text === b.text && isAlike(a, b);
  return (
    one.length === other.length &&
    one.every((line, at) => {
      const twin = other[at];
      return line.kind === twin.kind && line.spans.length === twin.spans.length && line.spans.every((span, place) => alike(span, twin.spans[place]));
    })
  );
}
