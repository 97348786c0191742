"""A share and a count of the same cells on one line: `Neutrophils  68.1%  *  7.99  x10^9/L  2.0 - 7.5`."""

import re

from medapp.domain.documents import Word
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.lines import text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.units import dimension_of, parse_unit

_SHARE = re.compile(r"\d{1,3}(?:[.,]\d+)?\s?%")
_COUNT = re.compile(r"\d+(?:[.,]\d+)?")


def split_double(words: list[Word]) -> list[list[Word]]:
    """The name with its share, and the name with its count, unit and range; the line as it is for any other."""
    at = next((index for index, word in enumerate(words) if _SHARE.fullmatch(word.text)), 0)
    behind = [word for word in words[at + 1 :] if not is_flag(word.text)]
    if not at or len(behind) < 2 or not _COUNT.fullmatch(behind[0].text) or not is_known_name(text_of(words[:at])):
        return [words]
    if dimension_of(parse_unit(behind[1].text) or "") != "number":
        return [words]
    return [words[: at + 1], [*words[:at], *words[at + 1 :]]]
