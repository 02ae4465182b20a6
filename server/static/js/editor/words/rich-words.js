// Words that are written where they stand, as they are shown. Letters are typed by the browser itself; whatever
// changes their look or their lines is a change to lines of words, drawn anew with the caret kept.
import { LOOKS, read, write } from "./markup.js";
import { insert, isAll, isSame, lineAt, linkAround, lookAt, replace, restyle, setKind, splitLine, textOf, toggle } from "./changing.js";
import { drawn, pointAt } from "./drawing.js";
import { History } from "./history.js";
import { asAddress, offsetOf, read as taken } from "./reading.js";
import { onKey } from "./keys.js";
import { Saving } from "./saving.js";
import { typed } from "./shortcuts.js";

const OWN = { formatBold: "bold" };

export class RichWords extends HTMLElement {
  connectedCallback() {
    if (this.saving) return;
    const { field } = this.dataset;
    this.options = { blocks: field === "detail", keys: this.hasAttribute("data-keys"), field: true };
    this.isPlain = field === "title";
    this.isOneLine = field === "title" || field === "caption";
    this.history = new History();
    this.saving = new Saving(this);
    this.contentEditable = "true";
    this.spellcheck = true;
    this.role = "textbox";
    this.ariaMultiLine = String(!this.isOneLine);
    for (const type of ["beforeinput", "input", "compositionend", "keydown", "focus", "blur"]) this.addEventListener(type, this);
  }

  handleEvent(event) {
    if (event.type === "beforeinput") this.before(event);
    else if (event.type === "keydown") onKey(this, event);
    else if (event.type === "focus") this.saving.begin();
    else if (event.type === "blur") event.relatedTarget?.closest("words-toolbar, #words-link") || this.leave();
    else if (!event.isComposing) this.changed();
  }

  // What is written, as lines and as Markdown; a title has no Markdown.
  get lines() {
    return taken(this, this.options);
  }

  get words() {
    if (this.isPlain) return textOf(this.lines).replace(/\s+/g, " ").trim();
    return write(this.lines, this.options);
  }

  linesOf(text) {
    return this.isPlain ? [{ kind: "paragraph", spans: text ? [{ ...LOOKS, text }] : [] }] : read(text, this.options);
  }

  get selected() {
    const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
    if (!this.contains(anchorNode) || !this.contains(focusNode)) return this.lastSelected ?? { from: 0, to: 0 };
    const places = [offsetOf(this, anchorNode, anchorOffset, this.options), offsetOf(this, focusNode, focusOffset, this.options)];
    return { from: Math.min(...places), to: Math.max(...places) };
  }

  select(from, to = from) {
    this.lastSelected = { from, to };
    const [start, end] = [pointAt(this, from, this.options), pointAt(this, to, this.options)];
    getSelection().setBaseAndExtent(...start, ...end);
  }

  selectAll(atEnd = false) {
    this.focus({ preventScroll: true });
    const end = textOf(this.lines).length;
    this.select(atEnd ? end : 0, end);
    this.scrollIntoView({ block: "nearest" });
  }

  draw(lines) {
    const fresh = drawn(lines, { ...this.options, field: document.activeElement === this });
    this.replaceChildren(fresh);
  }

  // Shows a text that came from elsewhere; the caret keeps its place as far as there is one.
  show(text) {
    const isIn = document.activeElement === this;
    const place = isIn ? this.selected : null;
    this.draw(this.linesOf(text));
    this.history.clear();
    if (place) this.select(place.from, place.to);
  }

  leave() {
    this.next = null;
    this.saving.end();
  }

  changed() {
    this.next = null;
    this.saving.soon();
    this.dispatchEvent(new CustomEvent("words-changed", { bubbles: true }));
  }

  get state() {
    return { lines: this.lines, ...this.selected };
  }

  // A change of our own: kept for taking back, drawn, and saved like any other.
  change(lines, from, to = from, kind = null) {
    this.history.keep(this.state, kind);
    this.restore({ lines, from, to });
  }

  restore({ lines, from, to }) {
    this.draw(lines.length ? lines : [{ kind: "paragraph", spans: [] }]);
    this.select(from, to);
    this.changed();
  }

  undo(forth = false) {
    const state = forth ? this.history.forth(this.state) : this.history.back(this.state);
    if (state) this.restore(state);
    return state !== null;
  }

  before(event) {
    if (event.isComposing || event.inputType === "insertCompositionText") return this.history.keep(this.state, "compose");
    const { inputType: type } = event;
    if (type === "insertText") return this.beforeLetter(event);
    if (type.startsWith("delete")) return this.beforeDelete(event);
    if (type === "insertReplacementText") return this.history.keep(this.state, null); // spelling
    event.preventDefault();
    if (type === "insertParagraph" || type === "insertLineBreak") this.breakLine(type === "insertLineBreak");
    else if (type === "historyUndo" || type === "historyRedo") this.undo(type === "historyRedo");
    else if (OWN[type]) this.format(OWN[type]);
  }

  // The browser types by itself in the middle of some words; where looks meet, or a sign means more, we do.
  beforeLetter(event) {
    const { lines } = this;
    const { from, to } = this.selected;
    const sign = event.data ?? "";
    const short = from === to && !this.isPlain && !this.next ? typed(lines, from, sign, this.options) : null;
    if (short) return this.takeShort(event, lines, from, sign, short);
    const look = { ...lookAt(lines, from), ...this.next };
    const isOurs = from !== to || this.next || !this.isWithin(look);
    if (!isOurs) return this.history.keep({ lines, from, to }, "letters");
    event.preventDefault();
    this.change(insert(lines, from, to, sign, look), from + sign.length, undefined, "letters");
  }

  // First as it was typed, so that taking back leaves the signs.
  takeShort(event, lines, from, sign, short) {
    event.preventDefault();
    this.history.keep({ lines: insert(lines, from, from, sign), from: from + 1, to: from + 1 }, null);
    this.restore({ lines: short.lines, from: short.place, to: short.place });
    this.next = short.after ?? null;
  }

  // Whether a letter typed by the browser here would look as it should.
  isWithin(look) {
    const { anchorNode: node } = getSelection();
    if (node?.nodeType !== Node.TEXT_NODE) return false;
    const around = (tags) => node.parentElement.closest(tags);
    const inside = (tags) => this.contains(around(tags)) && around(tags) !== this;
    return inside("strong, b, .keys") === look.bold && inside("code") === look.code && inside("a") === (look.link !== null);
  }

  beforeDelete(event) {
    const [range] = event.getTargetRanges();
    const { lines } = this;
    let { from, to } = this.selected;
    if (from === to && range) {
      from = offsetOf(this, range.startContainer, range.startOffset, this.options);
      to = offsetOf(this, range.endContainer, range.endOffset, this.options);
    }
    const isSimple = range && range.startContainer === range.endContainer && range.startContainer.nodeType === Node.TEXT_NODE;
    const leaves = isSimple && to - from < range.startContainer.length;
    if (leaves) return this.history.keep({ lines, ...this.selected }, "delete");
    event.preventDefault();
    const { line, start } = lineAt(lines, this.selected.to);
    const isListStart = line.kind !== "paragraph" && this.selected.from === this.selected.to && this.selected.to === start;
    if (isListStart && event.inputType.endsWith("Backward")) return this.change(setKind(lines, start, start, line.kind), start);
    if (from !== to) this.change(replace(lines, from, to, [{ kind: lineAt(lines, from).line.kind, spans: [] }]), from, from, "delete");
  }

  breakLine(soft) {
    const { lines } = this;
    const { from, to } = this.selected;
    if (this.isOneLine) return;
    if (!this.options.blocks || soft) return this.change(insert(lines, from, to, "\n"), from + 1);
    const { line, start } = lineAt(lines, from);
    const isEmptyItem = line.kind !== "paragraph" && !line.spans.length;
    if (isEmptyItem) return this.change(setKind(lines, start, start, line.kind), start);
    this.change(splitLine(lines, from, to), from + 1);
  }

  allows(name) {
    if (this.isPlain) return false;
    if (name === "bold") return this.closest("[data-kind=heading]") === null;
    return this.options.blocks || (name !== "bullets" && name !== "numbers");
  }

  has(name) {
    const { from, to } = this.selected;
    const { lines } = this;
    if (name === "bullets" || name === "numbers") return lineAt(lines, from).line.kind === name;
    if (name === "link" && from === to) return linkAround(lines, from).link !== null;
    return from === to ? Boolean({ ...lookAt(lines, from), ...this.next }[name]) : isAll(lines, from, to, name);
  }

  format(name) {
    if (!this.allows(name)) return;
    const { lines } = this;
    const { from, to } = this.selected;
    if (name === "link") this.dispatchEvent(new CustomEvent("words-link", { bubbles: true }));
    else if (name === "bullets" || name === "numbers") this.change(setKind(lines, from, to, name), from, to);
    else if (from === to) this.next = { ...this.next, [name]: !this.has(name) };
    else this.change(toggle(lines, from, to, name), from, to);
    this.dispatchEvent(new CustomEvent("words-changed", { bubbles: true }));
  }

  // Leads the selected words to an address, or nowhere; without a selection the link that is there, or new words.
  link(address, words = "") {
    const { lines, selected } = this;
    const { from, to } = selected.from === selected.to ? linkAround(lines, selected.from) : selected;
    const link = address ? asAddress(address) : null;
    if (from === to && link) return this.change(insert(lines, from, to, words || address, { ...lookAt(lines, from), link }), from + (words || address).length);
    this.change(restyle(lines, from, to, { link }), from, to);
  }

  // Puts lines from elsewhere in place of the selection.
  put(lines) {
    const { from, to } = this.selected;
    const fitting = this.isOneLine || !this.options.blocks ? flat(lines, this.isOneLine ? " " : "\n", this.isPlain) : lines;
    this.change(replace(this.lines, from, to, fitting), from + textOf(fitting).length);
  }

  isShowing(text) {
    return isSame(this.lines, this.linesOf(text));
  }
}

function flat(lines, between, isPlain) {
  const spans = lines.flatMap((line, at) => [...(at ? [{ ...LOOKS, text: between }] : []), ...line.spans]);
  return [{ kind: "paragraph", spans: isPlain ? [{ ...LOOKS, text: spans.map((span) => span.text).join("") }] : spans }];
}

customElements.define("rich-words", RichWords);
