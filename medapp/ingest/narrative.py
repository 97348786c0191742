"""Tables in the narrative of messages: what a sender wrote for people when it coded nothing."""

from html.parser import HTMLParser

from medapp.domain.documents import Table
from medapp.errors import TooComplex

MAX_CELLS = 5_000
_CELLS = ("td", "th")
_BREAKS = ("br", "p", "li", "content", "div")


class _Tables(HTMLParser):
    """Collects rows of cells; it follows no link and resolves no entity but letters."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.cells = 0
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 the parser's
        name = tag.rsplit(":", 1)[-1]
        if name in ("table", "tr"):
            self._open = False
        if name == "table":
            self.tables.append([])
        elif name == "tr" and self.tables:
            self.tables[-1].append([])
        elif name in _CELLS and self.tables and self.tables[-1]:
            if self.cells >= MAX_CELLS:
                raise TooComplex(limit=MAX_CELLS)
            self.tables[-1][-1].append("")
            self.cells += 1
            self._open = True
        elif name in _BREAKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag.rsplit(":", 1)[-1] in (*_CELLS, "tr", "table"):
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.tables[-1][-1][-1] += data


def tables_in(markup: str) -> tuple[Table, ...]:
    """Every table with two rows or more, cells stripped; raises TooComplex."""
    parser = _Tables()
    parser.feed(markup)
    parser.close()
    found = [tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows if row) for rows in parser.tables]
    return tuple(Table(rows) for rows in found if len(rows) > 1)
