// The page's words as lines, whatever a browser or another program made of them: only bold, code, links and lists
// are taken over.
import { lengthOf } from "./changing.js";
import { LOOKS, isSafe, tidy } from "./markup.js";

const BLOCKS = new Set(
  ("address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hr li main nav ol p pre section table tbody tfoot thead tr ul caption summary").split(" "),
);
const SILENT = new Set(
  ("script style template noscript head title meta link object embed iframe svg math img picture video audio canvas " +
    "input button select textarea del w:sdtpr xml").split(" "),
);
const MONO = /font-family\s*:[^;]*(?:courier|consolas|monospace|menlo)/i;
const CODE = new Set(["code", "tt", "samp", "kbd", "pre"]);

// `foreign` says that the words come from elsewhere: spaces count as on any page, and breaks are lines. `whole`
// keeps every break, for counting letters.
export function read(root, { blocks = false, foreign = false, whole = false } = {}) {
  const lines = [];
  const write = { line: null, blocks, foreign };
  const open = (kind) => lines.push((write.line = { kind, spans: [] }));
  const say = (text, look) => {
    if (!write.line) open("paragraph");
    write.line.spans.push({ ...look, text });
  };
  walk(root, { ...LOOKS }, null, { write, open, say, foreign, whole });
  if (!lines.length) open("paragraph");
  return lines.map(({ kind, spans }) => ({ kind, spans: tidy(whole ? spans : withoutLastBreak(spans)) }));
}

function walk(parent, look, list, reader) {
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) readText(node, look, list, reader);
    else if (node.nodeType === Node.ELEMENT_NODE && !isSilent(node, reader.foreign)) readElement(node, look, list, reader);
  }
}

function readText(node, look, list, reader) {
  let text = node.data;
  if (reader.foreign) {
    text = text.replace(/[\u200b\ufeff\xad]/g, "");
    const isKept = node.parentElement?.closest("pre") !== null;
    text = isKept ? text.replace(/\r\n?/g, "\n") : text.replace(/[\s\xa0]+/g, " ");
    if (!reader.write.line && !text.trim()) return;
  }
  if (text) reader.say(text, look);
}

function readElement(node, look, list, reader) {
  const tag = node.localName;
  if (tag === "br") return reader.say("\n", { ...look, isBreak: true });
  if (tag === "td" || tag === "th") return readCell(node, look, list, reader);
  const within = looked(node, look, reader.foreign);
  if (!BLOCKS.has(tag)) return walk(node, within, list, reader);
  const inside = { ul: "bullets", ol: "numbers" }[tag] ?? list;
  const kind = tag === "li" ? (list ?? "bullets") : wordItem(node, reader.foreign);
  reader.write.line = null;
  if (kind) reader.open(kind);
  else if (!reader.foreign && tag === "p") reader.open("paragraph");
  const first = kind && reader.foreign ? firstBlock(node) : null;
  if (first) walk(first, looked(first, within, true), inside, reader); // an item's own paragraph is no new line
  walkFrom(first ? first.nextSibling : node.firstChild, within, inside, reader);
  reader.write.line = null;
}

function firstBlock(item) {
  const first = item.firstElementChild;
  const isFirst = first && ![...item.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() && node.compareDocumentPosition(first) & 4);
  return isFirst && BLOCKS.has(first.localName) && !["ul", "ol", "table"].includes(first.localName) ? first : null;
}

// Word writes an item of a list as a paragraph whose mark is a span of its own.
function wordItem(node, foreign) {
  if (!foreign || !/mso-list\s*:\s*(?!none|Ignore)/i.test(styleOf(node))) return null;
  const mark = [...node.querySelectorAll("[data-style]")].find((each) => isMark(each));
  return /[0-9a-z][.)]/i.test(mark?.textContent ?? "") ? "numbers" : "bullets";
}

function isMark(node) {
  return /mso-list\s*:\s*Ignore/i.test(styleOf(node));
}

function walkFrom(node, look, list, reader) {
  for (let each = node; each; each = each.nextSibling) {
    if (each.nodeType === Node.TEXT_NODE) readText(each, look, list, reader);
    else if (each.nodeType === Node.ELEMENT_NODE && !isSilent(each, reader.foreign)) readElement(each, look, list, reader);
  }
}

// Cells of a row stand on one line, parted by a dot.
function readCell(node, look, list, reader) {
  const cell = tidy(read(node, { foreign: true }).flatMap((line, at) => [...(at ? [{ ...LOOKS, text: " " }] : []), ...line.spans]));
  if (!cell.some((span) => span.text.trim())) return;
  if (reader.write.line?.spans.length) reader.say(" · ", look);
  const { bold } = looked(node, look, true);
  cell.forEach((span) => reader.say(span.text, { ...span, bold: span.bold || bold }));
}

function isSilent(node, foreign) {
  const tag = node.localName;
  if (SILENT.has(tag) || tag.startsWith("o:") || tag.startsWith("v:")) return foreign || tag !== "del";
  if (!foreign) return false;
  const gone = /display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(?:comment|field-begin)|mso-list\s*:\s*Ignore/i;
  return node.hidden || /\bMsoComment/i.test(node.className) || gone.test(styleOf(node));
}

function looked(node, look, foreign) {
  const tag = node.localName;
  const now = { ...look };
  const weight = /(?:^|[;\s])font-weight\s*:\s*(\w+)/i.exec(styleOf(node))?.[1].toLowerCase();
  if (tag === "strong" || tag === "b" || (tag === "kbd" && node.classList.contains("keys")) || isHeavy(weight)) now.bold = true;
  else if (/^h[1-6]$/.test(tag) && foreign) now.bold = true;
  if (weight === "normal" || (weight && Number(weight) < 600)) now.bold = false; // Google Docs wraps all in <b> like this
  if ((CODE.has(tag) && !node.closest(".keys")) || (foreign && MONO.test(styleOf(node)))) now.code = true;
  const address = tag === "a" ? node.getAttribute("href")?.trim() : null;
  if (address && isSafe(asAddress(address))) now.link = asAddress(address);
  return now;
}

function styleOf(node) {
  return node.getAttribute("data-style") ?? node.getAttribute("style") ?? "";
}

function isHeavy(weight) {
  return weight === "bold" || weight === "bolder" || Number(weight) >= 600;
}

// What Markdown cannot hold in an address is written as the web does.
export function asAddress(address) {
  return address.replace(/[()\s\\<>"]/gu, (sign) => ({ "(": "%28", ")": "%29" })[sign] ?? encodeURIComponent(sign));
}

function withoutLastBreak(spans) {
  return spans.at(-1)?.isBreak ? spans.slice(0, -1) : spans;
}

// How many letters stand before a point of the page; between two lines is one. The break that holds an empty line
// open is none, but in the line of the point itself a last break stands before it.
export function offsetOf(root, node, at, options) {
  const range = document.createRange();
  range.setStart(root, 0);
  range.setEnd(node, at);
  const before = range.cloneContents();
  const [ended, whole] = [read(before, options), read(before, { ...options, whole: true })];
  const lengths = [...ended.slice(0, -1), whole.at(-1)].map(lengthOf);
  const here = lengthOf(read(root, options)[lengths.length - 1] ?? { spans: [] });
  return lengths.slice(0, -1).reduce((sum, length) => sum + length + 1, 0) + Math.min(lengths.at(-1), here);
}
