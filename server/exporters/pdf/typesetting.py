"""Sets a sheet: data and pictures in, a PDF out. Fonts are ours; what they lack, the system's fill."""

import json
import logging
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import typst

import recorder

HERE = Path(__file__).parent
TEMPLATE = HERE / "guide.typ"
FONTS = (HERE, Path(recorder.__file__).parent / "document" / "fonts")
ACCESSIBLE: Final = "ua-1"

log = logging.getLogger(__name__)


def typeset(sheet: str, pictures: Mapping[str, bytes], made: datetime) -> bytes:
    """Return the PDF of a sheet, as its JSON; `pictures` are those it names.

    It is made to the rules of PDF/UA, for screen readers. Where a letter stands in no font here those rules
    forbid the file: it is made all the same, tagged but without their seal, and says so on its first page.
    """
    with tempfile.TemporaryDirectory(prefix="handrail-pdf-") as folder:
        root = Path(folder)
        (root / "guide.typ").write_bytes(TEMPLATE.read_bytes())
        for name, content in pictures.items():
            (root / name).write_bytes(content)
        at = made.replace(microsecond=0)
        fonts = typst.Fonts(font_paths=[str(folder) for folder in FONTS])
        compiler = typst.Compiler(str(root / "guide.typ"), font_paths=fonts, sys_inputs={"sheet": sheet})
        try:
            return _bytes(compiler.compile(format="pdf", timestamp=at, pdf_standards=ACCESSIBLE))
        except typst.TypstError as error:
            log.debug("Not by the rules of PDF/UA: %s", error.message)
            lacking = {"sheet": json.dumps(json.loads(sheet) | {"lacks": True})}
            return _bytes(compiler.compile(format="pdf", timestamp=at, sys_inputs=lacking))


def _bytes(made: object) -> bytes:
    assert isinstance(made, bytes)
    return made
