"""What the model finds wrong, in a person's words: which field, and what was expected there."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

_EXPECTED = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "string_type": "text",
    "string_unicode": "text",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "named_tuple_type": "a list of numbers",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "dataclass_type": "an object",
    "datetime_type": "a date and time",
    "datetime_parsing": "a date and time such as 2026-11-21T09:30:00Z",
    "datetime_from_date_parsing": "a date and time such as 2026-11-21T09:30:00Z",
    "literal_error": "{expected}",
    "union_tag_invalid": "one of {expected_tags}",
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
    "string_too_long": "at most {max_length} characters",
    "too_long": "at most {max_length} entries",
    "string_pattern_mismatch": "text of the form {pattern}",
}


def complaint(error: ValidationError) -> str:
    """Return the first thing wrong as 'field: what was expected'; never what was found, it may be private."""
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{_path(first['loc'])} {_wanted(first['type'], first.get('ctx', {}), first['msg'])}".strip()


def _wanted(kind: str, context: Mapping[str, Any], message: str) -> str:
    if kind in {"missing", "union_tag_not_found"}:
        return "is missing" if kind == "missing" else "lacks its kind"
    if kind == "value_error":
        return str(context["error"])
    expected = _EXPECTED.get(kind)
    return f"should be {expected.format_map(context)}" if expected else f"is wrong ({message})"


def _path(location: tuple[int | str, ...]) -> str:
    path = ""
    for before, part in zip((None, *location), location, strict=False):
        if isinstance(part, int):
            path += f"[{part}]"
        elif not (isinstance(before, int) and path.rpartition(".")[2].startswith("marks[")):
            # After a mark's number pydantic puts in its kind, which is no field.
            path += f".{part}"
    return path.removeprefix(".")
