// What the editor asks of the server. An answer that is no yes becomes an error that says which kind of no it is.
import { askName } from "../ask-name.js";

const PATIENCE = 20_000; // a question that hangs as long as that is put again
const SMALL = 20_000;
const LATER = new Set([0, 408, 425, 429]);

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? "");
    Object.assign(this, { status, body });
  }
}

export async function ask(method, address, body) {
  const request = { method, headers: { "Content-Type": "application/json", Accept: "application/json" }, cache: "no-store" };
  if (body !== undefined) request.body = JSON.stringify(body);
  request.keepalive = Boolean(request.body) && request.body.length < SMALL; // goes on though the page closes
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(address, { ...request, signal: stop.signal });
    const said = await answer.json().catch(() => null);
    if (answer.ok && said) return said;
    throw new Problem(answer.ok ? 0 : answer.status, said ?? {});
  } catch (error) {
    // The first change of a visitor asks for a name, once; then it is sent again.
    if (error.body?.type === "name-needed" && !isAsking && (await askOnce())) return ask(method, address, body);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

export function isNoAnswer(error) {
  return !(error instanceof Problem) || LATER.has(error.status) || error.status >= 500;
}

let isAsking = false;
let isDeclined = false;

// Whoever does not want to say a name is not asked again and again; a button in the bar asks anew.
async function askOnce({ anew = false } = {}) {
  if (isDeclined && !anew) return false;
  isAsking = true;
  try {
    const isNamed = await askName();
    isDeclined = !isNamed;
    return isNamed;
  } finally {
    isAsking = false;
  }
}

export function askNameAnew() {
  return askOnce({ anew: true });
}
