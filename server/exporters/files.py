"""Where an export lands: whole, or not at all."""

import secrets
from pathlib import Path

from server.errors import ServerError


class ExportError(ServerError):
    """The export cannot be written where it should go."""


def write_whole(path: Path, content: bytes) -> None:
    """Write the file so that nobody ever sees half of it; ExportError where the disk refuses."""
    draft = path.with_name(f".{path.name[:80]}.{secrets.token_hex(6)}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written ({error.strerror}): choose another place with -o."
        ) from error
    finally:
        draft.unlink(missing_ok=True)
