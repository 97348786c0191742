"""Values of one marker in one unit, and the step between two of them: what a chart, a table and a comparison share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from medapp.domain.analytes import Analyte
from medapp.domain.series import Point
from medapp.domain.units import from_canonical, parse_unit, show_unit, to_canonical
from medapp.i18n import format_number, translate
from medapp.i18n.formats import NO_BREAK_SPACE, TRUE_MINUS
from medapp.ui.views.printed import show_value, with_unit

_PLAIN = re.compile(r"[<>≤≥=\s]*(\d+(?:[.,]\d+)?)\s*")
WHOLE_PERCENT = 10  # from here on a tenth of a per cent says nothing
MINUS = TRUE_MINUS


@dataclass(frozen=True)
class StepView:
    """From one value to the next: "−4", "−4 g/L" and "−3.4 %"; all empty when nothing may be subtracted."""

    number: str = ""
    amount: str = ""
    percent: str = ""
    words: str = ""


def unit_of(points: Sequence[Point], analyte: Analyte, wanted: str | None = None) -> str:
    """The unit a series is shown in: the `wanted` one, else that of its newest printed value that can be converted,
    else the canonical one.
    """
    if wanted and from_canonical(1.0, wanted, analyte) is not None:
        return wanted
    for point in reversed(points):
        printed = parse_unit(point.measurement.unit_as_printed, analyte)
        if printed and from_canonical(1.0, printed, analyte) is not None:
            return printed
    return analyte.unit


def value_in(point: Point, unit: str, analyte: Analyte) -> Decimal | None:
    """The number in `unit`: the printed digits where the report uses it, else three figures; None without a number."""
    m = point.measurement
    if m.value is None:
        return None
    if parse_unit(m.unit_as_printed, analyte) == unit and (plain := _PLAIN.fullmatch(m.value_as_printed)):
        return Decimal(plain[1].replace(",", "."))
    converted = m.value if unit == analyte.unit else from_canonical(m.value, unit, analyte)
    return None if converted is None else _three_figures(converted)


def limits_in(point: Point, unit: str, analyte: Analyte) -> tuple[float | None, float | None]:
    """The limits the point was rated against, in `unit`."""
    rating = point.rating
    own = parse_unit(point.measurement.unit_as_printed, analyte) if rating.whose == "report" else analyte.unit
    return _converted(rating.low, own, unit, analyte), _converted(rating.high, own, unit, analyte)


def show_amount(point: Point, unit: str, analyte: Analyte, language: str) -> str:
    """The value as printed, or the converted one, with its "<" or ">"."""
    m = point.measurement
    value = value_in(point, unit, analyte)
    if value is None or (parse_unit(m.unit_as_printed, analyte) == unit and _PLAIN.fullmatch(m.value_as_printed)):
        return show_value(m.value_as_printed, language)
    sign = f"{m.comparator}{NO_BREAK_SPACE}" if m.comparator else ""
    return sign + format_number(value, language)


def show_step(before: Point, after: Point, unit: str, analyte: Analyte, language: str) -> StepView:
    """The difference of two exact values in `unit`, with the decimals both of them have."""
    first, last = value_in(before, unit, analyte), value_in(after, unit, analyte)
    if first is None or last is None:
        return StepView()
    number = _signed(last - first, language)
    amount = with_unit(number, show_unit(unit, language))
    if last == first:
        same = translate(language, "compare.same")
        return StepView(same, same, "", same)
    if first <= 0:
        return StepView(number, amount, "", amount)
    percent = show_percent(float((last / first - 1) * 100), language)
    return StepView(number, amount, percent, translate(language, "trends.change", step=amount, share=percent))


def show_percent(percent: float, language: str) -> str:
    """ "+3.2 %", "−61 %"."""
    digits = 0 if abs(percent) >= WHOLE_PERCENT else 1
    return f"{_signed(Decimal(repr(percent)), language, digits)}{NO_BREAK_SPACE}%"


def _signed(number: Decimal, language: str, digits: int | None = None) -> str:
    text = format_number(number, language, digits)
    return text if text.startswith(MINUS) or number == 0 else f"+{text}"


def _converted(limit: float | None, own: str | None, unit: str, analyte: Analyte) -> float | None:
    if limit is None or own == unit:
        return limit
    canonical = to_canonical(limit, own, analyte) if own else None
    return None if canonical is None else from_canonical(canonical, unit, analyte)


def _three_figures(value: float) -> Decimal:
    digits = max(0, 2 - floor(log10(abs(value)))) if value else 0
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits))
