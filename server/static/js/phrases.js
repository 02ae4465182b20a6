// Sentences come from the page's catalogue as data attributes, with {places} to fill in.
export function fill(phrase, values) {
  return phrase.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
