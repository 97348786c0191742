# ruff: noqa: E501 - tables of data
"""Sets a report as a PDF in a described layout: columns anywhere, wraps, flags, page breaks, watermarks, turns."""

import io
from dataclasses import dataclass, field
from pathlib import Path

import matplotlib
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.reports import Report, Row, Section

_FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
A4 = (595.0, 842.0)


def _register() -> None:
    if "Sans" not in pdfmetrics.getRegisteredFontNames():
        for name, file in (
            ("Sans", "DejaVuSans"),
            ("Sans-Bold", "DejaVuSans-Bold"),
            ("Serif", "DejaVuSerif"),
            ("Mono", "DejaVuSansMono"),
        ):
            pdfmetrics.registerFont(TTFont(name, str(_FONTS / f"{file}.ttf")))


@dataclass(frozen=True)
class Col:
    """`kind`: name value unit range flag previous1 previous2 method code value+unit range+unit value+flag comment lab."""

    kind: str
    x: float
    heading: str = ""
    align: str = "left"
    width: float = 0.0


@dataclass(frozen=True)
class Layout:
    """`flag` says how out-of-range is marked: column, glued, star, before, word, margin, bold, after_range, none."""

    cols: tuple[Col, ...]
    size: float = 9.0
    pitch: float = 1.9
    leading: float = 1.2
    valign: str = "top"
    flag: str = "none"
    headings: bool = True
    repeat: str = "section"  # section, page, once, none
    font: str = "Sans"
    page: tuple[float, float] = A4
    rotate: int = 0
    watermark: str = ""
    word_by_word: bool = False
    raised: bool = False
    methods: bool = False
    decimal: str = ""
    advice: tuple[str, ...] = ()
    foot_room: float = 60.0
    turned: bool = False
    footer_heading: bool = False
    indent: float = 0.0
    upper_sections: bool = False
    marks: dict[str, str] = field(default_factory=dict)


class _Page:
    """A canvas with a cursor that goes down."""

    def __init__(self, report: Report, layout: Layout) -> None:
        _register()
        self.buffer = io.BytesIO()
        self.layout, self.report = layout, report
        self.width, self.height = layout.page
        size = (self.height, self.width) if layout.turned and not layout.rotate else layout.page  # /Rotate swaps them
        self.canvas = Canvas(self.buffer, pagesize=size, pageCompression=0)
        self.y = 0.0
        self.begin()

    def begin(self) -> None:
        if self.layout.rotate:
            self.canvas.setPageRotation(self.layout.rotate)
        if self.layout.turned:
            self.canvas.translate(self.height, 0)
            self.canvas.rotate(90)
        self.y = self.height - 40
        if self.layout.watermark:
            self.canvas.saveState()
            self.canvas.setFont("Sans-Bold", 70)
            self.canvas.translate(120, 200)
            self.canvas.rotate(50)
            self.canvas.drawString(0, 0, self.layout.watermark)
            self.canvas.restoreState()
        for line in self.report.head:
            self.text(40, line)
            self.down(1.5)
        self.down(1.0)

    def down(self, lines: float) -> None:
        self.y -= lines * self.layout.size

    def text(self, x: float, text: str, align: str = "left", bold: bool = False, dy: float = 0.0) -> None:
        font = "Sans-Bold" if bold else self.layout.font
        size = self.layout.size
        width = pdfmetrics.stringWidth(text, font, size)
        x -= width if align == "right" else width / 2 if align == "center" else 0.0
        pieces = text.split(" ") if self.layout.word_by_word else [text]
        for piece in pieces:
            self._piece(x, self.y + dy, piece, font, size)
            x += pdfmetrics.stringWidth(piece + " ", font, size)

    def _piece(self, x: float, y: float, text: str, font: str, size: float) -> None:
        head, mark, tail = text.partition("10^") if self.layout.raised else (text, "", "")
        if not mark:
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, text)
            return
        power = tail[: len(tail) - len(tail.lstrip("0123456789"))]
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, f"{head}10")
        x += pdfmetrics.stringWidth(f"{head}10", font, size)
        self.canvas.setFont(font, size * 0.6)
        self.canvas.drawString(x, y + 0.4 * size, power)
        x += pdfmetrics.stringWidth(power, font, size * 0.6)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, tail[len(power) :])

    def turn(self) -> None:
        for position, line in enumerate(self.report.foot):
            self.y = 30 + 12 * (len(self.report.foot) - position)
            self.text(40, line)
        self.canvas.showPage()

    def done(self) -> bytes:
        self.turn()
        self.canvas.save()
        return self.buffer.getvalue()


def typeset(report: Report, layout: Layout) -> bytes:
    """The report as PDF bytes."""
    page = _Page(report, layout)
    first = True
    for section in report.sections:
        _section(page, section, first)
        first = False
    for line in layout.advice:
        _room(page, 2)
        page.text(40, line)
        page.down(1.5)
    return page.done()


def _section(page: _Page, section: Section, first: bool) -> None:
    layout = page.layout
    if layout.footer_heading and not first:
        page.y = layout.foot_room + 1.2 * layout.size
    else:
        _room(page, 7)
    title = section.title.upper() if layout.upper_sections else section.title
    page.text(40, title, bold=True)
    page.down(layout.pitch)
    if layout.headings and (layout.repeat == "section" or first):
        _headings(page)
    for row in section.rows:
        if _room(page, 4) and layout.headings and layout.repeat in ("section", "page"):
            _headings(page)
        _row(page, row)


def _room(page: _Page, lines: float) -> bool:
    """Turn the page when less than `lines` are left; True when it was turned."""
    if page.y - lines * page.layout.size > page.layout.foot_room:
        return False
    page.turn()
    page.begin()
    return True


def _headings(page: _Page) -> None:
    lines = max(col.heading.count("\n") for col in page.layout.cols) + 1
    for col in page.layout.cols:
        for index, part in enumerate(col.heading.split("\n")):
            page.text(col.x, part, col.align, bold=True, dy=-index * page.layout.leading * page.layout.size)
    page.down((lines - 1) * page.layout.leading + page.layout.pitch)


def wrap(text: str, width: float, font: str, size: float) -> list[str]:
    """The text over as many lines as `width` asks for."""
    if not width:
        return [text]
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and pdfmetrics.stringWidth(joined, font, size) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _row(page: _Page, row: Row) -> None:
    layout = page.layout
    cells = {col.kind: _cell(col.kind, row, layout) for col in layout.cols}
    blocks = {
        col.kind: (
            list(row.norm_lines)
            if col.kind == "range" and row.norm_lines
            else wrap(cells[col.kind], col.width, layout.font, layout.size)
        )
        for col in layout.cols
    }
    tallest = max(len(block) for block in blocks.values())
    step = layout.leading * layout.size
    for col in layout.cols:
        block = blocks[col.kind]
        spare = {"top": 0.0, "middle": (tallest - len(block)) / 2, "bottom": tallest - len(block)}[layout.valign]
        bold = layout.flag == "bold" and bool(row.flag) and col.kind.startswith("value")
        for index, line in enumerate(block):
            x = col.x + (layout.indent if col.kind == "name" else 0.0)
            page.text(x, line, col.align, bold, dy=-(spare + index) * step)
    if layout.flag == "margin" and row.flag:
        page.text(20, "!!!")
    if layout.methods and row.method:
        page.text(layout.cols[0].x, f"({row.method})", dy=-tallest * step)
        page.down(layout.leading)
    page.down((tallest - 1) * layout.leading + layout.pitch)
    for note in row.notes:
        page.text(layout.cols[0].x, note)
        page.down(layout.pitch)


def _cell(kind: str, row: Row, layout: Layout) -> str:
    style = layout.flag if row.flag else "none"
    mark = layout.marks.get(row.flag, row.flag)
    value = {"glued": row.value + mark, "star": row.value + "*", "before": f"{mark} {row.value}"}.get(style, row.value)
    norm = f"{mark} {row.norm}" if style == "word" else f"{row.norm} {mark}" if style == "after_range" else row.norm
    return {
        "name": row.name, "value": value, "unit": row.unit, "range": norm, "flag": mark if style == "column" else "",
        "previous1": row.previous[0] if row.previous else "", "previous2": row.previous[1] if len(row.previous) > 1 else "",
        "method": row.method or "ИФА", "code": "A12.05", "value+unit": f"{value} {row.unit}".strip(), "range+unit": f"{norm} {row.unit}".strip() if row.norm else "",
        "value+flag": f"{value} {mark}".strip(), "comment": "повышено" if mark == "H" else "", "lab": "01",
    }[kind]  # fmt: skip
