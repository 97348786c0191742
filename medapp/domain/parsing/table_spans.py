"""How far down a page each table goes: to the next headings, or beside them when they stand over other columns."""

from dataclasses import dataclass, field

from medapp.domain.parsing.headings import Header


@dataclass
class Span:
    """`header`'s table ends before the line `end`; `rivals` are the headings of tables that stand beside it."""

    header: Header
    end: int
    rivals: list[Header] = field(default_factory=list)


def spans_of(headers: list[Header], count: int) -> list[list[Span]]:
    """The tables of a page of `count` lines, those that begin on one line together."""
    starts = sorted({header.first for header in headers})
    groups = [[header for header in headers if header.first == start] for start in starts]
    spans: list[list[Span]] = []
    for place, group in enumerate(groups):
        standing = [span.header for earlier in spans for span in earlier if span.end > starts[place]]
        spans.append([])
        for header in group:
            rivals = [other for other in (*group, *standing) if other is not header]
            spans[-1].append(Span(header, _end(header, groups[place + 1 :], bool(rivals), count), rivals))
    return spans


def _end(header: Header, later: list[list[Header]], has_rivals: bool, count: int) -> int:
    """A table alone ends at the next headings, one of several beside each other at the next over its columns."""
    for group in later:
        if not has_rivals or any(_overlap(header, other) for other in group):
            return group[0].first
    return count


def _overlap(one: Header, other: Header) -> bool:
    return one.columns[0].x0 < other.columns[-1].x1 and other.columns[0].x0 < one.columns[-1].x1
