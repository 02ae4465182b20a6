// Lines of words from what another program put on the clipboard: its HTML, Markdown, or plain text.
import { LOOKS, read as readMarkdown } from "./markup.js";
import { read } from "./reading.js";

const MOST_HTML = 6_000_000; // letters; what is longer is read as plain text
const MARKDOWN = /\*\*\S(?:[^*\n]*\S)?\*\*|`[^`\n]+`|\[[^\]\n]+\]\((?:https?:|mailto:|#|\/)[^)\s]+\)|^\s{0,3}(?:[-*+]|[0-9]{1,3}[.)])\s+\S|^#{1,6}\s+\S/m;

export function linesFrom(data) {
  const [html, text] = [data.getData("text/html"), data.getData("text/plain")];
  const isCode = data.types.includes("vscode-editor-data");
  if (html && html.length < MOST_HTML && !isCode) return linesOfHtml(html);
  return linesOfText(text);
}

export function linesOfHtml(html) {
  const page = new DOMParser().parseFromString(inert(html), "text/html"); // runs nothing and fetches nothing
  return read(page.body, { blocks: true, foreign: true })
    .flatMap(rows)
    .filter((line) => line.spans.some((span) => span.text.trim()));
}

// Styles say which words are bold; under their own name the pages' policy would complain of each.
function inert(html) {
  return html
    .replace(/<style[\s>][\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on\w+)(?=\s*=)/gi, (_, name) => (name.toLowerCase() === "style" ? " data-style" : " data-was")));
}

export function linesOfText(text) {
  const clean = text.replace(/\r\n?/g, "\n").replace(/[\u200b\ufeff\xad]/g, "").replace(/\xa0/g, " ");
  if (!MARKDOWN.test(clean)) return clean.split("\n").flatMap((row) => (row.trim() ? [plain(row.trim())] : []));
  const bare = clean.replace(/^```.*$/gm, "").replace(/^#{1,6}\s+(.*?)\s*#*$/gm, (_, words) => `\n**${words.replace(/\*\*/g, "")}**\n`);
  return readMarkdown(bare, { blocks: true }).filter((line) => line.spans.length);
}

function plain(text) {
  return { kind: "paragraph", spans: [{ ...LOOKS, text }] };
}

// Words of another page have no breaks of their own within a line: each is a line; edges lose their spaces.
function rows(line) {
  const found = [{ ...line, spans: [] }];
  for (const span of line.spans) {
    span.text.split("\n").forEach((text, at) => {
      if (at) found.push({ kind: "paragraph", spans: [] });
      if (text) found.at(-1).spans.push({ ...span, text });
    });
  }
  return found.map(edged).filter((each) => each.spans.length);
}

function edged(line) {
  const spans = line.spans.map((span) => ({ ...span, text: span.text.replace(/ {2,}/g, " ") }));
  while (spans.length && !spans[0].text.trim()) spans.shift();
  while (spans.length && !spans.at(-1).text.trim()) spans.pop();
  if (spans.length) {
    spans[0].text = spans[0].text.trimStart();
    spans.at(-1).text = spans.at(-1).text.trimEnd();
  }
  return { ...line, spans: spans.map((span, at) => (at && /^ /.test(span.text) && / $/.test(spans[at - 1].text) ? { ...span, text: span.text.slice(1) } : span)) };
}
