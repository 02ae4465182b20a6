// Deleting a guide asks nothing: it goes to the trash, the home page says so, and one click brings it back.
import { askName } from "./ask-name.js";
import { say } from "./toast.js";

const KEPT = "handrail.deleted"; // until the next page has said it

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-delete-guide]");
  if (!button) return;
  event.preventDefault();
  remove(button);
});

async function remove(button) {
  const { deleteGuide: guide, deleted, undo, failed } = button.dataset;
  button.disabled = true;
  const answer = await send("DELETE", `/api/guides/${guide}`);
  button.disabled = false;
  if (!answer?.ok) return say((await answer?.json().catch(() => null))?.detail ?? failed);
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ guide, deleted, undo, failed }));
  } catch {
    // Without a memory nothing is said; the trash has it all the same.
  }
  location.assign("/");
}

async function send(method, address) {
  const answer = await fetch(address, { method }).catch(() => null);
  const isNameless = answer?.status === 403 && (await answer.clone().json().catch(() => ({}))).type === "name-needed";
  return isNameless && (await askName()) ? send(method, address) : answer;
}

function tell() {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
  } catch {
    return;
  }
  if (kept) say(kept.deleted, { label: kept.undo, does: () => putBack(kept) });
}

async function putBack({ guide, failed }) {
  const answer = await send("POST", `/api/guides/${guide}/restore`);
  if (answer?.ok) location.assign((await answer.json()).url);
  else say(failed);
}

tell();
