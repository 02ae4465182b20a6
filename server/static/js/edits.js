// The edits that pages send, and the three ways they can fail: in conflict, refused, or without an answer.
import { askName } from "./ask-name.js";

const FIELDS = { set_title: "title", set_caption: "caption" };

export class Conflict extends Error {
  constructor(theirs) {
    super("conflict");
    this.theirs = theirs;
  }
}

export class Refused extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

// The first change of a visitor asks for a name, once; then the change is sent again.
export async function sendEdit(place, before, words) {
  const answer = await post(place, before, words);
  if (answer.ok) return;
  const problem = await answer.json().catch(() => ({}));
  if (problem.type === "name-needed" && (await askName())) return sendEdit(place, before, words);
  if (answer.status === 409 && problem.theirs !== undefined) throw new Conflict(problem.theirs);
  throw new Refused(problem.detail ?? answer.statusText);
}

function post({ guide, kind, step }, before, words) {
  const edit = { kind, before, [FIELDS[kind]]: words, ...(step && { step }) };
  return fetch(`/api/guides/${guide}/edits`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ edits: [edit] }),
  });
}

export async function freshPage() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, cache: "no-cache" });
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
