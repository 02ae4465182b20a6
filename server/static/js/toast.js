// One short sentence at the foot of the page, read out by screen readers, gone after a while.
const SHOWN = 3500;
let toast;
let timer;

export function say(words) {
  if (!toast) {
    toast = document.createElement("div");
    toast.className = "toast";
    toast.setAttribute("role", "status");
    document.body.append(toast);
  }
  toast.hidden = false;
  toast.textContent = words;
  clearTimeout(timer);
  timer = setTimeout(() => (toast.hidden = true), SHOWN);
}
