// The sentences of the tools, from the page: scripts hold none.
export const words = {};

export function setWords(given) {
  Object.assign(words, given);
}

export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// What a mark is called: its kind, what it says, and which of how many it is.
export function markWords(mark, at, count) {
  const name = words.tools[mark.kind];
  const says = mark.text ?? mark.number;
  return fill(says === undefined || says === "" ? words.mark : words.saying, { name, says, at, count });
}
