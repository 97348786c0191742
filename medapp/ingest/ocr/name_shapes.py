# ruff: noqa: E501 - a table of patterns
"""Which name a recogniser meant: letters, numerals and crumbs that it mistakes, put right where that makes a known name."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from medapp.domain.parsing.names import is_known_name

_MOST_EDITS = 5  # kinds of mistakes that one name may hold
# What was seen, and what is printed. A letter of one alphabet stands for one of the other, a numeral for letters.
_EDITS = tuple(
    (re.compile(seen), printed)
    for seen, printed in (
        (r"(?<!\w)(?:Ш|[1lI|!]{3})(?!\w)", "III"), (r"\bП\b", "II"), (r"\bУП\b", "VII"), (r"\bУШ\b", "VIII"), (r"\b[1l|]Х\b", "IX"),
        (r"\bХП\b", "XII"), (r"\bХШ\b", "XIII"), (r"\$", "S"), (r"©", "C"), (r"(?<=[вВB])[бb]\b", "6"), (r"(?<=[вВB])\s?[1lI!|]\s?2\b", "12"),
        (r"(?<![\w,.])[0ОO](?=[,\s-]|$)", "D"), (r"(?<=[-\s])0(?=$|[\s,)])", "О"), (r"\bН[ЬЪ]\b", "Hb"),
        (r"\bН[ЬЪ][АA][l1I!|][сcС]\b", "HbA1c"), (r"(?<![^\W])[АA][l1I!|][сcС]\b", "A1c"), (r"(?<=Hb)[АA][l1I!|][сcС]\b", "A1c"),
        (r"(?<=глобулин )[СC](?=$|\s)", "G"), (r"\b[1l|]g(?=\s?[AMGEАМЕ])", "Ig"), (r"\s\(\w*\d\w*\)$", ""),
        (r"(?<=[ШI])\s%$", ""), (r"(?<=нтитромбин )[ТTПШИIl1|]{2,4}$", "III"),  # its serifs run together
        (r"^[iр‚,.|'`{}!]\s(?=\w{3})", ""), (r"(?<=\w{4})\s[рi|{}'!‚]$", ""),  # what a rule beside the name was taken for
    )
)  # fmt: skip


@lru_cache(maxsize=1024)
def meant_name(text: str) -> str | None:
    """The known name that the text was, with as few mistakes as do; None for a name that is known or cannot be told."""
    if len(text) < 3 or is_known_name(text):
        return None
    return next((name for name in _candidates(text) if is_known_name(name)), None)


def _candidates(text: str) -> Iterator[str]:
    fitting = [edit for edit in _EDITS if edit[0].search(text)][:_MOST_EDITS]
    for count in range(1, len(fitting) + 1):
        made = {_edited(text, edits) for edits in combinations(fitting, count)} - {text}
        yield from sorted(made)


def _edited(text: str, edits: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for seen, printed in edits:
        text = seen.sub(printed, text)
    return " ".join(text.split())
