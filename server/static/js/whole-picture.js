// A click on a picture shows the whole of it above the page; without this module the link just opens it.
const dialog = document.querySelector("dialog.whole");

if (dialog) {
  const picture = dialog.querySelector("img");

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-whole]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    picture.src = link.href;
    picture.alt = link.dataset.alt;
    dialog.querySelector("[data-words]").textContent = link.closest(".step")?.querySelector("h2").innerText ?? "";
    dialog.showModal();
  });

  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target === picture) dialog.close();
  });
}
