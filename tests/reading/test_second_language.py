"""A name printed in two languages is one name; a unit on two lines round its number is one unit."""

from medapp.domain.parsing.report import parse
from medapp.domain.results import ParsedReport
from medapp.ingest.formats import read_document
from tests.corpus.cases import set_text

HEADS = "Показатель                     Результат    Единица измерения     Референсные значения"


def report(*lines: str, step: float = 1.5) -> ParsedReport:
    return parse(read_document(set_text((HEADS, *lines), step=step), "a.pdf"))


def names(read: ParsedReport) -> list[tuple[str, str | None]]:
    return [(m.name_as_printed, m.analyte) for m in read.measurements]


def test_the_line_in_another_language_is_no_part_of_the_name() -> None:
    read = report(
        "Темір алмасуы / Обмен железа",
        "Железо сывороточное            6,8          мкмоль/л              6,6 - 26,0",
        "Темір",
        "Насыщение трансферрина железом 22           %                     20 - 50",
        "Трансферриннің темірмен қанығуы",
        "Витамины / Витаминдер",
        "Витамин В12                    241          пг/мл                 191 - 663",
        "В12 дәрумені",
    )
    assert names(read) == [
        ("Железо сывороточное", "iron"), ("Насыщение трансферрина железом", "tsat"),
        ("Витамин В12", "b12"),
    ]  # fmt: skip


def test_the_second_line_of_a_name_in_one_language_stays() -> None:
    read = report(
        "Железо сывороточное            6,8          мкмоль/л              6,6 - 26,0",
        "Насыщение трансферрина         22           %                     20 - 50",
        "железом",
    )
    assert names(read)[1][0] == "Насыщение трансферрина железом"


def test_a_unit_on_two_lines_round_its_number() -> None:
    read = report(
        "Фибриноген                     4,9          г/л                   2,0 - 4,0", "",
        "                                            нг/мл",
        "D-димер                        640                                0 - 500",
        "                                            FEU", "",
        "Антитромбин III                92           %                     83 - 128",
        step=0.85,
    )  # fmt: skip
    assert [m.unit_as_printed for m in read.measurements] == ["г/л", "нг/мл FEU", "%"]
    assert read.measurements[1].unit == "ng{FEU}/mL"
