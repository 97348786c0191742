"""Headings of one line centred beside headings of two."""

from medapp.domain.parsing.columns import find_headers
from medapp.domain.parsing.header_words import Role
from tests.reading.drawn import line


def test_headings_around_the_middle_line_are_put_together() -> None:
    lines = [
        line(100, (60, "Выделенный"), (260, "Ед.")),
        line(106, (180, "Количество"), (330, "Примечание")),
        line(112, (60, "микроорганизм"), (260, "изм.")),
        line(130, (60, "Escherichia coli"), (180, "10^6"), (260, "КОЕ/мл")),
    ]
    (header,) = find_headers(lines)
    assert [(column.role, column.text) for column in header.columns] == [
        (Role.NAME, "Выделенный микроорганизм"),
        (Role.VALUE, "Количество"),
        (Role.UNIT, "Ед. изм."),
        (Role.COMMENT, "Примечание"),
    ]


def test_lines_apart_are_not_put_together() -> None:
    lines = [
        line(100, (60, "Микроорганизм"), (260, "Ед.")),
        line(130, (180, "Количество"), (330, "Примечание")),
        line(160, (60, "Микроорганизм"), (260, "изм.")),
    ]
    assert find_headers(lines) == []
