"""The result page from top to bottom, in the order in which a person asks."""

from typing import Any

import reflex as rx

from medapp.ui.components.acts import first_acts, own_acts
from medapp.ui.components.critical import critical_block, none_critical
from medapp.ui.components.derived import derived
from medapp.ui.components.icons import icon
from medapp.ui.components.leftovers import previous, printed, unread
from medapp.ui.components.marker import attention_item, system
from medapp.ui.components.rescoring import rescoring
from medapp.ui.components.score_block import made_of, read_more, score_block
from medapp.ui.components.state_word import legend, tally
from medapp.ui.text import t, t_attr
from medapp.ui.views.report import ReportView, SystemView
from medapp.ui.views.takeaway import PieceView


def report(
    view: rx.Var[ReportView],
    on_delete: Any = None,
    facts: rx.Component | None = None,
    question: rx.Component | None = None,
    beside: rx.Component | None = None,
    *,
    doctor: rx.Component | None = None,
    about: rx.Var[str] | None = None,
    paper: rx.Var[str] | None = None,
) -> rx.Component:
    """`on_delete` is the handler of the button that forgets the report; without one there is no such button.

    `facts` asks for the sex or birth date that the score lacks, on a page that takes the answer. `question` stands
    before the score (is it this person's at all?), `beside` after it (whose, note, fasting). `doctor` is the section
    in which the owner gives the result to somebody. Somebody who came by a link has none of these: `about` says
    whose result it is and until when, `paper` is where its PDF is.
    """
    return rx.el.div(
        rx.el.div(
            _facts(view, about),
            rx.foreach(view.critical, critical_block),
            question or rx.fragment(),
            _hero(view),
            rx.cond(view.asks_sex | view.asks_birth_date, facts or rx.fragment(), rx.fragment()),
            rx.cond(view.none_critical, none_critical(view.none_critical), rx.fragment()),
            beside or rx.fragment(),
            rx.foreach(view.notes, lambda words: rx.el.p(words, class_name="note spaced")),
            _awaits(view),
            rx.el.div(*first_acts(view, "lnk", paper), class_name="pacts noprint"),
            _attention(view),
            _all_markers(view),
            made_of(view.made_of),
            rescoring(view.newer_scores, view.rescore_action),
            unread(view.unread, view.review_href),
            derived(view.derived),
            previous(view.previous),
            printed(view.printed, view.how_read),
            doctor or rx.fragment(),
            rx.fragment() if paper is not None else _next(view, on_delete, doctor is not None),
        ),
        _side(view, first_acts(view, "lnk", paper) if paper is not None else _own(view, "lnk", doctor is not None)),
        class_name="grid report",
    )


def _facts(view: rx.Var[ReportView], about: rx.Var[str] | None) -> rx.Component:
    return rx.el.div(
        rx.el.p(about, class_name="sample") if about is not None else rx.fragment(),
        rx.cond(
            view.is_sample,
            rx.el.p(rx.el.b(t("result.sample_tag")), " ", t("result.sample_text"), class_name="sample"),
            rx.fragment(),
        ),
        rx.el.h1(view.title),
        rx.foreach(view.facts, rx.el.span),
        class_name="date",
        id="top",
    )


def _awaits(view: rx.Var[ReportView]) -> rx.Component:
    """What only the person can settle, and the way there."""
    return rx.cond(
        view.awaits,
        rx.el.p(
            icon("eye"),
            rx.el.span(view.awaits),
            rx.el.a(t("review.link"), href=view.review_href, class_name="lnk"),
            class_name="awaits noprint",
        ),
        rx.fragment(),
    )


def _hero(view: rx.Var[ReportView]) -> rx.Component:
    return rx.el.div(
        score_block(view.score),
        rx.el.div(
            rx.el.p(rx.foreach(view.takeaway, _piece), class_name="take"),
            rx.el.p(
                t("result.disclaimer"),
                " ",
                rx.cond(view.score.kind == "none", rx.fragment(), t("result.disclaimer_score")),
                " ",
                read_more(),
                class_name="small q",
            ),
        ),
        class_name="report-hero",
    )


def _piece(piece: rx.Var[PieceView]) -> rx.Component:
    return rx.cond(piece.kind, rx.el.em(piece.text, class_name=piece.kind), rx.el.span(piece.text))


def _attention(view: rx.Var[ReportView]) -> rx.Component:
    return rx.el.section(
        rx.el.div(rx.el.h2(view.attention_title), class_name="sum"),
        tally(view.tally),
        rx.foreach(view.attention, attention_item),
        id="attention",
    )


def _all_markers(view: rx.Var[ReportView]) -> rx.Component:
    return rx.el.section(
        rx.el.h2(view.all_title),
        rx.el.p(t("result.all_text"), class_name="small q spaced"),
        legend(),
        rx.foreach(view.systems, system),
        rx.cond(
            view.sources,
            rx.el.ol(
                rx.foreach(view.sources, lambda source: rx.el.li(source.mark, " ", source.text, id=source.anchor)),
                class_name="cap sources",
                custom_attrs={"aria-label": t_attr("result.sources")},
            ),
            rx.fragment(),
        ),
        class_name="sec",
        id="all",
    )


def _next(view: rx.Var[ReportView], on_delete: Any, can_share: bool) -> rx.Component:
    return rx.el.section(
        rx.el.h2(t("result.actions")),
        rx.el.div(*_own(view, "btn alt", can_share), class_name="acts"),
        rx.el.p(
            rx.el.button(icon("trash"), t("undo.delete"), type="button", class_name="lnk", on_click=on_delete),
            " ",
            rx.el.span(t("undo.delete_text"), class_name="small q"),
            class_name="forget",
        )
        if on_delete is not None
        else rx.fragment(),
        class_name="sec noprint",
    )


def _own(view: rx.Var[ReportView], classes: str, can_share: bool) -> list[rx.Component]:
    return own_acts(view, classes, can_share=can_share)


def _side(view: rx.Var[ReportView], acts: list[rx.Component]) -> rx.Component:
    def entry(
        words: rx.Component | rx.Var[str], href: str | rx.Var[str], count: rx.Var[str] | None = None
    ) -> rx.Component:
        number = rx.el.span(count, class_name="n") if count is not None else rx.fragment()
        return rx.el.li(rx.el.a(rx.el.span(words), number, href=href))

    def of_system(group: rx.Var[SystemView]) -> rx.Component:
        return entry(group.name, rx.Var.create("#") + group.anchor, group.count)

    return rx.el.aside(
        rx.el.nav(
            rx.el.ul(
                entry(t("result.contents_top"), "#top"),
                entry(t("result.contents_attention"), "#attention", view.attention_count),
                rx.foreach(view.systems, of_system),
                entry(t("result.contents_score"), "#made-of"),
                rx.cond(view.unread, entry(t("result.contents_unread"), "#unread", view.unread_count), rx.fragment()),
            ),
            custom_attrs={"aria-label": t_attr("result.contents")},
        ),
        rx.el.ul(*(rx.el.li(act) for act in acts), class_name="act"),
        class_name="side noprint",
    )
