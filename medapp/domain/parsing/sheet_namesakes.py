"""Columns whose headings read like those of a test or a result, and that are the person's name or an earlier result."""

import re
from collections.abc import Sequence

from medapp.domain.parsing.header_words import fold_heading
from medapp.domain.parsing.names import is_known_name
from medapp.domain.parsing.sheet_columns import Rows, shares

OF_OTHERS = ("person", "previous", "birth", "sex", "age", "laboratory")
_OF_PERSON = ("person", "birth", "sex", "age")
_LAST = re.compile(r"\blast\b|последн", re.IGNORECASE)
_BARE = ("name", "names", "display name")  # of the person or of the test
_SAMPLE = 200


def told_apart(kinds: Sequence[str | None], row: Sequence[str], below: Rows) -> list[str | None]:
    """The kinds of a row of headings, but for a person's name, a panel and an earlier result."""
    found = list(kinds)
    for index in [index for index, kind in enumerate(found) if kind == "name"]:
        cells = [cells[index] for cells in below[:_SAMPLE] if index < len(cells) and cells[index]]
        if any(map(is_known_name, dict.fromkeys(cells))):
            continue
        others = [at for at, kind in enumerate(found) if kind == "name" and at != index]
        is_one = len(cells) > 2 and len(set(cells)) == 1
        if fold_heading(row[index]) in _BARE and any(kind in _OF_PERSON for kind in found):
            free = (at for at, kind in enumerate(found) if kind is None and row[at])
            if is_one or others or any(shares(below, at)["name"] >= 0.5 for at in free):
                found[index] = "person"
        elif is_one and any(_varies(at, below) for at in others):
            found[index] = "section" if "section" not in found else None
    return _without_last(found, row)


def _varies(index: int, below: Rows) -> bool:
    return len({cells[index] for cells in below[:_SAMPLE] if index < len(cells) and cells[index]}) > 1


def _without_last(kinds: list[str | None], row: Sequence[str]) -> list[str | None]:
    """`Last result` beside `Result` is the one before, and so is the `Last date` beside it."""
    last = {at for at, kind in enumerate(kinds) if kind in ("value", "day") and _LAST.search(row[at])}
    twice = {kind for at, kind in enumerate(kinds) if at not in last} & {kinds[at] for at in last}
    earlier = {"value", "day"} if "value" in twice else twice
    return ["previous" if at in last and kind in earlier else kind for at, kind in enumerate(kinds)]
