"""Numbers that look odd beside their norm and are not: far above a limit, density in g/L, a dash for a norm."""

from medapp.domain.parsing.report import parse
from medapp.domain.results import ParsedReport
from medapp.ingest.formats import read_document

HEAD = "Показатель                 Результат     Ед. изм.      Норма\n"


def read(*lines: str) -> ParsedReport:
    return parse(read_document((HEAD + "\n".join(lines)).encode(), "pasted.txt"))


def test_a_possible_value_far_above_its_limit_is_no_doubt() -> None:
    report = read(
        "С-реактивный белок         212,4         мг/л          0 - 5",
        "Креатинин                  80            мкмоль/л      62 - 106",
    )
    assert report.measurements[0].warnings == ()
    assert report.measurements[0].confidence >= 0.95


def test_a_value_that_nothing_vouches_for_stays_doubtful() -> None:
    report = read(
        "Показатель неизвестный     212,4         мг/л          0 - 5",
        "Креатинин                  80            мкмоль/л      62 - 106",
    )
    assert report.measurements[0].warnings == ("far_from_range",)


def test_density_in_grams_a_litre_is_understood() -> None:
    report = read(
        "Общий анализ мочи",
        "Удельный вес               1015                        1008 - 1026",
        "Белок                      0,02          г/л           до 0,033",
    )
    density = report.measurements[0]
    assert (density.analyte, density.value_as_printed, density.value) == ("urine_sg", "1015", 1.015)
    assert (density.ref_low, density.ref_high, density.warnings) == (1008, 1026, ())


def test_a_dash_for_a_norm_is_no_norm() -> None:
    report = read(
        "Гемоглобин                 141           г/л           130 - 160",
        "Патология головки          94            %             —",
    )
    assert (report.measurements[1].ref_as_printed, report.measurements[1].warnings) == (None, ())
