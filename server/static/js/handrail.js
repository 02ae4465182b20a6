// Every page loads this one module; each import brings one custom element or one behaviour.
import "./ask-colleague.js";
import "./copy-link.js";
import "./copy-words.js";
import "./delete-guide.js";
import "./editable-text.js";
import "./find-replace.js";
import "./follow-guide.js";
import "./guide-drop.js";
import "./last-read.js";
import "./live-take.js";
import "./search-box.js";
import "./step-contents.js";
import "./time-passed.js";
import "./trim-sheet.js";
import "./wanted-place.js";
import "./whole-picture.js";
