"""A guide as JSON text, checked at the border: strict types, and complaints that name the field."""

import json
import math
import re
from typing import Any

from pydantic import ValidationError

from recorder.document.complaints import complaint
from recorder.document.guide import FORMAT, VERSION, Guide
from recorder.document.limits import DEFAULT, Limits
from recorder.errors import GuideFileError

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # PostgreSQL keeps no text with one
_HALF_A_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


def guide_to_json(guide: Guide) -> bytes:
    """Return the guide as readable JSON, fields in the order of the model, unknown ones last."""
    return (json.dumps(guide.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()


def guide_from_json(text: bytes, limits: Limits = DEFAULT) -> Guide:
    """Return the guide that the text holds; raises GuideFileError with the field and what it should be."""
    data = read_json(text, "guide.json", limits)
    if not isinstance(data, dict):
        raise GuideFileError("guide.json should hold an object: export the guide again.")
    if data.get("format") != FORMAT:
        raise GuideFileError(f'guide.json does not say "format": "{FORMAT}": this is no guide of Handrail.')
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise GuideFileError(
            "guide.json: version should be a whole number from 1 on: export the guide again."
        )
    if version > VERSION:
        raise GuideFileError("The guide was made by a newer Handrail: please update this one.")
    try:
        return Guide.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise GuideFileError(
            f"guide.json: {complaint(error)}: mend it, or export the guide again."
        ) from error


def read_json(text: bytes, name: str, limits: Limits = DEFAULT) -> Any:
    """Return what the text holds, if any program could write it back; `name` is for the message."""
    if len(text) > limits.json_bytes:
        raise GuideFileError(
            f"{name} has more than the {limits.json_bytes:,} bytes allowed: split the guide in two."
        )
    try:
        decoded = text.decode()
        data = json.loads(decoded, parse_constant=_refuse, parse_float=_finite)
        _check_depth(data, limits.json_depth)
        if _HALF_A_CHARACTER.search(decoded):
            json.dumps(data, ensure_ascii=False).encode()
    except RecursionError as error:
        raise _too_deep(name) from error
    except ValueError as error:  # also what is not UTF-8, and half of a character
        raise GuideFileError(f"{name} is not valid JSON: export the guide again.") from error
    except _TooDeepError as error:
        raise _too_deep(name) from error
    if _NUL.search(decoded):
        raise GuideFileError(f"{name} holds a NUL, which belongs into no text: export the guide again.")
    return data


class _TooDeepError(Exception):
    """Lists in lists in lists."""


def _too_deep(name: str) -> GuideFileError:
    return GuideFileError(f"{name} is nested deeper than any guide: export the guide again.")


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(number)
    return value


def _check_depth(data: Any, most: int) -> None:
    layer, depth = [data], 0
    while layer:
        if depth > most:
            raise _TooDeepError
        layer = [child for each in layer if isinstance(each, dict | list) for child in _children(each)]
        depth += 1


def _children(node: dict[str, Any] | list[Any]) -> list[Any]:
    return list(node.values()) if isinstance(node, dict) else node
