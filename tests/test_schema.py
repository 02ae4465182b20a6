"""The schema that is shipped is the model's."""

import json
from typing import Any

import pytest

from recorder.document import schema
from recorder.document.guide import Guide, Step


def test_the_shipped_schema_is_up_to_date() -> None:
    told = "run 'python -m recorder.document.schema'"
    assert schema.PATH.read_text(encoding="utf-8") == schema.schema_text(), told


def shipped() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(schema.PATH.read_text(encoding="utf-8"))
    return read


def test_it_names_every_field() -> None:
    assert shipped()["properties"].keys() == Guide.model_fields.keys()
    assert shipped()["$defs"]["Step"]["properties"].keys() == Step.model_fields.keys()


def test_only_what_was_promised_is_required() -> None:
    assert set(shipped()["required"]) == {"format", "version", "id", "title", "steps"}
    assert set(shipped()["$defs"]["Step"]["required"]) == {"id", "kind", "caption"}


def test_unknown_fields_are_allowed_everywhere() -> None:
    for name, definition in shipped()["$defs"].items():
        if definition["type"] == "object":
            assert definition["additionalProperties"] is True, name


@pytest.mark.parametrize(
    "kind", ["box", "pointer", "ring", "arrow", "text", "number", "highlight", "spotlight", "hide"]
)
def test_the_fields_of_every_mark_are_told(kind: str) -> None:
    marks = [each for name, each in shipped()["$defs"].items() if name.endswith("Mark")]
    (mark,) = (each for each in marks if each["properties"]["kind"]["const"] == kind)
    assert mark["description"]
    assert "kind" in mark["required"]
    assert len(mark["required"]) > 1
