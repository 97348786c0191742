"""Below the markers: rows nobody understood, earlier results, and every row as printed."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.text import t
from medapp.ui.views.leftovers import PrintedRowView, UnreadView


def unread(items: rx.Var[list[UnreadView]], review_href: rx.Var[str]) -> rx.Component:
    """What looked like a result and could not be bound: kept and shown, with what to do."""
    return rx.cond(
        items,
        rx.el.section(
            rx.el.h2(t("result.unread_heading")),
            rx.el.p(
                t("result.unread_text"),
                " ",
                rx.el.a(t("result.unread_help"), href=f"{routes.HELP}#unread"),
                " ",
                rx.cond(review_href, rx.el.a(t("review.link"), href=review_href), rx.fragment()),
                class_name="small q spaced",
            ),
            rx.el.ul(
                rx.foreach(
                    items,
                    lambda item: rx.el.li(
                        rx.el.span(item.text, class_name="raw"),
                        rx.el.span(item.why, class_name="cap"),
                        rx.el.span(item.place, class_name="cap n"),
                    ),
                ),
                class_name="unread",
            ),
            class_name="sec",
            id="unread",
        ),
        rx.fragment(),
    )


def previous(rows: rx.Var[list[PrintedRowView]]) -> rx.Component:
    return rx.cond(
        rows,
        rx.el.details(
            rx.el.summary(t("result.previous_heading"), class_name="lnk"),
            rx.el.p(t("result.previous_text"), class_name="cap"),
            _table(rows),
            class_name="sec small-sec",
        ),
        rx.fragment(),
    )


def printed(rows: rx.Var[list[PrintedRowView]], how_read: rx.Var[str]) -> rx.Component:
    """The exact table behind the lines, for checking against the paper."""
    return rx.el.details(
        rx.el.summary(t("result.printed_heading"), class_name="lnk"),
        rx.el.p(t("result.printed_text"), " ", how_read, class_name="cap"),
        _table(rows),
        class_name="sec small-sec",
    )


def _table(rows: rx.Var[list[PrintedRowView]]) -> rx.Component:
    codes = ("printed_name", "printed_value", "printed_unit", "printed_range", "printed_page")
    return rx.el.div(
        rx.el.table(
            rx.el.thead(rx.el.tr(*(rx.el.th(t(f"result.{code}"), scope="col") for code in codes))),
            rx.el.tbody(
                rx.foreach(
                    rows,
                    lambda row: rx.el.tr(
                        rx.el.td(
                            row.name,
                            rx.cond(row.when, rx.el.span(" ", row.when, class_name="cap"), rx.fragment()),
                        ),
                        rx.el.td(row.value, " ", rx.el.span(row.doubt, class_name="cap doubt")),
                        rx.el.td(row.unit),
                        rx.el.td(row.limits),
                        rx.el.td(row.place, class_name="n"),
                    ),
                )
            ),
            class_name="printed-rows",
        ),
        class_name="sc",
        tab_index=0,
    )
