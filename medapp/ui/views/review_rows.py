"""One row of the review: its fields as text, its question with equal answers, and where it stands on the paper."""

from dataclasses import dataclass, field

from medapp.domain.analytes import Analyte, Catalogue
from medapp.domain.doubts import Doubt, known_units
from medapp.domain.parsing.unit_beside import unit_of
from medapp.domain.results import Measurement, Unrecognised
from medapp.domain.units import show_unit
from medapp.i18n import knows, translate
from medapp.services.reviewing import Review, ReviewRow
from medapp.ui.views.printed import name_of, show_limit, show_printed_unit, show_range, show_value
from medapp.ui.views.review_paper import CropView, show_crop

MOST_UNITS = 8


@dataclass(frozen=True)
class ChoiceView:
    """An answer as a button. `about` is the field it fills, or "confirm" when the row stands as it is."""

    about: str = ""
    value: str = ""
    words: str = ""


@dataclass(frozen=True)
class ReviewRowView:
    """`key` stays over corrections, `id` is the newest row's. `page` is 0 when the row has no place on paper."""

    key: str = ""
    id: str = ""
    name: str = ""
    printed_name: str = ""
    value: str = ""
    unit: str = ""
    limits: str = ""
    date: str = ""
    units: list[str] = field(default_factory=list)
    waits: bool = False
    question: str = ""
    choices: list[ChoiceView] = field(default_factory=list)
    hint: str = ""
    crop: CropView = field(default_factory=CropView)
    source: str = ""
    page: int = 0
    name_label: str = ""
    value_label: str = ""
    unit_label: str = ""
    limits_label: str = ""
    date_label: str = ""
    drop_label: str = ""


@dataclass(frozen=True)
class UnreadLineView:
    """A line that was not understood; `number` names it."""

    number: int = 0
    target: str = ""
    text: str = ""
    why: str = ""
    crop: CropView = field(default_factory=CropView)


def show_row(row: ReviewRow, review: Review, catalogue: Catalogue, language: str) -> ReviewRowView:
    m = row.measurement
    analyte = catalogue.entry_of(m)
    name = name_of(analyte, m.name_as_printed, language)
    waits = row.doubt is not None

    def label(part: str) -> str:
        return translate(language, f"review.label.{part}", name=name)

    return ReviewRowView(
        key=row.key,
        id=row.id,
        name=name,
        printed_name=m.name_as_printed if analyte and m.name_as_printed.lower() != name.lower() else "",
        value=show_value(m.value_as_printed, language),
        unit=show_printed_unit(m, analyte, language),
        limits=_limits(m, language),
        date=m.collected_at.isoformat() if m.collected_at else "",
        units=units_of(analyte, language),
        waits=waits,
        question=_question(row.doubt, m, analyte, catalogue, language) if row.doubt else "",
        choices=_choices(row.doubt, m, analyte, catalogue, language) if row.doubt else [],
        hint=translate(language, f"review.hint.{row.doubt.about}") if row.doubt else "",
        crop=show_crop(review, m.page, m.bbox, _as_printed(m), language) if waits else CropView(),
        source=_as_printed(m) if waits else "",
        page=m.page or 0,
        **{f"{part}_label": label(part) for part in ("name", "value", "unit", "limits", "date", "drop")},
    )


def show_unread_line(number: int, line: Unrecognised, review: Review, language: str) -> UnreadLineView:
    code = f"result.unread_reason.{line.reason}"
    return UnreadLineView(
        number=number,
        target=f"unread-{number}",
        text=line.text,
        why=translate(language, code if knows(code) else "result.unread_reason.other"),
        crop=show_crop(review, line.page, line.bbox, line.text, language),
    )


def _question(doubt: Doubt, m: Measurement, analyte: Analyte | None, catalogue: Catalogue, language: str) -> str:
    shown = [_shown(doubt, choice, catalogue, language) for choice in doubt.choices]
    either = translate(language, "review.or").join(shown)
    code = f"review.question.{doubt.code}"
    return translate(
        language,
        code if knows(code) else "review.question.seen_badly",
        choices=either,
        value=show_value(m.value_as_printed, language),
        unit=m.unit_as_printed or "",
        range=m.ref_as_printed or "",
        name=name_of(analyte, m.name_as_printed, language),
        printed=m.name_as_printed,
    )


def _choices(
    doubt: Doubt, m: Measurement, analyte: Analyte | None, catalogue: Catalogue, language: str
) -> list[ChoiceView]:
    """Equal answers, none chosen beforehand. What stands already is confirmed, not typed again."""
    if doubt.about == "value" and len(doubt.choices) > 1:
        return [
            ChoiceView("confirm" if choice == m.value_as_printed else "value", choice, show_value(choice, language))
            for choice in doubt.choices
        ]
    answers = [ChoiceView(doubt.about, choice, _shown(doubt, choice, catalogue, language)) for choice in doubt.choices]
    if doubt.about == "range":
        answers.append(ChoiceView("limits", "", translate(language, "review.answer.no_range")))
    as_it_is = "review.answer.keep" if doubt.about in ("unit", "analyte") else "review.answer.so"
    if analyte is None and doubt.about == "analyte":
        answers.append(ChoiceView("search", "", translate(language, "review.answer.search")))
    value = show_value(m.value_as_printed, language)
    return [*answers, ChoiceView("confirm", "", translate(language, as_it_is, value=value))]


def _shown(doubt: Doubt, choice: str, catalogue: Catalogue, language: str) -> str:
    if doubt.about == "unit":
        return show_unit(choice, language) or choice
    if doubt.about == "analyte":
        return name_of(catalogue.analytes.get(choice), choice, language)
    return show_value(choice, language)


def _limits(m: Measurement, language: str) -> str:
    """As printed, else the numbers; both can be typed back."""
    if m.ref_as_printed:
        return m.ref_as_printed
    low, high = ("" if limit is None else show_limit(limit, m, language) for limit in (m.ref_low, m.ref_high))
    return show_range(low, high, ("< {limit}", "> {limit}"))


def units_of(analyte: Analyte | None, language: str) -> list[str]:
    """Units to offer for a marker, as the language writes them: those that are read back as what they are."""
    if analyte is None:
        return []
    words = ((show_unit(code, language), code) for code in known_units(analyte))
    return list(dict.fromkeys(word for word, code in words if word and unit_of(word, analyte) == code))[:MOST_UNITS]


def _as_printed(m: Measurement) -> str:
    parts = (m.name_as_printed, m.value_as_printed, m.unit_as_printed, m.ref_as_printed, m.flag_as_printed)
    return "   ".join(part for part in parts if part)
