"""Numbers, quantities, dates and times as a language writes them."""

from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal

from medapp.i18n.messages import find_message

NO_BREAK_SPACE = "\u00a0"
TRUE_MINUS = "\u2212"
GROUP_FROM = 10_000  # 1234 stays together, 12 345 does not


def format_number(value: float | int | Decimal, language: str, digits: int | None = None) -> str:
    """A number with the language's decimal sign, a true minus, and groups from 10 000 on.

    `digits` fixes the decimal places; without it the number keeps those it has.
    """
    number = value if isinstance(value, Decimal) else Decimal(repr(value) if isinstance(value, float) else value)
    if digits is not None:
        number = number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = _plain(abs(number), keep_zeros=digits is not None or isinstance(value, Decimal))
    whole, _, fraction = text.partition(".")
    if int(whole) >= GROUP_FROM:
        whole = f"{int(whole):,}".replace(",", _format("group", language))
    is_zero = not any(c in "123456789" for c in text)
    sign = TRUE_MINUS if number < 0 and not is_zero else ""
    return sign + whole + (_format("decimal", language) + fraction if fraction else "")


def format_quantity(value: float | int | Decimal, unit: str | None, language: str, digits: int | None = None) -> str:
    """A number and its printed unit with a no-break space between."""
    number = format_number(value, language, digits)
    return f"{number}{NO_BREAK_SPACE}{unit}" if unit else number


def format_date(day: date, language: str, *, with_year: bool = True) -> str:
    """14 November 2026, 14 ноября 2026."""
    months = find_message(language, "format.months") or ()
    pattern = _format("date" if with_year else "day_month", language)
    return pattern.format(day=day.day, month=tuple(months)[day.month - 1], year=day.year)


def format_short_date(day: date, language: str, *, with_year: bool = True) -> str:
    """14 Nov 2026, 14 ноя 2026: for tables and charts."""
    months = find_message(language, "format.months_short") or ()
    pattern = _format("date" if with_year else "day_month", language)
    return pattern.format(day=day.day, month=tuple(months)[day.month - 1], year=day.year)


def format_month(day: date, language: str) -> str:
    """The month alone, short: Nov, май."""
    return str(tuple(find_message(language, "format.months_alone") or ())[day.month - 1])


def format_month_year(day: date, language: str) -> str:
    """ "March 2025", and in Russian the form that stands after "с" and "до": "марта 2025"."""
    months = find_message(language, "format.months") or ()
    return f"{tuple(months)[day.month - 1]} {day.year}"


def format_time(moment: datetime, language: str, zone: tzinfo | None = None) -> str:
    """14:08 in `zone`; without one, in the server's own zone."""
    local = moment.astimezone(zone)
    return _format("time", language).format(hour=local.hour, minute=f"{local.minute:02d}")


def format_datetime(moment: datetime, language: str, zone: tzinfo | None = None) -> str:
    """14 November 2026, 14:08 in `zone`; without one, in the server's own zone."""
    local = moment.astimezone(zone)
    return _format("datetime", language).format(
        date=format_date(local.date(), language), time=format_time(moment, language, zone)
    )


def _format(name: str, language: str) -> str:
    return str(find_message(language, f"format.{name}"))


def _plain(number: Decimal, keep_zeros: bool) -> str:
    text = f"{number:f}"
    return text if keep_zeros else text.removesuffix(".0")
