// Hands a form with a file to the server: how far it is, a name where one is needed, and why it was not taken.
import { askName } from "./ask-name.js";

export class Refused extends Error {}
export class Offline extends Error {}

export async function send(address, body, progress) {
  const request = await posted(address, body, progress);
  const answer = parsed(request.responseText);
  if (request.status < 300 && answer) return answer;
  if (answer?.type === "name-needed" && (await askName())) return send(address, body, progress);
  throw new Refused(answer?.detail || request.statusText || String(request.status));
}

// XMLHttpRequest, since fetch cannot tell how far an upload is.
function posted(address, body, progress) {
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => progress(event.loaded / event.total));
    request.addEventListener("error", () => reject(new Offline()));
    request.addEventListener("load", () => resolve(request));
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not from Handrail
  }
}
