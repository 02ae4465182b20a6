// What is known of a guide, as pure answers: how each fact is written in its field, and which edit the written
// words ask for, or {wrong} with the reason's name where they make no sense.
const LINE = 1_000;
const TEXT = 20_000;
const MOST_TAGS = 100;
const MOST_MINUTES = 100_000;
const LINES = new Set(["role", "owner", "process", "stage"]);

// What stands in the fields of a fact's form when it is opened.
export function writtenOf(guide, fact) {
  switch (fact) {
    case "place": return { process: guide.process, stage: guide.stage };
    case "inputs": return { inputs: guide.inputs.join("\n") };
    case "tags": return { tags: guide.tags.join(", ") };
    case "minutes": return { minutes: guide.minutes === null ? "" : String(guide.minutes) };
    default: return { [fact]: guide[fact] };
  }
}

// The edit that the written words ask for: {edit}, {edit: null} where nothing changes, {wrong, count, limit} else.
export function asked(guide, fact, written) {
  const long = Object.entries(written).map(([name, words]) => tooLong(name, words)).find(Boolean);
  if (long) return long;
  if (fact === "place") return place(guide, written);
  const words = tidy(written[fact]);
  if (fact === "minutes") return minutes(guide, words);
  if (fact === "tags") return tags(guide, words);
  if (["kind", "language", "risk", "owner"].includes(fact)) return about(guide, fact, words);
  const before = fact === "inputs" ? guide.inputs.join("\n") : guide[fact];
  const text = fact === "inputs" ? words.split("\n").map((line) => line.trim()).filter(Boolean).join("\n") : words;
  return { edit: text === before ? null : { kind: "set_scope", field: fact, before, text } };
}

function tidy(words) {
  return words.replace(/\r\n?/g, "\n").trim();
}

function tooLong(name, words) {
  const limit = LINES.has(name) ? LINE : TEXT;
  return words.length > limit ? { wrong: "long", count: words.length, limit } : null;
}

function about(guide, field, to) {
  const before = guide[field];
  const isSame = JSON.stringify(before) === JSON.stringify(to);
  return { edit: isSame ? null : { kind: "set_about", field, before, to } };
}

// "5", "2,5", "5 min" or "1 h"; nothing for not known.
function minutes(guide, words) {
  if (!words) return about(guide, "minutes", null);
  const said = /^([-−])?\s*(\d+(?:[.,]\d+)?)\s*(min(?:utes?)?|m|h|hours?)?\.?$/i.exec(words);
  if (!said) return { wrong: "number" };
  const number = Number(said[2].replace(",", ".")) * (/^h/i.test(said[3] ?? "") ? 60 : 1);
  if (said[1] && number) return { wrong: "negative" };
  if (number > MOST_MINUTES) return { wrong: "most" };
  return about(guide, "minutes", number);
}

function tags(guide, words) {
  const seen = new Map();
  for (const tag of words.split(/[,;\n]/).map((each) => each.replace(/^\s*#/, "").trim()).filter(Boolean)) {
    if (!seen.has(tag.toLowerCase())) seen.set(tag.toLowerCase(), tag);
  }
  const to = [...seen.values()];
  if (to.length > MOST_TAGS) return { wrong: "many", count: to.length };
  const long = to.find((tag) => tag.length > LINE);
  return long ? { wrong: "long", count: long.length, limit: LINE } : about(guide, "tags", to);
}

function place(guide, written) {
  const [process, stage] = [written.process, written.stage].map((name) => name.trim().replace(/\s+/g, " "));
  if (stage && !process) return { wrong: "stage" };
  if (process === guide.process && stage === guide.stage) return { edit: null };
  return { edit: { kind: "set_place", before: guide.process, before_stage: guide.stage, process, stage } };
}
