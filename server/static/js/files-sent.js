// What those who send files share: whether files are dragged, small elements, and an answer that may be none.
export function hasFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}

export function make(tag, name = "", words = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words) element.textContent = words;
  return element;
}

export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
