"""From a code and its values to words a person reads."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from medapp.i18n.formats import format_date, format_datetime, format_number
from medapp.i18n.messages import find_message, holder_of, knows, own_message
from medapp.i18n.plurals import RULES


def translate(language: str, code: str, **values: Any) -> str:
    """The words of `code` in `language`, English when the language lacks it.

    Numbers and dates among `values` are written as the language does; a message
    with plural forms is chosen by `count`. Raises LookupError for a code that
    no locale has.
    """
    message = find_message(language, code)
    if message is None:
        raise LookupError(f"no words for {code!r}")
    if isinstance(message, dict):
        return plural(language, code, values["count"], **{k: v for k, v in values.items() if k != "count"})
    if isinstance(message, tuple):
        raise LookupError(f"{code!r} is a list, not a message")
    return _fill(message, language, values)


def plural(language: str, code: str, count: float, **values: Any) -> str:
    """The form of `code` that goes with `count`; `{count}` stands for the number itself."""
    holder = holder_of(language, code)
    message = own_message(holder, code) if holder else None
    if holder is None or not isinstance(message, dict):
        raise LookupError(f"no plural forms for {code!r}")
    rule = RULES[str(own_message(holder, "language.plural"))]
    return _fill(message[rule.choose(count)], language, {**values, "count": count})


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What happened, whose fault it is, what to do next."""

    title: str
    detail: str
    next_step: str


def error_words(language: str, code: str, **values: Any) -> ErrorWords:
    """The words for an error code; an unknown one is told as our own fault."""
    known = code if knows(f"errors.{code}.title") else "internal"
    title, detail, next_step = (
        translate(language, f"errors.{known}.{part}", **values) for part in ("title", "detail", "next_step")
    )
    return ErrorWords(title, detail, next_step)


class _Shown(dict[str, str]):
    """A value nobody gave shows as an ellipsis: an error message must not fail itself."""

    def __missing__(self, key: str) -> str:
        return "…"


def _fill(text: str, language: str, values: dict[str, Any]) -> str:
    return text.format_map(_Shown({key: _show(value, language) for key, value in values.items()}))


def _show(value: Any, language: str) -> str:
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int | float | Decimal):
        return format_number(value, language)
    if isinstance(value, datetime):
        return format_datetime(value, language)
    if isinstance(value, date):
        return format_date(value, language)
    return str(value)
