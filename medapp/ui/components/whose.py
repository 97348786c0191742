"""Whose report it is: said beside it, asked about when its own print says somebody else, and moved in one step."""

from typing import Any

import reflex as rx

from medapp.ui.components.icons import icon
from medapp.ui.components.inner_link import inner_link
from medapp.ui.text import t, t_attr
from medapp.ui.views.people import PersonLinkView, WhoseView


def choose_person(people: rx.Var[list[PersonLinkView]], chosen: rx.Var[str], choose: Any) -> rx.Component:
    """Asked before a file is chosen, where the account has several people."""
    return rx.el.div(
        rx.el.label(t("people.choose"), html_for="upload-person"),
        rx.el.p(t("people.choose_hint"), class_name="hint", id="upload-person-hint"),
        rx.el.select(
            rx.foreach(people, lambda person: rx.el.option(person.name, value=person.id)),
            id="upload-person",
            class_name="inp",
            value=chosen,
            on_change=choose,
            custom_attrs={"aria-describedby": "upload-person-hint"},
        ),
        class_name="fld spaced",
    )


def people_switch(people: rx.Var[list[PersonLinkView]]) -> rx.Component:
    """Whose history is shown; each link is that person's own address."""

    def one(person: rx.Var[PersonLinkView]) -> rx.Component:
        current = {"aria-current": rx.cond(person.is_current, "page", "false")}
        return rx.el.li(
            inner_link(
                rx.el.b(person.name), rx.el.span(person.words, class_name="cap"), href=person.href, custom_attrs=current
            )
        )

    return rx.cond(
        people,
        rx.el.nav(
            rx.el.ul(rx.foreach(people, one)),
            class_name="people noprint",
            custom_attrs={"aria-label": t_attr("people.whose_history")},
        ),
        rx.fragment(),
    )


def other_person(view: rx.Var[WhoseView], *, move: Any, move_to_new: Any, leave: Any) -> rx.Component:
    """The question above the result, when sex, birth date or age in print contradict the profile."""
    return rx.cond(
        view.question,
        rx.el.section(
            rx.el.h2(icon("people"), rx.el.span(view.question), class_name="h3"),
            rx.el.p(t("people.why_it_matters"), class_name="small q"),
            rx.el.div(
                rx.foreach(view.fitting, lambda person: _move_button(person, move, "btn sm")),
                rx.cond(view.fitting, rx.fragment(), _new_person(move_to_new)),
                rx.el.button(t("people.leave"), type="button", class_name="lnk", on_click=leave),
                class_name="fa",
            ),
            class_name="other-person noprint",
            role="status",
        ),
        rx.fragment(),
    )


def whose_report(view: rx.Var[WhoseView], *, move: Any) -> rx.Component:
    """Where the account has several people: whose report this is, and the way to give it to another."""
    return rx.cond(
        view.fact,
        rx.el.details(
            rx.el.summary(icon("people"), view.fact, class_name="lnk"),
            rx.el.p(t("people.move_text"), class_name="small q"),
            rx.el.div(
                rx.foreach(view.others, lambda person: _move_button(person, move, "btn alt sm")), class_name="fa"
            ),
            class_name="whose noprint",
        ),
        rx.fragment(),
    )


def _move_button(person: rx.Var[PersonLinkView], move: Any, classes: str) -> rx.Component:
    return rx.el.button(
        t("people.move_to", name=person.name), type="button", class_name=classes, on_click=move(person.id)
    )


def _new_person(move_to_new: Any) -> rx.Component:
    return rx.el.form(
        rx.el.input(
            name="label",
            class_name="inp",
            required=True,
            max_length=40,
            placeholder=t_attr("people.label"),
            custom_attrs={"aria-label": t_attr("people.label"), "autoComplete": "off"},
        ),
        rx.el.button(t("people.move_to_new"), type="submit", class_name="btn sm"),
        on_submit=move_to_new,
        class_name="new-person",
    )
