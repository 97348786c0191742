"""The list of markers beside the chart: a search field, and a row with value, state and small line for each."""

from typing import Any

import reflex as rx

from medapp.ui.components.icons import icon
from medapp.ui.components.inner_link import inner_link
from medapp.ui.components.spark import spark_line
from medapp.ui.text import t, t_attr
from medapp.ui.views.sparks import MarkerLinkView


def search_field(code: str, own_id: str, on_change: Any, hint: str = "") -> rx.Component:
    """A field that narrows a list while somebody types; `code` names what is looked for, `hint` by what."""
    return rx.el.div(
        icon("search"),
        rx.el.input(
            type="search",
            id=own_id,
            class_name="inp",
            placeholder=t_attr(code),
            on_change=on_change.debounce(200),
            custom_attrs={"aria-label": t_attr(code), "autoComplete": "off"},
        ),
        rx.el.p(t(hint), class_name="cap") if hint else rx.fragment(),
        class_name="srch",
    )


def marker_list(
    markers: rx.Var[list[MarkerLinkView]], total: rx.Var[str], is_open: rx.Var[bool], *, find: Any, toggle: Any
) -> rx.Component:
    """Eight rows, four on a phone, until all are asked for; `total` names how many there are, "" when all fit."""
    return rx.el.nav(
        search_field("trends.search", "find-marker", find),
        rx.cond(
            markers,
            rx.el.ul(rx.foreach(markers, _marker), class_name=rx.cond(is_open, "ml open", "ml")),
            rx.el.p(t("trends.nothing_found"), class_name="small q", role="status"),
        ),
        rx.cond(
            total,
            rx.el.button(
                rx.cond(is_open, t("trends.fewer"), total),
                type="button",
                class_name="lnk",
                on_click=toggle,
                custom_attrs={"aria-expanded": rx.cond(is_open, "true", "false")},
            ),
            rx.fragment(),
        ),
        custom_attrs={"aria-label": t_attr("trends.markers")},
    )


def _marker(marker: rx.Var[MarkerLinkView]) -> rx.Component:
    return rx.el.li(
        inner_link(
            rx.el.span(marker.name),
            spark_line(marker.spark),
            rx.el.span(
                marker.value,
                rx.el.span(
                    icon(marker.state.icon),
                    rx.el.span(marker.state.word, class_name="vh"),
                    class_name=rx.Var.create("st ") + marker.state.kind,
                ),
                class_name="cap n",
            ),
            href=marker.href,
            custom_attrs={"aria-current": rx.cond(marker.is_current, "true", "false")},
        )
    )
