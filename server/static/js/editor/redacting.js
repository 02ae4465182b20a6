// Redacting from the editor: the pages of it in a dialog, opened by the tool of a picture or by a remark.
// Nothing of it goes through the store: a redaction is no edit, and cannot be undone.
// What its pages need is fetched with the first of them.
const dialog = document.getElementById("redact-dialog");
const body = dialog?.querySelector("[data-body]");
const wrong = dialog?.querySelector("[data-wrong]");
let isBegun = false;

export function begin(editor) {
  if (!dialog) return;
  const here = `/guides/${editor.dataset.guide}/redact`;
  document.addEventListener("redact-place", ({ detail }) => open(here, { file: detail.file, box: detail.box?.join(",") }));
  document.addEventListener("mend-remark", ({ detail }) => detail.opens === "redact" && open(here, detail.values));
  editor.querySelectorAll("a[data-redact]").forEach((link) => link.addEventListener("click", (event) => follow(event, link.href)));
  dialog.addEventListener("click", (event) => clicked(event, here));
  dialog.addEventListener("submit", (event) => submitted(event));
  dialog.addEventListener("close", () => (isBegun ? location.reload() : body.replaceChildren()));
}

function follow(event, address) {
  event.preventDefault();
  show(address);
}

function open(here, { file = "", box = "", words = "" }) {
  const wanted = new URLSearchParams(Object.entries({ file, box, words }).filter(([, value]) => value));
  show(`${here}?${wanted}`);
}

function clicked(event, here) {
  const link = event.target.closest("a");
  if (event.target.closest("[data-close]") || link?.matches("[data-leave]") || link?.pathname.endsWith("/edit")) {
    event.preventDefault();
    dialog.close();
  } else if (link?.pathname.startsWith(here)) follow(event, link.href);
}

function submitted(event) {
  event.preventDefault();
  const form = event.target;
  const sent = new URLSearchParams(new FormData(form, event.submitter));
  if (form.method === "post") show(form.action, { method: "POST", body: sent });
  else show(`${form.action}?${sent}`);
}

async function show(address, options = {}) {
  dialog.setAttribute("aria-busy", "true");
  wrong.hidden = true;
  if (!dialog.open) dialog.showModal();
  try {
    await Promise.all([import("../redact-box.js"), import("../redact-progress.js"), import("../redact-reading.js")]);
    const answer = await fetch(address, { ...options, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector("[data-part=redact]");
    if (!part) throw new Error(page.querySelector("main .lead")?.textContent ?? answer.statusText);
    body.replaceChildren(document.adoptNode(part));
    isBegun ||= Boolean(body.querySelector("redact-progress"));
    (body.querySelector("h1:not([hidden])") ?? body).focus();
    dialog.scrollTop = 0;
  } catch (error) {
    wrong.textContent = error instanceof TypeError ? dialog.dataset.offline : error.message;
    wrong.hidden = false;
    dialog.scrollTop = 0;
  } finally {
    dialog.removeAttribute("aria-busy");
  }
}
