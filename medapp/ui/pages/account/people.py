"""The account's people: who there is, somebody more, what is known of them, and gone again with an undo."""

import asyncio
from datetime import date
from typing import Any

import reflex as rx

from medapp.domain.people import parse_sex
from medapp.errors import InvalidForm, MedAppError, PersonHasReports
from medapp.i18n import error_words, translate
from medapp.predictor import predictor_if_any
from medapp.services import people
from medapp.services.people import Profile
from medapp.ui.components.icons import icon
from medapp.ui.forms import choice, field
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.text import t
from medapp.ui.views.people import PersonRowView, call, show_people


class PeopleState(rx.State):
    """`edited` is whom the form is about, empty for somebody new; `stuck` is who cannot go for their reports."""

    people: rx.Field[list[PersonRowView]] = rx.field(default_factory=list)
    is_open: bool = False
    edited: PersonRowView = PersonRowView()
    stuck: PersonRowView = PersonRowView()
    told: str = ""
    error: str = ""
    removed: str = ""
    _gone: Profile = Profile()

    @rx.event
    @guarded("user")
    def open(self) -> None:
        self.is_open, self.edited, self.stuck = False, PersonRowView(), PersonRowView()
        self.told = self.error = self.removed = ""
        self._read()

    def _read(self) -> None:
        if actor := actor_of(self):
            self.people = show_people(people.list_people(actor), language_of(self))

    def _find(self, person_id: str) -> PersonRowView:
        return next((item for item in self.people if item.id == person_id), PersonRowView())

    def _say(self, told: str = "", error: MedAppError | None = None) -> None:
        language = language_of(self)
        self.told, self.removed = translate(language, told) if told else "", ""
        words = error_words(language, error.code, **error.values) if error else None
        self.error = f"{words.title}. {words.detail} {words.next_step}" if words else ""

    @rx.event
    @guarded("user")
    def edit(self, person_id: str) -> None:
        """Open the form, for somebody known or, with "", for somebody new."""
        self._say()
        self.is_open, self.edited, self.stuck = True, self._find(person_id), PersonRowView()

    @rx.event
    @guarded("user")
    def close(self) -> None:
        self.is_open, self.error = False, ""

    @rx.event
    @guarded("user")
    async def save(self, form: dict[str, Any]) -> None:
        """Add or change somebody; every field but the name may be left out."""
        actor = actor_of(self)
        if actor is None:
            return
        try:
            profile = _profile(form)
            if self.edited.id:
                model = predictor_if_any()
                await asyncio.to_thread(people.change_person, actor, self.edited.id, profile, model)
            else:
                people.add_person(actor, profile)
        except MedAppError as error:
            self._say(error=error)
            return
        self._say("people.saved" if self.edited.id else "people.added")
        self.is_open = False
        self._read()

    @rx.event
    @guarded("user")
    def remove(self, person_id: str) -> None:
        """Remove at once; with reports, first ask who takes them."""
        actor, row = actor_of(self), self._find(person_id)
        if actor is None:
            return
        self.is_open, self.stuck = False, PersonRowView()
        try:
            self._gone = people.remove_person(actor, person_id)
        except PersonHasReports:
            self._say()
            self.stuck = row
            return
        except MedAppError as error:
            self._say(error=error)
            return
        self._say()
        self.removed = row.name
        self._read()

    @rx.event
    @guarded("user")
    async def move_and_remove(self, to_id: str) -> None:
        """Give the reports to somebody else, then remove."""
        actor, row = actor_of(self), self.stuck
        if actor is None or not row.id:
            return
        try:
            await asyncio.to_thread(people.move_all, actor, row.id, to_id, predictor_if_any())
            self._gone = people.remove_person(actor, row.id)
        except MedAppError as error:
            self._say(error=error)
            return
        self._say()
        self.stuck, self.removed = PersonRowView(), row.name
        self._read()

    @rx.event
    @guarded("user")
    def bring_back(self) -> None:
        """Undo the last removal."""
        actor = actor_of(self)
        if actor is None or not self.removed:
            return
        try:
            back = people.add_person(actor, self._gone)
        except MedAppError as error:
            self._say(error=error)
            return
        self._say()
        self.told = translate(language_of(self), "people.back", name=call(back, language_of(self)))
        self._read()


def people_part() -> rx.Component:
    """The part of the account page."""
    state = PeopleState
    return rx.fragment(
        rx.el.p(t("people.text"), class_name="small q"),
        rx.el.ul(rx.foreach(state.people, _person), class_name="devices"),
        rx.el.div(
            rx.cond(state.told != "", rx.el.p(icon("check"), state.told, class_name="st in"), rx.fragment()),
            rx.cond(
                state.removed != "",
                rx.el.p(
                    t("people.removed", name=state.removed), " ",
                    rx.el.button(t("people.undo"), type="button", class_name="lnk", on_click=state.bring_back),
                    class_name="small",
                ),
                rx.fragment(),
            ),
            rx.cond(state.error != "", rx.el.p(icon("info"), rx.el.span(state.error), class_name="err"), rx.fragment()),
            class_name="fld",
            role="status",
        ),
        rx.cond(state.stuck.id != "", _who_takes_them(), rx.fragment()),
        rx.cond(
            state.is_open,
            _form(),
            rx.el.button(icon("plus"), t("people.add"), type="button", class_name="lnk", on_click=state.edit("")),
        ),
    )  # fmt: skip


def _person(person: rx.Var[PersonRowView]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.b(person.name),
            rx.el.span(person.words, " · ", person.reports, class_name="cap"),
        ),
        rx.el.div(
            rx.el.button(t("people.edit"), type="button", class_name="lnk", on_click=PeopleState.edit(person.id)),
            rx.cond(
                person.is_first,
                rx.fragment(),
                rx.el.button(
                    t("people.remove"), type="button", class_name="lnk", on_click=PeopleState.remove(person.id)
                ),
            ),
            class_name="fa",
        ),
    )


def _who_takes_them() -> rx.Component:
    stuck = PeopleState.stuck

    def taker(person: rx.Var[PersonRowView]) -> rx.Component:
        return rx.cond(
            person.id == stuck.id,
            rx.fragment(),
            rx.el.button(
                t("people.move_and_remove", name=person.name),
                type="button",
                class_name="btn alt sm",
                on_click=PeopleState.move_and_remove(person.id),
            ),
        )

    return rx.el.div(
        rx.el.p(rx.el.b(t("people.has_reports", name=stuck.name, reports=stuck.reports))),
        rx.el.p(t("people.who_takes_them"), class_name="small q"),
        rx.el.div(rx.foreach(PeopleState.people, taker), class_name="fa"),
        class_name="note",
        role="status",
    )


def _form() -> rx.Component:
    edited, form = PeopleState.edited, "somebody"
    unset = {"": "register.sex_unset"}
    return rx.el.form(
        field("label", "people.label", form=form, hint="people.label_hint", autocomplete="off", value=edited.label,
              required=False),
        choice("sex", "register.sex", unset | {"female": "sex.female", "male": "sex.male"}, form=form,
               value=edited.sex),
        field("birth_date", "register.birth_date", form=form, type="date", required=False, value=edited.birth_date),
        choice("pregnant", "account.pregnant", unset | {"yes": "account.yes", "no": "account.no"}, form=form,
               value=edited.pregnant),
        rx.el.div(
            rx.el.button(t("people.save"), type="submit", class_name="btn sm"),
            rx.el.button(t("people.cancel"), type="button", class_name="lnk", on_click=PeopleState.close),
            class_name="fa",
        ),
        on_submit=PeopleState.save,
        class_name="somebody",
    )  # fmt: skip


def _profile(form: dict[str, Any]) -> Profile:
    typed = str(form.get("birth_date", ""))
    try:
        born = date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise InvalidForm(field="birth_date") from error
    pregnant = {"yes": True, "no": False}.get(str(form.get("pregnant", "")))
    return Profile(str(form.get("label", "")), parse_sex(str(form.get("sex", ""))), born, pregnant)
