// Lines of words onto the page, as the server draws them, and the place of a letter in them.
import { keysIn } from "./keycaps.js";

const LISTS = { bullets: "ul", numbers: "ol" };

// `field` says that it is drawn to be written in: an empty line, or one that ends in a break, needs a place for
// the caret.
export function drawn(lines, { blocks = false, keys = false, field = false } = {}) {
  const all = document.createDocumentFragment();
  if (!blocks) {
    all.append(...drawnSpans(lines[0]?.spans ?? [], { keys, field }));
    return all;
  }
  let list = null;
  for (const line of lines) {
    const tag = LISTS[line.kind];
    if (!tag) list = null;
    else if (list?.localName !== tag) all.append((list = document.createElement(tag)));
    const element = document.createElement(tag ? "li" : "p");
    element.append(...drawnSpans(line.spans, { field }));
    if (field && !line.spans.length) element.append(document.createElement("br"));
    (list ?? all).append(element);
  }
  return all;
}

export function drawnSpans(spans, { keys = false, field = false } = {}) {
  const nodes = [];
  let link = null;
  for (const span of spans) {
    if (span.link !== (link?.getAttribute("href") ?? null)) link = span.link ? linkTo(span.link) : null;
    if (link && !nodes.includes(link)) nodes.push(link);
    const made = drawnSpan(span, keys);
    if (link) link.append(...made);
    else nodes.push(...made);
  }
  if (field && spans.at(-1)?.text.endsWith("\n")) nodes.push(document.createElement("br"));
  return nodes;
}

function linkTo(address) {
  const link = document.createElement("a");
  link.setAttribute("href", address);
  link.rel = "noopener noreferrer";
  return link;
}

function drawnSpan({ text, bold, code }, alone) {
  const pieces = bold && !code ? keysIn(text, { alone }) : [];
  if (pieces.length) return [wrapped("kbd", pieces.map((each, at) => (at % 2 ? each : wrapped("kbd", [each]))), "keys")];
  let nodes = text.split("\n").flatMap((row, at) => [...(at ? [document.createElement("br")] : []), ...(row ? [row] : [])]);
  if (code) nodes = [wrapped("code", nodes)];
  return bold ? [wrapped("strong", nodes)] : nodes;
}

function wrapped(tag, inside, name) {
  const element = document.createElement(tag);
  element.append(...inside);
  if (name) element.className = name;
  return element;
}

// Where in the page a letter stands: [node, offset]. Between two lines lies one place.
export function pointAt(root, offset, { blocks = false } = {}) {
  const lines = blocks ? [...root.querySelectorAll(":scope > p, li")] : [root];
  let left = offset;
  for (const [number, line] of lines.entries()) {
    const pieces = piecesOf(line);
    const length = pieces.reduce((sum, piece) => sum + (piece.length ?? 1), 0);
    if (left <= length || number === lines.length - 1) return pointIn(line, pieces, left);
    left -= length + 1;
  }
  return [root, 0];
}

function pointIn(line, pieces, offset) {
  let left = offset;
  for (const piece of pieces) {
    const isText = piece.nodeType === Node.TEXT_NODE;
    if (isText && left <= piece.length) return [piece, Math.max(0, left)];
    if (!isText && left <= 0) return [piece.parentNode, indexOf(piece)];
    left -= isText ? piece.length : 1;
  }
  const last = pieces.at(-1);
  if (!last) return [line, 0];
  return last.nodeType === Node.TEXT_NODE ? [last, last.length] : [last.parentNode, indexOf(last) + 1];
}

// The texts and breaks of a line; a last break only holds the place of the caret and is no letter.
function piecesOf(line) {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const pieces = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE || node.localName === "br") pieces.push(node);
  }
  return pieces.at(-1)?.localName === "br" ? pieces.slice(0, -1) : pieces;
}

function indexOf(node) {
  return [...node.parentNode.childNodes].indexOf(node);
}
