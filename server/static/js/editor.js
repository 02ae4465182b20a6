// The editor of a guide. Each import brings one part; all work on the one store.
import * as page from "./editor/page.js";
import * as acts from "./editor/step-acts.js";
import "./editor/edit-bar.js";
import * as words from "./editor/words.js";
import { store } from "./editor/store.js";

const editor = document.querySelector("guide-editor");
page.begin(editor);
acts.begin(editor);
words.begin(editor);
store.begin(JSON.parse(document.getElementById("document").textContent), Number(editor.dataset.serial));
