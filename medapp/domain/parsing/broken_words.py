"""A name's lines put together where a line breaks inside a word: `Креатинкиназа-` over `МВ`."""

from medapp.domain.parsing.lines import text_of
from medapp.domain.parsing.names import is_exact_name
from medapp.domain.parsing.tables import TableLine


def whole_name_of(row: TableLine) -> str:
    """The row's name over all its lines."""
    name = ""
    for part in (*row.above_names, row.name, *row.below_names):
        name = _joined(name, text_of(part)) if name and part else name or text_of(part)
    return name


def _joined(head: str, tail: str) -> str:
    """A space between two words, nothing behind a word's hyphen; a broken word is whole where a known name tells."""
    spaced = f"{head} {tail}"
    if not head[-2:-1].isalnum() and not head[-1:].isalpha():
        return spaced
    hyphen = head.endswith("-")
    if (hyphen or head[-1:].islower()) and tail[:1].islower() and not is_exact_name(spaced):
        whole = head.removesuffix("-") + tail
        if is_exact_name(whole):
            return whole
    return head + tail if hyphen else spaced
