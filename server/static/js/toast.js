// One sentence at the foot of the page, read out by screen readers, gone after a while; it may offer one act.
const SHOWN = 3500;
const SHOWN_WITH_ACT = 9000;
let toast;
let timer;

export function say(words, act = null) {
  if (!toast) make();
  toast.hidden = false;
  toast.replaceChildren(words, ...(act ? [button(act)] : []));
  last(act ? SHOWN_WITH_ACT : SHOWN);
}

export function hush() {
  if (toast) toast.hidden = true;
}

function make() {
  toast = document.createElement("div");
  toast.className = "toast";
  toast.setAttribute("role", "status");
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, () => clearTimeout(timer));
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, () => last(SHOWN));
  document.body.append(toast);
}

function last(time) {
  clearTimeout(timer);
  timer = setTimeout(hush, time);
}

function button({ label, does }) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: label });
  made.addEventListener("click", () => {
    hush();
    does();
  });
  return made;
}
