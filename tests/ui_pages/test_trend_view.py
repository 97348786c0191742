"""What a marker's page says about its values: the last step, the direction, the breaks, and the exact table."""

from datetime import date

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.domain.interpretation import flags
from medapp.domain.people import Person
from medapp.domain.results import Measurement
from medapp.domain.series import Point, link
from medapp.domain.units import parse_unit, to_canonical
from medapp.services.trends import Series
from medapp.ui.views.sparks import filter_markers, list_markers, show_spark
from medapp.ui.views.trend import TrendView, show_trend

CATALOGUE = load_catalogue()


def point(value: str, day: str, analyte: str = "hemoglobin", unit: str = "г/л", **more: object) -> Point:
    entry = CATALOGUE.analytes[analyte]
    ucum = parse_unit(unit, entry)
    facts: dict[str, object] = {"ref_low": 117.0, "ref_high": 155.0, "ref_as_printed": "117-155"}
    facts |= {name: more.pop(name) for name in ("ref_low", "ref_high", "ref_as_printed", "confidence") if name in more}
    number = to_canonical(float(value.strip("<>").replace(",", ".")), ucum, entry)
    measurement = Measurement(
        analyte, "Имя", value, unit, comparator=value[0] if value[0] in "<>" else None, value=number, unit=entry.unit,
        **({"confidence": 0.99} | facts),  # type: ignore[arg-type]
    )  # fmt: skip
    rating = flags.rate(measurement, Person(), CATALOGUE)
    known = {"laboratory": "Север"} | more
    return Point((value + day,), "r" + day, date.fromisoformat(day), "sampled", measurement, rating, **known)  # type: ignore[arg-type]


def series(*points: Point) -> Series:
    analyte = points[0].measurement.analyte or ""
    return Series(analyte, len(points), link(points, CATALOGUE.analytes[analyte]))


def shown(*points: Point, language: str = "ru") -> TrendView:
    return show_trend(series(*points), CATALOGUE, language)


def words(view: TrendView) -> str:
    return " ".join(f"{item.lead} {item.rest}" for item in view.statements).replace("\u00a0", " ")


FALLING = (
    point("122", "2025-03-12"), point("119", "2025-12-03"), point("117", "2026-06-02"), point("113", "2026-11-14"),
)  # fmt: skip


def test_three_statements_as_drawn() -> None:
    said = words(shown(point("125", "2024-05-20", laboratory="Клиника"), *FALLING))
    assert "С 2 июня: −4 г/л (−3,4 %), в пределах обычных колебаний." in said
    assert "С марта 2025: 3 снижения подряд, −9 г/л (−7,4 %)." in said
    assert "С 12 марта 2025 анализ делала другая лаборатория" in said


def test_the_figure_of_usual_variation_names_its_source() -> None:
    assert any("EFLM" in item.source for item in shown(*FALLING).statements)


def test_nothing_is_subtracted_across_a_break() -> None:
    view = shown(point("160", "2026-01-01", laboratory="Клиника"), point("120", "2026-02-01"))
    assert "−40" not in words(view)
    assert [row.step for row in view.rows] == ["не сравниваем", "–"]


def test_values_of_another_unit_are_drawn_on_one_scale_and_printed_as_they_were() -> None:
    view = shown(
        point("13,4", "2026-01-01", unit="г/дл", ref_low=11.7, ref_high=15.5, ref_as_printed="11,7-15,5"),
        point("134", "2026-02-01"),
    )
    newer, older = view.rows
    assert (newer.value, newer.unit) == ("134", "")
    assert (older.value, older.unit) == ("13,4", "г/дл")
    assert view.wide.signs[0].move.split()[1] == view.wide.signs[1].move.split()[1], "the same height"
    assert len(view.wide.bands) == 2


def test_a_bound_is_drawn_open_and_never_subtracted() -> None:
    facts = {"analyte": "crp", "unit": "мг/л", "ref_low": None, "ref_high": 5.0, "ref_as_printed": "<5"}
    view = shown(point("<0,5", "2026-01-01", **facts), point("1,2", "2026-02-01", **facts))  # type: ignore[arg-type]
    assert "open" in view.wide.signs[0].classes
    assert "open" not in view.wide.signs[1].classes
    assert view.wide.loose
    assert all("(" not in row.percent for row in view.rows)
    assert "Пустой знак" in words(view)


def test_a_doubtful_number_is_in_the_table_and_not_in_the_drawing() -> None:
    view = shown(point("120", "2026-01-01"), point("1200", "2026-02-01", confidence=0.3))
    assert len(view.wide.signs) == 1
    assert view.rows[0].doubt


def test_only_doubtful_numbers_draw_nothing_and_say_so() -> None:
    view = shown(point("1200", "2026-02-01", confidence=0.3))
    assert not view.label
    assert "Ни одно из значений" in words(view)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_one_value_promises_the_line(language: str) -> None:
    view = shown(point("120", "2026-01-01"), language=language)
    assert len(view.statements) == 1
    assert "120" in view.label


def test_five_hundred_values_keep_the_table_short() -> None:
    days = [date.fromordinal(date(2010, 1, 1).toordinal() + 12 * i).isoformat() for i in range(500)]
    view = shown(*(point(str(120 + i % 20), day) for i, day in enumerate(days)))
    assert len(view.rows) == 30
    assert len(view.older) == 470
    assert view.older_title
    assert all(spot.tab == -1 for spot in view.wide.spots), "the keyboard goes through the table"


def test_the_list_puts_what_is_outside_first_and_is_found_in_both_languages() -> None:
    inside = series(
        point("5,1", "2026-01-01", "glucose", "ммоль/л", ref_low=3.9, ref_high=6.1, ref_as_printed="3,9-6,1")
    )
    outside = series(*FALLING)
    links = list_markers([inside, outside], "glucose", "", CATALOGUE, "ru")
    assert [(link.analyte, link.is_current) for link in links] == [("hemoglobin", False), ("glucose", True)]
    for text in ("гемогл", "Haemoglobin", "HGB", " гемоГЛОБИН "):
        assert [link.analyte for link in filter_markers(links, text)] == ["hemoglobin"], text
    assert filter_markers(links, "нет такого") == []


def test_a_sparkline_needs_two_values_and_says_the_last_change() -> None:
    entry = CATALOGUE.analytes["hemoglobin"]
    assert not show_spark(series(FALLING[0]).points, entry, "ru").path
    spark = show_spark(series(*FALLING).points, entry, "ru")
    assert spark.path.count("L") == 3
    assert spark.change.replace("\u00a0", " ") == "−4 г/л (−3,4 %) с 2 июня"
