"""A small catalogue and a result made by hand: what the views are tried on, apart from reading and rating."""

from datetime import UTC, date, datetime
from decimal import Decimal

from medapp.domain.analytes import Analyte, Catalogue, Critical, Panel, Source
from medapp.domain.people import Sex
from medapp.domain.results import (
    Contribution,
    Measurement,
    Missing,
    Rating,
    ScoreResult,
    State,
    Unrecognised,
)
from medapp.services.reports import ResultView, RowView

ONE = (Decimal(1), Decimal(0))


def analyte(ident: str, panel: str, unit: str, english: str, russian: str, **more: object) -> Analyte:
    names = {"en": english, "ru": russian}
    return Analyte(id=ident, panel=panel, unit=unit, names=names, short=names, **more)


HEMOGLOBIN = analyte(
    "hemoglobin",
    "blood",
    "g/L",
    "Haemoglobin",
    "Гемоглобин",
    conversions={"g/L": ONE, "g/dL": (Decimal(10), Decimal(0))},
)
FERRITIN = analyte("ferritin", "iron", "ug/L", "Ferritin", "Ферритин", conversions={"ug/L": ONE})
RED_CELLS = analyte("rbc", "blood", "10*12/L", "Red cells", "Эритроциты", conversions={"10*12/L": ONE})
POTASSIUM = analyte(
    "potassium",
    "salts",
    "mmol/L",
    "Potassium",
    "Калий",
    conversions={"mmol/L": ONE},
    critical=Critical(low=2.5, high=6.2, low_source="rcpath", high_source="rcpath"),
)

CATALOGUE = Catalogue(
    version="test",
    analytes={item.id: item for item in (HEMOGLOBIN, FERRITIN, RED_CELLS, POTASSIUM)},
    panels={
        "blood": Panel("blood", 1, {"en": "Blood cells", "ru": "Клетки крови"}),
        "iron": Panel("iron", 2, {"en": "Iron", "ru": "Железо"}),
        "salts": Panel("salts", 3, {"en": "Salts", "ru": "Соли"}),
    },
    sources={"rcpath": Source("rcpath", {"en": "RCPath 2017", "ru": "RCPath 2017"})},
    _by_alias={},
    _by_loinc={},
    _by_heading={},
)


def measured(
    ident: str | None, name: str, value: str, unit: str | None, ref: str | None = None, **more: object
) -> Measurement:
    """A row read with certainty from page 1."""
    number = None if any(letter.isalpha() for letter in value) else float(value.replace(",", ".").lstrip("<>"))
    return Measurement(
        **{
            "analyte": ident,
            "name_as_printed": name,
            "value_as_printed": value,
            "unit_as_printed": unit,
            "value": number,
            "ref_as_printed": ref,
            "page": 1,
            "confidence": 0.99,
            **more,
        }
    )


def rated(state: State, direction: int, value: float, low: float | None, high: float | None, unit: str) -> Rating:
    """Against the range printed on the report."""
    return Rating(state, direction, value, low, high, unit, "report")


FERRITIN_ROW = RowView(
    "r1",
    measured("ferritin", "Ферритин", "8,1", "мкг/л", "15 - 150"),
    rated(State.CLEARLY, -1, 8.1, 15, 150, "ug/L"),
)
HEMOGLOBIN_ROW = RowView(
    "r2",
    measured("hemoglobin", "Гемоглобин", "113", "г/л", "117 - 155"),
    rated(State.SLIGHTLY, -1, 113, 117, 155, "g/L"),
)
RED_CELLS_ROW = RowView(
    "r3",
    measured("rbc", "Эритроциты", "4,10", "10^12/л", "3,80 - 5,10"),
    rated(State.IN_RANGE, 0, 4.10, 3.80, 5.10, "10*12/L"),
)
UNKNOWN_ROW = RowView(
    "r4", measured(None, "Показатель Х", "не обнаружено", None), Rating(State.NOT_RATED, reason="no_range")
)
POTASSIUM_ROW = RowView(
    "r5",
    measured("potassium", "Калий", "6,9", "ммоль/л", "3,5 - 5,1"),
    rated(State.CRITICAL, 1, 6.9, 3.5, 5.1, "mmol/L"),
)

SCORED = ScoreResult(
    status="scored",
    score=58.2,
    low=51.4,
    high=64.0,
    score_class="typical",
    contributions=(Contribution("hemoglobin", 113, 0.21), Contribution("rbc", 4.1, -0.35)),
    missing=(Missing("potassium", 0.02), Missing("ferritin", 0.05)),
    model_name="profile",
    model_version="1.0",
)


def make_result(*rows: RowView, score: ScoreResult = SCORED, **more: object) -> ResultView:
    """A woman of 47, sampled on 14 November 2026."""
    return ResultView(
        **{
            "id": "result-1",
            "job_id": "job-1",
            "created_at": datetime(2026, 11, 22, 14, 6, tzinfo=UTC),
            "collected_at": date(2026, 11, 14),
            "reported_at": None,
            "laboratory": "Север",
            "file_name": "report.pdf",
            "reader": "pdf_text",
            "language": "ru",
            "pages": 1,
            "sex": Sex.FEMALE,
            "age_years": 47.0,
            "pregnant": None,
            "is_sample": False,
            "score": score,
            "rows": list(rows),
            "findings": (),
            "indices": (),
            "unrecognised": (Unrecognised("СОЭ по Панченкову ??", 1, "ambiguous"),),
            "previous": (),
            "warnings": (),
            "catalogue_version": "test",
            **more,
        }
    )
