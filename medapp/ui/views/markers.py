"""One row of a report, ready to draw: in the list of all markers and as an attention item."""

from dataclasses import dataclass, field

from medapp.domain.analytes import Analyte, Catalogue
from medapp.domain.certainty import is_sure
from medapp.domain.results import Measurement, Rating, State
from medapp.domain.units import from_canonical, parse_unit
from medapp.i18n import knows, translate
from medapp.i18n.messages import find_message
from medapp.ui.views.marks import LineView, StateView, show_line, show_state
from medapp.ui.views.printed import name_of, show_limit, show_printed_unit, show_range, show_value, with_unit
from medapp.ui.views.sparks import SparkView


@dataclass(frozen=True)
class MarkerView:
    """`note` stands under the state with the number of its source, `whose` says in full whose range it is.
    `original` is what the report prints when the row is shown in another unit."""

    id: str = ""
    analyte: str = ""
    panel: str = ""
    name: str = ""
    value: str = ""
    unit: str = ""
    value_with_unit: str = ""
    line: LineView = field(default_factory=LineView)
    state: StateView = field(default_factory=StateView)
    classes: str = "row"
    note: str = ""
    source: str = ""
    source_mark: str = ""
    source_href: str = ""
    whose: str = ""
    limits: str = ""
    as_printed: str = ""
    original: str = ""
    place: str = ""
    doubt: str = ""
    review_href: str = ""
    what: str = ""
    moves: str = ""
    ask: list[str] = field(default_factory=list)
    spark: SparkView = field(default_factory=SparkView)
    trend_href: str = ""


def show_marker(
    row_id: str, measurement: Measurement, rating: Rating, catalogue: Catalogue, language: str
) -> MarkerView:
    """Everything a page says about one row; codes and numbers in, words out."""
    analyte = catalogue.entry_of(measurement)
    name = name_of(analyte, measurement.name_as_printed, language)
    value = show_value(measurement.value_as_printed, language)
    unit = show_printed_unit(measurement, analyte, language)
    state = show_state(rating, language)
    low, high = show_limits(measurement, rating, analyte, language)
    range_text = show_range(low, high, (_words(language, "up_to"), _words(language, "from")))
    source = catalogue.cite(rating.source, language) if rating.source else ""
    reason = _why_no_line(measurement, rating, language)
    label = _label(name, with_unit(value, unit), range_text or reason, state.word, language)
    return MarkerView(
        id=row_id,
        analyte=measurement.analyte or "",
        panel=analyte.panel if analyte else "",
        name=name,
        value=value,
        unit=unit,
        value_with_unit=with_unit(value, unit),
        line=show_line(rating, low, high, label, reason),
        state=state,
        classes=_row_classes(state.kind, measurement),
        note=translate(language, "marks.general_range") if rating.whose == "general" and range_text else "",
        source=source if rating.whose == "general" and range_text else "",
        whose=_whose(rating, with_unit(range_text, unit) if range_text else "", source, language),
        limits=range_text,
        as_printed=show_as_printed(measurement),
        place=translate(language, "marks.page", page=measurement.page) if measurement.page else "",
        doubt=_doubt(measurement, language),
        **_explanation(analyte, language),
    )


def show_limits(measurement: Measurement, rating: Rating, analyte: Analyte | None, language: str) -> tuple[str, str]:
    """Both limits as text in the printed unit; a general range is canonical and is converted for the reader."""
    printed = parse_unit(measurement.unit_as_printed, analyte)
    shown = []
    for limit in (rating.low, rating.high):
        if limit is not None and rating.whose == "general" and analyte and printed and printed != rating.unit:
            converted = from_canonical(limit, printed, analyte)
            limit = None if converted is None else float(f"{converted:.3g}")  # a converted limit is no more exact
        shown.append("" if limit is None else show_limit(limit, measurement, language))
    return shown[0], shown[1]


def _row_classes(kind: str, measurement: Measurement) -> str:
    outside = " out" if kind in ("slight", "clear", "crit") else ""
    return f"row{outside}{' text' if measurement.value is None else ''}"


def _words(language: str, code: str) -> str:
    return str(find_message(language, f"marks.{code}"))


def _label(name: str, value: str, range_text: str, word: str, language: str) -> str:
    return translate(language, "marks.label", name=name, value=value, range=range_text, state=word)


def _why_no_line(measurement: Measurement, rating: Rating, language: str) -> str:
    """What stands on an empty line: the words the report expects, or why the row is not rated."""
    if rating.state is not State.NOT_RATED:
        is_drawn = rating.value is not None and (rating.low is not None or rating.high is not None)
        expected = measurement.ref_as_printed
        return "" if is_drawn or not expected else translate(language, "marks.expected", words=expected)
    code = f"marks.not_rated_why.{rating.reason}"
    return translate(language, code if rating.reason and knows(code) else "marks.not_rated_why.no_range")


def _whose(rating: Rating, range_text: str, source: str, language: str) -> str:
    if not range_text or rating.whose not in ("report", "general"):
        return ""
    return translate(language, f"marks.whose_{rating.whose}", range=range_text, source=source)


def show_as_printed(measurement: Measurement) -> str:
    """The row as it stands in the report, word for word."""
    parts = (
        measurement.name_as_printed,
        measurement.value_as_printed,
        measurement.unit_as_printed,
        measurement.ref_as_printed,
        measurement.flag_as_printed,
    )
    return " · ".join(part for part in parts if part)


def _doubt(measurement: Measurement, language: str) -> str:
    """Why the row asks to be compared with the report: what looked odd, else that it was read with doubt."""
    told = [code for warning in measurement.warnings if knows(code := f"marks.warning.{warning}")]
    if told:
        return translate(language, told[0])
    return "" if is_sure(measurement) else translate(language, "marks.doubt", value=measurement.value_as_printed)


def _explanation(analyte: Analyte | None, language: str) -> dict[str, str | list[str]]:
    """What it is, what moves it, what to ask; empty until the locale has words for this analyte."""
    if analyte is None:
        return {}
    code = f"analyte_texts.{analyte.id}"
    what, moves, ask = (find_message(language, f"{code}.{part}") for part in ("what", "moves", "ask"))
    return {
        "what": what if isinstance(what, str) else "",
        "moves": moves if isinstance(moves, str) else "",
        "ask": [ask] if isinstance(ask, str) else list(ask or ()),
    }
