# ruff: noqa: E501 - tables of data
"""A report said in another way: what is printed changes, what it means does not.

`mutate` draws new values, then prints them with the other decimal mark, in other spellings of the unit or in a unit ten
or a thousand times as large, with ranges in another style, decoys between the rows, in a layout drawn by chance, and on
turned pages.
"""

import random
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.corpus.chance import draw_layout
from tests.corpus.reports import FULL_EN, FULL_RU, GERMAN, Report, Row, Section
from tests.corpus.typeset import Layout

REPORTS = (FULL_RU, FULL_EN, GERMAN)

_ROOM = 1.3  # some spellings and headings are longer than what the columns were made for
_SPELLINGS = {
    "10^9/л": ("10^9/л", "10*9/л", "x10^9/л", "х10*9/л", "10E9/л", "10⁹/л", "×10⁹/л", "тыс/мкл"),
    "10^12/л": ("10^12/л", "10*12/л", "х10^12/л", "10¹²/л", "млн/мкл"),
    "г/л": ("г/л", "g/L"), "фл": ("фл", "fL"), "пг": ("пг", "pg"), "мм/ч": ("мм/ч", "мм/час"),
    "ммоль/л": ("ммоль/л", "mmol/L"), "мкмоль/л": ("мкмоль/л", "umol/L", "µmol/L", "μmol/L"), "мг/л": ("мг/л", "mg/L"),
    "Ед/л": ("Ед/л", "ед/л", "Е/л", "U/L"), "мкМЕ/мл": ("мкМЕ/мл", "мМЕ/л", "мЕд/л", "µIU/mL"), "мкг/л": ("мкг/л", "нг/мл"),
    "g/dL": ("g/dL", "g/dl", "gm/dL"), "mill/cumm": ("mill/cumm", "10^6/µL", "x10E6/uL", "Million/uL"), "fL": ("fL", "fl"),
    "/µL": ("/µL", "/cumm", "cells/uL"), "mg/dL": ("mg/dL", "mg/dl"), "mmol/L": ("mmol/L", "mmol/l"), "U/L": ("U/L", "IU/L"),
    "mIU/L": ("mIU/L", "uIU/mL", "µIU/mL"), "mL/min/1.73m2": ("mL/min/1.73m2", "mL/min/1.73 m²"),
    "mmol/l": ("mmol/l", "mmol/L"), "mg/dl": ("mg/dl", "mg/dL"), "U/l": ("U/l", "U/L"), "g/dl": ("g/dl", "g/dL"), "/nl": ("/nl", "G/l", "10^9/l"),
    "/pl": ("/pl", "T/l", "10^12/l"),
}  # fmt: skip
_SCALES = {"г/л": ("г/дл", -1), "g/dL": ("g/L", 1), "g/dl": ("g/l", 1), "/µL": ("10^3/µL", -3)}
_DECOYS = {
    "ru": (
        "Глюкоза натощак 6,1 - 6,9 ммоль/л - нарушенная гликемия, более 7,0 ммоль/л - повод повторить анализ.",
        "Метод: колориметрический, прибор AU-680, серия 4471-02, годен до 12.2026.",
        "Целевой уровень ЛПНП при высоком риске менее 1,8 ммоль/л.",
        "Прием: железа сульфат 100 мг 2 раза в день, 8 недель.",
        "Справки по тел. 8 (800) 000-00-00, доб. 142, лицензия № ЛО-00-01-000123.",
    ),
    "en": (
        "Fasting glucose 100 - 125 mg/dL suggests prediabetes; 126 mg/dL or higher should be confirmed.",
        "Method: photometry, instrument AU-680, lot 4471-02, expires 12/2026.",
        "Target LDL cholesterol in high risk is below 70 mg/dL.",
        "Ferrous sulfate 325 mg twice daily for 8 weeks.",
        "Questions: phone 555-0100 ext. 142, CLIA 00D0000123.",
    ),
    "de": (
        "Bei HbA1c 5,7 - 6,4 % erhöhtes Diabetesrisiko.",
        "Methode: Photometrie, Gerät AU-680, Charge 4471-02.",
        "Rückfragen: Tel. 030 / 0000-142.",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """`meant` holds for each printed row its number in the unit of the unchanged report."""

    report: Report
    layout: Layout
    meant: tuple[Decimal, ...]


def mutate(report: Report, seed: int, decoys: bool = False, turned: bool = False, swapped: bool = False) -> Mutant:
    """The report said in another way; the same arguments always give the same. `swapped`: the other decimal mark."""
    chance = random.Random(seed)
    comma = ("," if report.language != "en" else ".") if not swapped else ("." if report.language != "en" else ",")
    spelled = {unit: chance.choice(spellings) for unit, spellings in _SPELLINGS.items()}
    between, joint = chance.choice((" - ", "-", " – ", " — ", "–")), chance.choice(("{}", "{}", "({})", "[{}]"))
    sections, meant = [], []
    for section in report.sections:
        rows = []
        for row in section.rows:
            number, low, high = _draw(row, chance)
            meant.append(number)
            unit, shift = _SCALES[row.unit] if row.unit in _SCALES and chance.random() < 0.3 else (row.unit, 0)
            said = _Saying(comma, between, joint, shift)
            notes = (chance.choice(_DECOYS[report.language]),) if decoys and chance.random() < 0.3 else ()
            rows.append(said.row(row, number, low, high, spelled.get(unit, unit), notes))
        sections.append(Section(section.title, tuple(rows)))
    layout = draw_layout(chance, report)
    if turned:
        layout = replace(layout, turned=True, rotate=90)
    cols = tuple(replace(col, x=40 + _ROOM * (col.x - 40)) for col in layout.cols if col.kind != "previous1")
    layout = replace(
        layout,
        cols=(replace(cols[0], width=cols[0].width * chance.choice((0.6, 0.8, 1.0))), *cols[1:]),
        page=(_ROOM * layout.page[0], layout.page[1]),
    )
    return Mutant(
        replace(report, sections=tuple(sections)),
        replace(layout, foot_room=chance.choice((60, 140, 300))),
        tuple(meant),
    )


def number_of(printed: str) -> Decimal:
    """The number a row of the unchanged reports prints; `9,800` and `185,000` hold a thousands comma."""
    bare = printed.strip("<> ")
    grouped = bare.endswith("00") and "," in bare and "." not in bare
    return Decimal(bare.replace(",", "" if grouped else "."))


def _draw(row: Row, chance: random.Random) -> tuple[Decimal, Decimal | None, Decimal | None]:
    """A new number near the range, in the steps of the printed one, and the limits."""
    was = number_of(row.value)
    low, high = (Decimal(f"{limit:g}") if limit is not None else None for limit in (row.low, row.high))
    if row.value[0] in "<>":
        return was, low, high
    floor, top = low or (high or was) * Decimal("0.6"), high or (low or was) * Decimal("1.5")
    drawn = floor + (top - floor) * Decimal(chance.randint(-20, 140)) / 100
    return max(drawn, floor * Decimal("0.7")).quantize(was), low, high


@dataclass(frozen=True)
class _Saying:
    """How numbers are printed: the decimal mark, what stands between limits and around them, and tens of the unit."""

    comma: str
    between: str
    around: str
    shift: int

    def row(
        self, row: Row, number: Decimal, low: Decimal | None, high: Decimal | None, unit: str, notes: tuple[str, ...]
    ) -> Row:
        sign = row.value[: len(row.value) - len(row.value.lstrip("<> "))]
        flag = "L" if low is not None and number < low else "H" if high is not None and number > high else ""
        lower, upper = (None if limit is None else self.number(limit) for limit in (low, high))
        norm = self.between.join(limit for limit in (lower, upper) if limit is not None)
        norm = f"< {norm}" if lower is None and norm else f"> {norm}" if upper is None and norm else norm
        bounds = (None if limit is None else float(limit.scaleb(self.shift)) for limit in (low, high))
        return Row(
            row.name,
            sign + self.number(number),
            unit,
            self.around.format(norm) if norm else "",
            *bounds,
            flag,
            (),
            row.method,
            notes=notes,
        )

    def number(self, number: Decimal) -> str:
        return f"{number.scaleb(self.shift):f}".replace(".", self.comma)
