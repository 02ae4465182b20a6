// Asks where words lead. An address without a scheme gets https; what is no address is said and stays.
import { isSafe } from "./markup.js";
import { linkAround, textOf, slice } from "./changing.js";
import { asAddress } from "./reading.js";

export function whole(address) {
  const bare = address.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(bare)) return `mailto:${bare}`;
  const full = /^[a-z][a-z0-9+.-]*:|^[#/]/i.test(bare) || !/^[^\s/]+\.[^\s/]+/.test(bare) ? bare : `https://${bare}`;
  return isSafe(asAddress(full)) ? full : null;
}

export function begin() {
  const dialog = document.getElementById("words-link");
  const form = dialog.querySelector("form");
  const [input, wrong] = [form.elements.address, dialog.querySelector(".wrong")];
  let field;
  let at;

  document.addEventListener("words-link", ({ target }) => {
    field = target;
    at = field.selected;
    const there = linkAround(field.lines, at.from).link;
    const chosen = textOf(slice(field.lines, at.from, at.to));
    input.value = there ?? (whole(chosen) && /^\S+$/.test(chosen) ? chosen : "");
    dialog.querySelector("[data-remove]").hidden = !there;
    complain(false);
    dialog.returnValue = "";
    dialog.showModal();
    input.select();
  });

  form.addEventListener("submit", (event) => {
    if (event.submitter?.value === "remove" || whole(input.value)) return;
    event.preventDefault();
    complain(true);
    input.focus();
  });
  input.addEventListener("input", () => complain(false));
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close(""));
  dialog.addEventListener("close", () => {
    field.focus({ preventScroll: true });
    field.select(at.from, at.to);
    if (dialog.returnValue === "save") field.link(whole(input.value));
    else if (dialog.returnValue === "remove") field.link(null);
  });

  function complain(is) {
    wrong.hidden = !is;
    if (is) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}
