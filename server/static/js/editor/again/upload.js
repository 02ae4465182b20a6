// Hands a picture to the server, which makes it fit for a guide.
import { send } from "../../send.js";

export function upload(guide, file, progress) {
  const body = new FormData();
  body.append("file", file, file.name || "picture");
  return send(`/api/guides/${guide}/pictures`, body, progress);
}
