"""The JSON Schema of `guide.json`, for programs that write or read guides without Handrail.

It is generated from the model and shipped beside it. `python -m recorder.document.schema` refreshes the file;
a test tells when that was forgotten.
"""

import json
from pathlib import Path
from typing import Any

from recorder.document.guide import VERSION, Guide

PATH = Path(__file__).with_name("guide.schema.json")


def guide_schema() -> dict[str, Any]:
    """Return the schema of this version's guides (JSON Schema 2020-12)."""
    schema = Guide.model_json_schema()
    for name, definition in schema["$defs"].items():
        if name.endswith("Mark"):
            # Code may leave out a mark's kind, since its class says it; a document may not.
            definition["required"] = ["kind", *definition["required"]]
    schema["properties"]["version"] |= {"minimum": 1, "maximum": VERSION}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Handrail guide"}


def schema_text() -> str:
    """Return the schema as the file holds it."""
    return json.dumps(guide_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(schema_text(), encoding="utf-8")
