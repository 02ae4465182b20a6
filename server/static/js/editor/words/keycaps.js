// Which words name keys of a keyboard, as recorder/document/keycaps.py has it; a test holds the two together.
const MODIFIERS = "Ctrl|Control|Strg|AltGr|Alt|Shift|Umschalt|Command|Cmd|Option|Meta|Super|Windows|Win|Fn|[⌘⌥⇧⌃]";
const NAMED =
  "Enter|Return|Eingabe|Tab|Esc|Escape|Space|Leertaste|Backspace|Delete|Del|Entf|Insert|Ins|Einfg|Home|" +
  "Pos1|End|Ende|Page ?Up|Page ?Down|PgUp|PgDn|Bild[↑↓]|Up|Down|Left|Right|Plus|Minus|CapsLock|" +
  "Caps Lock|NumLock|ScrollLock|Pause|Print|PrtSc|Druck|Menu|F1[0-9]|F2[0-4]|F[1-9]|[←↑→↓⏎⌫⌦⎋⇥]";
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"; // Python's
const CHORD = new RegExp(`^(?:(?:${MODIFIERS}) ?\\+ ?)+(?:${NAMED}|${MODIFIERS}|[^+${SPACE}]|\\+)$`, "u");
const ALONE = new RegExp(`^(?:${NAMED}|${MODIFIERS})$`, "u");

// The keys, with what stands between each two; none where the words are no keys.
export function keysIn(words, { alone = false } = {}) {
  if (CHORD.test(words)) return words.split(/( ?\+ ?)(?=.)/u);
  return alone && ALONE.test(words) ? [words] : [];
}
