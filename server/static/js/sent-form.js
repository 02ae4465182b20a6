// Sends a form as the browser would, and gives back the page it leads to; what was refused becomes an error
// with the sentence of the page that says so.
import { askName } from "./ask-name.js";

export async function sendForm(form, button) {
  const body = new URLSearchParams(new FormData(form, button ?? undefined));
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.ok) return page;
  if (page.querySelector("form input[name=name]") && (await askName())) return sendForm(form, button);
  const refused = new Error(page.querySelector("main .lead")?.textContent ?? answer.statusText);
  refused.isRefused = true;
  throw refused;
}
