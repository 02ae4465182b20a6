// The moments that the recording keeps of a step, to choose another for its picture.
import { ask } from "../server.js";
import { store } from "../store.js";

// Fills the list with what there is, and tells how much that was.
export async function listMoments(stage, panel) {
  const { id } = stage;
  const { moments } = await ask("GET", `/api/guides/${store.id}/steps/${id}/moments`);
  const item = panel.querySelector("template").content;
  const shown = stage.picture.file;
  const made = moments.map(({ moment, file }) => {
    const each = document.importNode(item, true);
    const button = each.querySelector("button");
    button.querySelector("img").src = `/api/guides/${store.id}/steps/${id}/moments/${moment}.webp?of=${stage.step.picture.file.slice(7, 19)}`;
    button.querySelector("span").textContent = panel.dataset[moment];
    button.setAttribute("aria-pressed", String(file === shown));
    button.addEventListener("click", () => file !== stage.picture.file && stage.send({ kind: "set_moment", before: stage.picture.file, moment }));
    return each;
  });
  panel.querySelector("ul").replaceChildren(...made);
  panel.querySelector("[data-none]").hidden = moments.length > 1;
  return moments.length;
}
