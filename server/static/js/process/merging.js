// Takes over how the process stands now, after an undo or the work of others: rows by their stage, fields by what is
// in them. What somebody is writing stays; rows that are no stage yet keep their place.
import { read } from "./fields.js";

export function merge(editor, page) {
  const fresh = page.querySelector("process-editor");
  editor.saving.call = Number(fresh.dataset.call);
  editor.redraw(fresh.querySelector("[data-map]").innerHTML);
  mergeRows(editor, fresh);
  mergeFields(editor, fresh.querySelector(".about-process"), editor.querySelector(".about-process"));
  mergeFields(editor, fresh.querySelector("header"), editor.querySelector("header"));
  mergeLists(editor, fresh.querySelector(".about-process"), editor.querySelector(".about-process"));
  document.getElementById("roles").replaceChildren(...adopted(fresh.querySelector("#roles")));
}

function mergeRows(editor, fresh) {
  const list = editor.querySelector("[data-outline]");
  const present = [...list.children];
  const rows = new Map(present.filter((row) => row.dataset.stage).map((row) => [row.dataset.stage, row]));
  const next = [...fresh.querySelectorAll("[data-stage]")].map((row) => mergeRow(editor, rows.get(row.dataset.stage), row));
  for (const row of present.filter((each) => !each.dataset.stage)) {
    const before = present.slice(0, present.indexOf(row)).findLast((each) => next.includes(each));
    next.splice(before ? next.indexOf(before) + 1 : next.length, 0, row);
  }
  arrange(list, next);
}

// The row that somebody writes in is never taken out, not even to be put back: that would end their writing.
function arrange(list, next) {
  for (const row of [...list.children]) if (!next.includes(row)) row.remove();
  let place = list.firstElementChild;
  for (const row of next) {
    const isWritten = row.contains(document.activeElement);
    while (isWritten && place !== row) {
      const passed = place;
      place = place.nextElementSibling;
      list.append(passed);
    }
    if (place === row) place = row.nextElementSibling;
    else list.insertBefore(row, place);
  }
}

function mergeRow(editor, row, fresh) {
  if (!row) {
    const made = document.adoptNode(fresh);
    editor.settings.learn(made);
    return made;
  }
  row.className = row.querySelector(".details") ? `${fresh.className} open` : fresh.className;
  mergeFields(editor, fresh.querySelector(".stage-line"), row.querySelector(".stage-line"));
  completeLine(row, fresh);
  return row;
}

// A row that was typed gets what the server's rows have besides: its grip, its details, its notes.
export function completeLine(row, fresh) {
  const [line, other] = [row.querySelector(".stage-line"), fresh.querySelector(".stage-line")];
  if (line.querySelector("[data-more]")) line.querySelector(".notes").replaceChildren(...adopted(other.querySelector(".notes")));
  else {
    line.querySelector(".grip").replaceWith(document.adoptNode(other.querySelector(".grip")));
    line.append(document.adoptNode(other.querySelector(".to-details")), document.adoptNode(other.querySelector(".notes")));
  }
  for (const name of ["called", "role"]) line.querySelector(`.${name}`).setAttribute("aria-label", other.querySelector(`.${name}`)?.getAttribute("aria-label"));
}

export function mergeFields(editor, fresh, part) {
  for (const field of fresh.querySelectorAll("[data-field]")) {
    const mine = part.querySelector(`[data-field="${field.dataset.field}"]`);
    if (mine) editor.settings.take(mine, read(field));
  }
}

// Lists of guides and slots hold nothing that is being written but their last field, which stays.
export function mergeLists(editor, fresh, part) {
  for (const name of [".placed", ".wanted"]) {
    const [mine, other] = [part.querySelector(name), fresh.querySelector(name)];
    if (!mine || !other) continue;
    const [list, latest] = [mine.querySelector(":scope > ul"), other.querySelector(":scope > ul")];
    if (list && latest) list.replaceWith(document.adoptNode(latest));
    else if (latest) mine.querySelector("h3").after(document.adoptNode(latest));
    else list?.remove();
    editor.settings.learn(mine);
  }
}

function adopted(part) {
  return [...document.adoptNode(part).childNodes];
}
