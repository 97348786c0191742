"""Results without a file, on the upload page: text that is pasted and rows that are typed."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import reflex as rx

from medapp.db.tables import utc_now
from medapp.domain.people import age_on, parse_sex
from medapp.errors import InvalidForm, MedAppError
from medapp.i18n import error_words, knows, translate
from medapp.services import accounts, by_hand
from medapp.services.by_hand import MOST_ROWS, TypedReport, TypedRow
from medapp.services.intake import Accepted
from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.forms import choice, field, hidden
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.text import t, t_attr
from medapp.ui.views.typed import TypedRowView, marker_names, show_row

FIRST_ROWS = 3
NAMES = "marker-names"


class ByHandState(rx.State):
    """`refused` says which of the two forms `error` speaks of: "text" or "rows"."""

    rows: rx.Field[list[TypedRowView]] = rx.field(default_factory=list)
    names: rx.Field[list[str]] = rx.field(default_factory=list)
    sex: str = ""
    age: str = ""
    refused: str = ""
    error: str = ""
    _last: int = 0

    @rx.event
    @guarded("user")
    def open(self) -> None:
        """Empty forms; sex and age are the account's until somebody says otherwise."""
        actor = actor_of(self)
        if actor is None:
            return
        account = accounts.me(actor)
        self.sex = account.sex or ""
        self.age = str(age_on(account.birth_date, utc_now().date())) if account.birth_date else ""
        self.names = list(marker_names(language_of(self)))
        self.refused = self.error = ""
        self._last = FIRST_ROWS
        self.rows = [TypedRowView(number) for number in range(1, FIRST_ROWS + 1)]

    @rx.event
    @guarded("user")
    def choose(self, number: int, text: str) -> None:
        """A marker was typed: its units are offered."""
        language = language_of(self)
        shown = show_row(int(number), str(text)[:120], language)
        self.rows = [shown if row.number == shown.number else row for row in self.rows]

    @rx.event
    @guarded("user")
    def add(self) -> None:
        if len(self.rows) < MOST_ROWS:
            self._last += 1
            self.rows = [*self.rows, TypedRowView(self._last)]

    @rx.event
    @guarded("user")
    def remove(self, number: int) -> None:
        self.rows = [row for row in self.rows if row.number != int(number)]

    @rx.event
    @guarded("user")
    async def paste(self, form: dict[str, Any]) -> Any:
        """Read pasted text."""
        return await self._send(
            "text", by_hand.accept_text, str(form.get("text", "")), language_of(self), _person(form)
        )

    @rx.event
    @guarded("user")
    async def send(self, form: dict[str, Any]) -> Any:
        """Read typed rows; a row without a marker and a value is left out."""
        language = language_of(self)
        self.rows = [self._named(row, form, language) for row in self.rows]
        used = [row for row in self.rows if row.name or _of(form, "value", row)]
        try:
            report = TypedReport(
                tuple(_typed(row, form) for row in used),
                _day(str(form.get("sampled_on", ""))),
                parse_sex(str(form.get("sex", ""))),
                _age(str(form.get("age", ""))),
                language,
            )
        except InvalidForm as error:
            return self._refuse("rows", error)
        return await self._send("rows", by_hand.accept_typed, report, _person(form))

    def _named(self, row: TypedRowView, form: dict[str, Any], language: str) -> TypedRowView:
        typed = _of(form, "marker", row)
        return row if typed == row.name and row.analyte else show_row(row.number, typed, language)

    async def _send(self, part: str, accept: Any, *values: Any) -> Any:
        self.refused = self.error = ""
        try:
            accepted: Accepted = await asyncio.to_thread(accept, actor_of(self), *values)
        except MedAppError as error:
            return self._refuse(part, error)
        return rx.redirect(routes.result(accepted.result_id) if accepted.result_id else routes.job(accepted.job_id))

    def _refuse(self, part: str, error: MedAppError) -> None:
        language, place = language_of(self), str(error.values.get("field", "")).split(".")
        self.refused = part
        code = f"by_hand.wrong_{place[-1]}"
        if isinstance(error, InvalidForm) and knows(code):
            row = int(place[1]) + 1 if len(place) == 3 else 0
            self.error = translate(language, code, row=row, most=MOST_ROWS)
            return
        words = error_words(language, error.code, **error.values)
        self.error = f"{words.title}. {words.detail} {words.next_step}"


def _typed(row: TypedRowView, form: dict[str, Any]) -> TypedRow:
    texts = {name: _of(form, name, row) for name in ("value", "unit", "ref_low", "ref_high")}
    known = {unit.code for unit in row.units}
    unit = texts["unit"] if texts["unit"] in known else next(iter(unit.code for unit in row.units), "")
    return replace(TypedRow(row.analyte, **texts), unit=unit)


def _person(form: dict[str, Any]) -> str | None:
    return str(form.get("person") or "") or None


def _of(form: dict[str, Any], name: str, row: TypedRowView) -> str:
    return str(form.get(f"{name}-{row.number}", "")).strip()[:120]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidForm(field="sampled_on") from error


def _age(text: str) -> int | None:
    if text and not text.isdigit():
        raise InvalidForm(field="age")
    return int(text) if text else None


def by_hand_forms(person: rx.Var[str]) -> rx.Component:
    """Both forms, closed until they are wanted; `person` is the id of whose results they are."""
    return rx.el.section(
        rx.el.h2(t("by_hand.heading"), class_name="h3 under"),
        rx.el.details(rx.el.summary(icon("text"), t("by_hand.paste"), class_name="lnk"), _paste(person), id="paste"),
        rx.el.details(rx.el.summary(icon("pen"), t("by_hand.type"), class_name="lnk"), _type(person), id="type"),
        class_name="by-hand",
    )


def _paste(person: rx.Var[str]) -> rx.Component:
    return rx.el.form(
        hidden("person", person),
        rx.el.div(
            rx.el.label(t("by_hand.text"), html_for="paste-text"),
            rx.el.p(t("by_hand.text_hint"), id="paste-text-hint", class_name="hint"),
            rx.el.textarea(
                id="paste-text",
                name="text",
                required=True,
                rows="8",
                class_name="inp area",
                spell_check=False,
                custom_attrs={"aria-describedby": "paste-text-hint"},
            ),
            class_name="fld",
        ),
        _answer("text"),
        rx.el.button(t("by_hand.read_text"), type="submit", class_name="btn"),
        on_submit=ByHandState.paste,
    )


def _type(person: rx.Var[str]) -> rx.Component:
    return rx.el.form(
        hidden("person", person),
        rx.el.p(t("by_hand.type_text"), class_name="small q"),
        rx.el.div(
            field("sampled_on", "by_hand.sampled_on", form="typed", type="date", required=False),
            choice(
                "sex",
                "register.sex",
                {"": "register.sex_unset", "female": "sex.female", "male": "sex.male"},
                form="typed",
                value=ByHandState.sex,
            ),
            field(
                "age", "by_hand.age", form="typed", required=False, value=ByHandState.age, inputMode="numeric",
                maxLength=3,
            ),
            class_name="typed-head",
        ),
        rx.el.datalist(rx.foreach(ByHandState.names, lambda name: rx.el.option(value=name)), id=NAMES),
        rx.el.ol(rx.foreach(ByHandState.rows, _row), class_name="typed"),
        rx.el.button(icon("plus"), t("by_hand.add"), type="button", class_name="lnk", on_click=ByHandState.add),
        _answer("rows"),
        rx.el.button(t("by_hand.read_rows"), type="submit", class_name="btn"),
        on_submit=ByHandState.send,
    )  # fmt: skip


def _row(row: rx.Var[TypedRowView]) -> rx.Component:
    number = row.number.to_string()
    return rx.el.li(
        _box("marker", "by_hand.marker", number, custom_attrs={"list": NAMES, "autoComplete": "off"},
             on_blur=lambda text: ByHandState.choose(row.number, text)),
        _box("value", "by_hand.value", number, custom_attrs={"inputMode": "decimal", "autoComplete": "off"}),
        rx.el.label(
            rx.el.span(t("by_hand.unit")),
            rx.el.select(
                rx.foreach(row.units, lambda unit: rx.el.option(unit.shown, value=unit.code)),
                name=rx.Var.create("unit-") + number,
                class_name="inp",
                disabled=row.units.length() == 0,
                key=row.analyte,
            ),
            class_name="u",
        ),
        _box("ref_low", "by_hand.low", number, custom_attrs={"inputMode": "decimal", "autoComplete": "off"}),
        _box("ref_high", "by_hand.high", number, custom_attrs={"inputMode": "decimal", "autoComplete": "off"}),
        rx.el.button(
            icon("close"),
            type="button",
            class_name="away",
            on_click=ByHandState.remove(row.number),
            custom_attrs={"aria-label": t_attr("by_hand.remove")},
        ),
        rx.cond(
            row.is_unknown, rx.el.p(icon("info"), rx.el.span(t("by_hand.unknown")), class_name="err"), rx.fragment()
        ),
        key=number,
    )  # fmt: skip


def _box(name: str, code: str, number: rx.Var[str], **attributes: Any) -> rx.Component:
    return rx.el.label(
        rx.el.span(t(code)),
        rx.el.input(name=rx.Var.create(f"{name}-") + number, class_name="inp", **attributes),
        class_name=name,
    )


def _answer(part: str) -> rx.Component:
    return rx.el.div(
        rx.cond(
            ByHandState.refused == part,
            rx.el.p(icon("info"), rx.el.span(ByHandState.error), class_name="err"),
            rx.fragment(),
        ),
        class_name="fld",
        role="alert",
    )
