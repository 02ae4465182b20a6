"""From facts to prose: the only way from a recording to a guide."""

from recorder.compose.compose import compose

__all__ = ["compose"]
