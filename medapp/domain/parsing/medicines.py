"""Tables of medicines on a page: doses and times a day under headings that say so, nothing that was measured."""

import re

from medapp.domain.parsing.freelines import read_line
from medapp.domain.parsing.lines import Line, height_of, text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.parsing.sheet_medicines import begins_results, names_medicines
from medapp.domain.units import parse_unit

_CONCENTRATION = re.compile(r"/[a-z]*L|%")  # UCUM: in so much of a volume, not a day
_APART = 1.2  # letter heights above a line that begins something else


def without_medicines(lines: list[Line]) -> list[Line]:
    """The lines without the tables of medicines among them, from their headings down to what is no row of theirs."""
    kept: list[Line] = []
    above: Line | None = None  # the line above, where that was one of a table of medicines
    pitch = 0.0
    for line in lines:
        cells = tuple(text_of(part) for part in line.parts())
        if names_medicines(cells):
            above, pitch = line, 0.0
            continue
        if above is not None:
            gap = line.y0 - above.y1
            apart = gap > max(_APART * height_of(line.words[0]), 1.5 * pitch)
            if begins_results(cells) or (apart and len(cells) == 1) or _was_measured(line):
                above = None
            else:
                above, pitch = line, max(pitch, gap)
                continue
        kept.append(line)
    return kept if len(kept) < len(lines) else lines


def _was_measured(line: Line) -> bool:
    """A known analyte in so much of a volume or in percent, as no dose is."""
    found = read_line(list(line.words))
    unit = (parse_unit(found.unit or "") or "") if found else ""
    return found is not None and bool(_CONCENTRATION.search(unit)) and is_known_name(found.name)
