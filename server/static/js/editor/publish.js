// The publish dialog: what changes for readers, a line about it, and the one button. It shows the page that does the
// same without scripts, once everything written here is saved; what was shown is what is published.
import { fill } from "../phrases.js";
import { say } from "../toast.js";
import { ask } from "./server.js";
import { store } from "./store.js";

const LONGEST_WAIT = 10_000;
let dialog;
let link;

export function begin(editor) {
  dialog = document.getElementById("publishing");
  link = editor.querySelector("[data-publish]");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    publish(event.target);
  });
  dialog.addEventListener("click", (event) => {
    const way = event.target.closest("[data-close]");
    if (!way && event.target !== dialog) return;
    event.preventDefault();
    dialog.close();
    const step = way?.hash && document.getElementById(way.hash.slice(1));
    if (step) setTimeout(() => goTo(step)); // after the focus came back from the dialog
  });
}

async function open() {
  document.activeElement?.blur?.(); // what is being written is saved by that
  const opener = link;
  try {
    await saved();
    await show();
  } catch {
    return say(dialog.dataset.offline);
  }
  dialog.showModal();
  dialog.querySelector("#note, .button.go")?.focus({ preventScroll: true });
  dialog.scrollTop = 0;
  dialog.addEventListener("close", () => opener.focus({ preventScroll: true }), { once: true });
}

async function show({ note, problem = "" } = {}) {
  const answer = await fetch(link.href, { cache: "no-store", headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  dialog.replaceChildren(document.adoptNode(page.getElementById("publish")));
  const field = dialog.querySelector("#note");
  if (field && note !== undefined) field.value = note;
  if (problem) tell(problem);
}

async function publish(form) {
  const button = form.querySelector(".go");
  const sent = new FormData(form);
  const { note, serial } = Object.fromEntries(sent);
  const mends = sent.getAll("mends").map(Number);
  button.disabled = true;
  try {
    const version = await ask("POST", `/api/guides/${store.id}/publish`, { note, serial: Number(serial), mends });
    dialog.close();
    document.dispatchEvent(new CustomEvent("published", { detail: version }));
    const look = { label: dialog.dataset.look, does: () => location.assign(version.url) };
    const told = fill(dialog.dataset.published, { number: version.version });
    say(version.lost_place ? `${told}. ${version.lost_place}` : told, look);
  } catch (error) {
    if (error.body?.type === "draft-moved") return show({ note, problem: error.message });
    tell(error.message || dialog.dataset.offline);
  } finally {
    button.disabled = false;
  }
}

function tell(words) {
  let notice = dialog.querySelector(".notice");
  if (!notice) {
    notice = document.createElement("p");
    notice.className = "notice bad";
    notice.setAttribute("role", "alert");
    dialog.querySelector("header").after(notice);
  }
  notice.textContent = words;
  notice.scrollIntoView({ block: "nearest" });
}

function goTo(step) {
  step.scrollIntoView({ block: "center" });
  step.focus({ preventScroll: true });
}

// Kept once no call waits any more; broken where that takes too long.
function saved() {
  if (!store.queue.calls.length) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => done(reject), LONGEST_WAIT);
    const look = () => store.queue.calls.length || done(resolve);
    function done(how) {
      clearTimeout(late);
      store.removeEventListener("state", look);
      how();
    }
    store.addEventListener("state", look);
  });
}
