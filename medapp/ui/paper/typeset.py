"""From a sheet to the bytes of a PDF: A4, one page for up to about thirty markers, fonts embedded, text selectable."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace

from medapp.domain.analytes import load_catalogue
from medapp.services.earlier import Earlier
from medapp.services.reports import ResultView
from medapp.settings import get_settings
from medapp.ui.paper.blocks import Block, blocks_of, draw_footer, draw_table_head
from medapp.ui.paper.pen import PLAIN, Pen, load_fonts
from medapp.ui.paper.sheet import Sheet, make_sheet

PAGE = (595.28, 841.89)
TOP, BOTTOM = 30.0, 790.0
ROW_HEIGHTS = (18.4, 16.6, 15.0, 13.8, 12.6, 11.6)  # the widest that takes the fewest pages


def typeset(
    result: ResultView, language: str, *, name: str = "", earlier: Earlier | None = None, link: str = ""
) -> bytes:
    """The result as a PDF in this language."""
    sheet = make_sheet(
        result,
        load_catalogue(),
        language,
        name=name,
        earlier=earlier,
        link=link,
        emergency_number=get_settings().emergency_number,
    )
    return draw(sheet)


def draw(sheet: Sheet) -> bytes:
    from reportlab.pdfgen.canvas import Canvas  # the typesetter is loaded for the first PDF, not with the pages

    load_fonts()
    pages = _fit(sheet)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE, pageCompression=1, initialFontName=PLAIN)
    canvas.setTitle(sheet.title)
    canvas.setAuthor("medapp")
    canvas.setCreator("medapp")
    canvas.setSubject(sheet.footer)
    canvas.setCatalogEntry("Lang", sheet.language)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    pen = Pen(canvas, PAGE[1])
    for number, page in enumerate(pages, start=1):
        for y, paint in page:
            paint(pen, y)
        draw_footer(pen, sheet, number, len(pages))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


Placed = list[tuple[float, Callable[[Pen, float], None]]]


def _fit(sheet: Sheet) -> list[Placed]:
    tries = [_paginate(sheet, blocks_of(sheet, height)) for height in ROW_HEIGHTS]
    return min(tries, key=len)


@dataclass(frozen=True)
class _Place:
    y: float
    page: int


def _paginate(sheet: Sheet, blocks: list[Block]) -> list[Placed]:
    """Each block at its height; a table that goes on over the page has its headings again."""
    pages: list[Placed] = [[]]
    place = _Place(TOP, 0)
    for block in blocks:
        if place.y + block.height + block.needs > BOTTOM and pages[-1]:
            pages.append([])
            place = _Place(TOP, place.page + 1)
            if block.in_table:
                head = draw_table_head(sheet)
                pages[-1].append((place.y, head.paint))
                place = replace(place, y=place.y + head.height)
        pages[-1].append((place.y, block.paint))
        place = replace(place, y=place.y + block.height)
    return pages
