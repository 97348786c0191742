"""How much of a stranger's file is read before it is called too complex."""

from dataclasses import dataclass

DEFAULT_ENGINE = "tesseract"


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` of processor time bound one document, `glyphs` all its pages together, `cells` a whole workbook.

    `engine` names what reads the words of pictures (`medapp/ingest/ocr/engines`): how much it takes depends on it.
    """

    size_bytes: int = 20 * 1024 * 1024
    pages: int = 50
    glyphs: int = 300_000
    form_depth: int = 8
    forms: int = 5_000
    seconds: float = 20.0
    cells: int = 200_000
    engine: str = DEFAULT_ENGINE


DEFAULT_LIMITS = Limits()
