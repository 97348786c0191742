"""A document's explaining pictures: every page, table or message with what was read where."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PIL import Image

from medapp.domain.documents import Document
from medapp.domain.parsing.trace import Trace
from medapp.domain.results import Measurement
from medapp.ingest.explain.backgrounds import backgrounds
from medapp.ingest.explain.pages import draw_page
from medapp.ingest.explain.sheets import draw_message, draw_table


def explain(document: Document, trace: Trace, rows: Sequence[Measurement], data: bytes) -> Iterator[Image.Image]:
    """Pictures in the document's order; `trace` and `rows` come from one reading, `rows` may be empty."""
    if document.structured is not None:
        yield from draw_message(document.structured, rows)
    for index, table in enumerate(document.tables):
        yield from draw_table(index, table, trace, rows)
    if document.pages:
        for page, background in zip(document.pages, backgrounds(document, data), strict=False):
            yield draw_page(page, background, trace, rows)


def save(pictures: Iterable[Image.Image], folder: Path, stem: str) -> list[Path]:
    """STEM.explain-1.png … in the folder, which is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, picture in enumerate(pictures, start=1):
        path = folder / f"{stem}.explain-{number}.png"
        picture.save(path, optimize=True)
        paths.append(path)
    return paths
