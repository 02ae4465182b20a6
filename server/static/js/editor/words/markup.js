// The Markdown of captions and details, read and written as the server does (recorder/document/markup.py); a test
// holds the two together. Between Markdown and the page stand lines: {kind, spans}, a span being
// {text, bold, code, link}. Nothing here touches the page.
const TOKEN =
  /(?<escaped>\\[\\*`[\]])|`(?<code>[^`\n]+)`|(?<bold>\*\*)|\]\((?<address>[^()\s\\<>"\x1c-\x1f\x85]{1,2000})\)|(?<bracket>[[\]])|(?:[^\\*`[\]]+|.)/gsu;
const SAFE = /^(?:https?:\/\/|mailto:|#|\/(?!\/)).*$/is;
const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const ENDS = /\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]/;
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]"; // Python's
const EDGES = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
const ITEM = new RegExp(`^${SPACE}{0,3}(?:([-*+])|([0-9]{1,3})[.)])${SPACE}+(.*)$`, "s");
const LIKE_ITEM = new RegExp(`^(?:[-+]|[0-9]{1,3}[.)])(?:${SPACE}|$)`);

export const LOOKS = { bold: false, code: false, link: null };

export function trim(text) {
  return text.replace(EDGES, "");
}

export function isSafe(address) {
  return SAFE.test(address) && /^[^()\s\\<>"]{1,2000}$/u.test(address);
}

// Spans beside each other that look alike are one, and none is empty.
export function tidy(spans) {
  const tidied = [];
  for (const span of spans) {
    const last = tidied.at(-1);
    if (!span.text) continue;
    if (last && isAlike(last, span)) last.text += span.text;
    else tidied.push({ text: span.text, bold: span.bold, code: span.code, link: span.link });
  }
  return tidied;
}

export function isAlike(one, other) {
  return one.bold === other.bold && one.code === other.code && one.link === other.link;
}

// The spans of one line or paragraph; a line break in it is a newline in a span.
export function parse(text) {
  const tokens = [...text.replace(UNSEEN, "").matchAll(TOKEN)].map((found) => ({ all: found[0], ...found.groups }));
  const { links, dropped } = pairBrackets(tokens);
  const stars = tokens.flatMap((token, at) => (token.bold ? [at] : []));
  const unpaired = stars.length % 2 ? stars.at(-1) : -1;
  const spans = [];
  let bold = false;
  tokens.forEach((token, at) => {
    if (token.bold && at !== unpaired) bold = !bold;
    else if (!dropped.has(at)) {
      const words = token.code ?? token.escaped?.[1] ?? token.all;
      spans.push({ text: words, bold, code: token.code !== undefined, link: links.get(at) ?? null });
    }
  });
  return tidy(spans);
}

// As everywhere in Markdown the inner of two nested links wins, so earlier brackets are words after one.
function pairBrackets(tokens) {
  const links = new Map();
  const dropped = new Set();
  let opened = [];
  tokens.forEach((token, at) => {
    if (token.bracket === "[") opened.push(at);
    else if (token.bracket && opened.length) opened.pop();
    else if (token.address && opened.length) {
      const start = opened.pop();
      opened = [];
      dropped.add(start).add(at);
      if (SAFE.test(token.address)) for (let each = start + 1; each < at; each++) links.set(each, token.address);
    }
  });
  return { links, dropped };
}

// The lines of a text: one for a caption, one for each paragraph and item of a text with blocks.
export function read(text, { blocks = false } = {}) {
  if (!blocks) return [{ kind: "paragraph", spans: parse(text) }];
  const found = [];
  let fresh = true;
  for (const line of text.split(ENDS)) {
    if (!trim(line)) {
      fresh = true;
      continue;
    }
    const item = ITEM.exec(line);
    if (item) found.push({ kind: item[1] ? "bullets" : "numbers", words: trim(item[3]) });
    else if (found.length && !fresh) found.at(-1).words += `\n${unmarked(trim(line))}`;
    else found.push({ kind: "paragraph", words: unmarked(trim(line)) });
    fresh = false;
  }
  return found.map(({ kind, words }) => ({ kind, spans: parse(words) }));
}

function unmarked(line) {
  return line.startsWith("\\") && LIKE_ITEM.test(line.slice(1)) ? line.slice(1) : line;
}

export function write(lines, { blocks = false } = {}) {
  if (!blocks) return trim(lines.map((line) => writeSpans(line.spans)).join("\n"));
  let text = "";
  let before = null;
  let number = 0;
  for (const { kind, spans } of lines.flatMap(parted)) {
    const rows = writeSpans(spans).split("\n").map(trim);
    number = kind === before ? number + 1 : 1;
    const mark = { paragraph: "", bullets: "- ", numbers: `${number}. ` }[kind];
    const words = rows.map((row, at) => (LIKE_ITEM.test(row) && (at || !mark) ? `\\${row}` : row));
    if (text) text += kind === before && mark ? "\n" : "\n\n";
    text += mark + words.join(`\n${" ".repeat(mark.length)}`);
    before = kind;
  }
  return text;
}

// An empty row ends a paragraph, and there is none in an item; what says nothing is left out.
function parted({ kind, spans }) {
  const rows = [[]];
  for (const span of spans) {
    span.text.split("\n").forEach((text, at) => {
      if (at) rows.push([]);
      if (text) rows.at(-1).push({ ...span, text });
    });
  }
  const lines = [];
  let open = false;
  for (const row of rows.map(trimmed)) {
    if (!row.length) open = open && kind !== "paragraph";
    else if (open) lines.at(-1).spans.push({ ...LOOKS, text: "\n" }, ...row);
    else lines.push({ kind, spans: row });
    open ||= row.length > 0;
  }
  return lines.map((line) => ({ ...line, spans: joined(line.spans) }));
}

// A row's plain edges lose their spaces, as they do when it is read.
function trimmed(row) {
  const spans = row.map((span) => ({ ...span }));
  const isPlain = (span) => span && !span.bold && !span.code && !span.link;
  while (isPlain(spans[0])) {
    spans[0].text = spans[0].text.replace(new RegExp(`^${SPACE}+`), "");
    if (spans[0].text) break;
    spans.shift();
  }
  while (isPlain(spans.at(-1))) {
    spans.at(-1).text = spans.at(-1).text.replace(new RegExp(`${SPACE}+$`), "");
    if (spans.at(-1).text) break;
    spans.pop();
  }
  return spans;
}

// A break between two spans of one look belongs to them, so that a bold text over two rows stays one.
function joined(spans) {
  return tidy(
    spans.map((span, at) => {
      const [before, after] = [spans[at - 1], spans[at + 1]];
      const between = span.text === "\n" && before && after && !before.code && isAlike(before, after);
      return between ? { ...before, text: "\n" } : span;
    }),
  );
}

function writeSpans(spans) {
  let text = "";
  for (const group of grouped(tidy(spans), "link")) {
    const words = grouped(group, "bold").map((run) => (run[0].bold ? `**${run.map(wordsOf).join("")}**` : run.map(wordsOf).join("")));
    text += group[0].link ? `[${words.join("")}](${group[0].link})` : words.join("");
  }
  return text;
}

function grouped(spans, look) {
  const groups = [];
  for (const span of spans) {
    if (groups.length && groups.at(-1)[0][look] === span[look]) groups.at(-1).push(span);
    else groups.push([span]);
  }
  return groups;
}

// Code has no way to hold a backtick or a line break, so these stand between two pieces of it.
function wordsOf({ text, code }) {
  if (!code) return text.replace(/[\\*`[\]]/g, "\\$&");
  return text.split(/([`\n])/).map((piece) => ({ "`": "\\`", "\n": "\n", "": "" })[piece] ?? `\`${piece}\``).join("");
}
