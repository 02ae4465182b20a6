"""Pillow draws crop and marks when a picture is shown or exported; a stored picture stays raw.

One file a mark: each tells what it covers (`cover`) and draws itself (`draw`) on a `Canvas`.
"""

from recorder.document.paint.encoding import MEDIA_TYPE, encode
from recorder.document.paint.fonts import FONT
from recorder.document.paint.painting import mark_box, paint
from recorder.document.paint.pointer import POINTER_SIZE
from recorder.document.paint.style import WIDE, look

__all__ = ["FONT", "MEDIA_TYPE", "POINTER_SIZE", "WIDE", "encode", "look", "mark_box", "paint"]
