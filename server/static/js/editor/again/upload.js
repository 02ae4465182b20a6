// Hands a picture to the server, which makes it fit for a guide. XMLHttpRequest, since fetch cannot tell how far it is.
import { askName } from "../../ask-name.js";
import { parsed } from "../../files-sent.js";

export class Refused extends Error {}

export function upload(guide, file, progress) {
  const body = new FormData();
  body.append("file", file, file.name || "picture");
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => progress(event.loaded / event.total));
    request.addEventListener("error", () => reject(new Error("offline")));
    request.addEventListener("load", () => {
      const answer = parsed(request.responseText);
      if (request.status < 300 && answer.file) resolve(answer);
      else if (answer.type === "name-needed") resolve(named(guide, file, progress, answer));
      else reject(new Refused(answer.detail ?? request.statusText));
    });
    request.open("POST", `/api/guides/${guide}/pictures`);
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  });
}

async function named(guide, file, progress, answer) {
  if (await askName()) return upload(guide, file, progress);
  throw new Refused(answer.detail);
}
