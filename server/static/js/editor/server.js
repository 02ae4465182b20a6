// What the editor asks of the server. An answer that is no yes becomes an error that says which kind of no it is.
import { askName } from "../ask-name.js";

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? "");
    Object.assign(this, { status, body });
  }
}

const PATIENCE = 20_000; // a call that hangs as long as that is sent again

export async function ask(method, address, body) {
  const request = { method, headers: { "Content-Type": "application/json", Accept: "application/json" }, cache: "no-store" };
  if (body !== undefined) request.body = JSON.stringify(body);
  const answer = await fetch(address, { ...request, signal: AbortSignal.timeout(PATIENCE) });
  const said = await answer.json().catch(() => null);
  if (answer.ok && said) return said;
  // The first change of a visitor asks for a name, once; then it is sent again.
  if (said?.type === "name-needed" && (await askName())) return ask(method, address, body);
  throw new Problem(answer.ok ? 0 : answer.status, said ?? {});
}
