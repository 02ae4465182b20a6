"""What an edit did, as a sentence for the history: "Caption of step 3 changed"."""

from collections.abc import Callable, Mapping
from typing import Any

from recorder.document.guide import Guide
from recorder.document.markup import plain
from server.guide_page import numbers_of, shortened

Translate = Callable[[str], str]


def sentence(
    kind: str, payload: Mapping[str, Any], back: Mapping[str, Any], guide: Guide, translate: Translate
) -> str:
    """Return what was done; a step is named by the number that it has now, by its words if it is gone."""
    words = _sentences(translate)
    if kind == "put_fields":
        return _put_back(payload, guide, translate)
    if kind in ("set_scope", "set_about"):
        return words[kind].format(field=field_name(str(payload.get("field")), translate))
    said = words.get(kind, translate("{step} changed"))
    if "{step}" not in said:
        return said
    named = _capital(step_name(_step_of(payload), _content_of(payload, back), guide, translate))
    return said.format(step=named if said.startswith("{step}") else named[:1].lower() + named[1:])


def step_name(step: str | None, gone: Mapping[str, Any], guide: Guide, translate: Translate) -> str:
    """Return how a step is called: by its number, else by its words."""
    found = zip(guide.steps, numbers_of(guide), strict=True)
    here, number = next((pair for pair in found if pair[0].id == step), (None, ""))
    if number:
        return translate("Step {number}").format(number=number)
    words = here.caption if here else str(gone.get("caption", ""))
    return (
        translate("The step “{words}”").format(words=shortened(plain(words)))
        if words
        else translate("A step")
    )


def field_name(field: str, translate: Translate) -> str:
    """Return how a field is called at the beginning of a sentence."""
    names = {
        "title": translate("Title"),
        "caption": translate("Caption"),
        "detail": translate("Details"),
        "callout": translate("Callout"),
        "when": translate("Condition"),
        "values": translate("Value"),
        "value": translate("Value"),
        "picture": translate("Picture"),
        "links": translate("Links"),
        "level": translate("Level"),
        "optional": translate("Optional"),
        "purpose": translate("Purpose"),
        "covers": translate("What it covers"),
        "excludes": translate("What it does not cover"),
        "inputs": translate("What to have ready"),
        "result": translate("Result"),
        "role": translate("Who it is for"),
        "kind": translate("Kind"),
        "language": translate("Language"),
        "risk": translate("Risk"),
        "minutes": translate("Time needed"),
        "tags": translate("Tags"),
        "owner": translate("Owner"),
        "process": translate("Process"),
        "stage": translate("Stage"),
    }
    return names.get(field, field)


def place_name(step: str | None, field: str, guide: Guide, translate: Translate) -> str:
    """Return where a text stands: "Caption of step 3"."""
    name = field_name(field, translate)
    if step is None:
        return name
    named = step_name(step, {}, guide, translate)
    return translate("{field} of {step}").format(field=name, step=named[:1].lower() + named[1:])


def _put_back(payload: Mapping[str, Any], guide: Guide, translate: Translate) -> str:
    changes = payload.get("changes") or [{"step": payload.get("step"), "at": ["title"]}]
    first = next((change for change in changes if not change.get("follows")), changes[0])
    place = place_name(first["step"], first["at"][0], guide, translate)
    return translate("{place} put back").format(place=place)


def _step_of(payload: Mapping[str, Any]) -> str | None:
    listed = payload.get("steps") or [None]
    content = payload.get("content") or {}
    step: str | None = payload.get("step") or content.get("id") or listed[0]
    return step


def _content_of(payload: Mapping[str, Any], back: Mapping[str, Any]) -> Mapping[str, Any]:
    content: Mapping[str, Any] = payload.get("content") or back.get("content") or payload.get("first") or {}
    return content


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sentences(translate: Translate) -> Mapping[str, str]:
    return {
        "set_title": translate("Title changed"),
        "set_scope": translate("{field} changed"),
        "set_about": translate("{field} changed"),
        "set_place": translate("Put elsewhere"),
        "set_caption": translate("Caption of {step} changed"),
        "set_detail": translate("Details of {step} changed"),
        "set_callout": translate("Callout of {step} changed"),
        "set_value": translate("Value of {step} changed"),
        "set_value_show": translate("What readers see of a value of {step} changed"),
        "set_when": translate("Condition of {step} changed"),
        "set_optional": translate("{step} made optional, or not"),
        "set_links": translate("Links of {step} changed"),
        "set_step_kind": translate("Kind of {step} changed"),
        "set_level": translate("{step} nested or lifted"),
        "set_crop": translate("Crop of {step} changed"),
        "set_marks": translate("Marks of {step} changed"),
        "set_picture": translate("Picture of {step} changed"),
        "set_moment": translate("Another moment shown in {step}"),
        "take_step": translate("{step} taken from another recording"),
        "move_step": translate("{step} moved"),
        "put_steps": translate("{step} moved back"),
        "insert_step": translate("{step} added"),
        "duplicate_step": translate("{step} copied"),
        "bring_back": translate("{step} brought back"),
        "delete_step": translate("{step} deleted"),
        "remove_step": translate("{step} taken out again"),
        "restore_step": translate("{step} put back"),
        "merge_steps": translate("{step} merged with the next"),
        "split_step": translate("{step} split"),
        "split_steps": translate("{step} split"),
        "join_steps": translate("{step} made one again"),
    }
