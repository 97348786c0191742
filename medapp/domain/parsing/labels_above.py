"""Facts whose labels stand above them, as in a form: each label is put before what stands under it."""

import re

from medapp.domain.parsing.header import FACT_LABEL
from medapp.domain.parsing.lines import Line, text_of

_LABEL = re.compile(rf"(?:{FACT_LABEL})(?:\s*[/,]\s*(?:{FACT_LABEL}))*[\s:.*]*", re.IGNORECASE)
GAP = "  "
_NEXT_LINE = 2.4  # line heights from a label to what stands under it
_SAME_PLACE = 8.0  # points


def fact_lines(lines: list[Line]) -> list[str]:
    """The lines' texts from top to bottom, their wide gaps as two spaces; a line of labels and the one under it as
    `label: value` each.
    """
    texts: list[str] = []
    index = 0
    while index < len(lines):
        pairs = _pairs(lines[index], lines[index + 1]) if index + 1 < len(lines) else []
        texts += pairs or [GAP.join(text_of(part) for part in lines[index].parts())]
        index += 2 if pairs else 1
    return texts


def _pairs(upper: Line, lower: Line) -> list[str]:
    labels = upper.parts()
    if len(labels) < 2 or any(char.isdigit() for char in upper.text) or lower.y0 - upper.y0 > _NEXT_LINE * upper.size:
        return []
    known = sum(1 for label in labels if _LABEL.fullmatch(text_of(label)))
    values = lower.parts()
    if any(_LABEL.fullmatch(text_of(value)) for value in values):
        return []
    pairs = [
        f"{text_of(label).rstrip(' :')}: {text_of(value)}"
        for label in labels
        for value in values
        if abs(label[0].x0 - value[0].x0) <= _SAME_PLACE
    ]
    return pairs if known >= 2 and len(pairs) >= 2 and 2 * len(pairs) > len(values) else []
