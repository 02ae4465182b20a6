// Where a browser can keep a window on top of all others (over https, or on this machine), a button moves the step
// there; when that window is closed, the step comes back.
const SIZE = { width: 380, height: 640 };

export function offerOnTop(button, element) {
  const offered = window.documentPictureInPicture;
  if (!offered) return;
  const place = document.createComment("");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const top = await offered.requestWindow(SIZE).catch(() => null);
    if (!top) return;
    const { document: there } = top;
    there.documentElement.lang = document.documentElement.lang;
    there.title = document.title;
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) there.head.append(link.cloneNode());
    const main = there.createElement("main");
    main.className = "beside";
    there.body.append(main);
    element.replaceWith(place);
    main.append(element);
    button.hidden = true;
    place.parentNode.classList.add("away");
    top.addEventListener("pagehide", () => {
      place.parentNode.classList.remove("away");
      place.replaceWith(element);
      button.hidden = false;
    });
  });
}
