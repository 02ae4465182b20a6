// Ids that a page may choose: for new steps, for calls and for itself. Works without a secure context.
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

export function newId(length = 20) {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
}
