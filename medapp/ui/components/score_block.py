"""The score beside the takeaway, and below it what made the score."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.inline import inline_style
from medapp.ui.components.shapes import SIGNS
from medapp.ui.text import t
from medapp.ui.views.score import MadeOfView, ScoreView, TermView


def score_block(score: rx.Var[ScoreView]) -> rx.Component:
    """A number on its line, or only the class, or why there is neither."""
    return rx.match(
        score.kind,
        ("scored", _scored(score)),
        ("limited", _limited(score)),
        _none(score),
    )


def made_of(view: rx.Var[MadeOfView]) -> rx.Component:
    """Bars on the model's own scale without numbers; the exact terms in a table that opens."""
    return rx.cond(view.shown | (view.missing.length() > 0), _made_of(view), rx.fragment())


def _made_of(view: rx.Var[MadeOfView]) -> rx.Component:
    return rx.el.section(
        rx.el.h2(t("score.heading")),
        rx.cond(view.shown, _terms(view), rx.fragment()),
        rx.cond(view.dropped, rx.el.p(view.dropped, class_name="note spaced"), rx.fragment()),
        rx.cond(view.missing, _missing(view), rx.fragment()),
        rx.cond(
            view.model,
            rx.el.p(view.model, " ", rx.el.a(t("model.link"), href=routes.MODEL), class_name="cap spaced"),
            rx.fragment(),
        ),
        class_name="sec",
        id="made-of",
    )


def _scored(score: rx.Var[ScoreView]) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(score.number, class_name="big"),
            rx.el.span(t("score.of_100"), rx.el.b(score.class_word), class_name="of"),
            class_name="score",
        ),
        _line(score),
        rx.el.p(t("score.higher_is_better"), " ", score.meaning, " ", score.margin, class_name="cap ex"),
    )


def _line(score: rx.Var[ScoreView]) -> rx.Component:
    def zone(classes: str, left: str, width: str) -> rx.Component:
        return rx.el.span(class_name=f"z {classes}", custom_attrs={"style": inline_style(left=left, width=width)})

    def limit(words: str | rx.Component, classes: str, left: str) -> rx.Component:
        return rx.el.span(words, class_name=f"lim {classes}", custom_attrs={"style": inline_style(left=left)})

    return rx.el.div(
        zone("f", "0", "20%"),
        zone("in", "20%", "60%"),
        zone("l wash", "80%", "20%"),
        rx.cond(
            score.margin,
            rx.el.span(
                class_name="margin", custom_attrs={"style": inline_style(left=score.band_left, width=score.band_width)}
            ),
            rx.fragment(),
        ),
        rx.el.span(class_name="tick", custom_attrs={"style": inline_style(left="20%")}),
        rx.el.span(class_name="tick", custom_attrs={"style": inline_style(left="80%")}),
        rx.el.span("0", class_name="lim end0"),
        limit("20", "", "20%"),
        limit(t("score.typical_band"), "", "50%"),
        limit("80", "", "80%"),
        rx.el.span("100", class_name="lim end1"),
        rx.el.svg(
            rx.el.path(d=SIGNS["ink"]),
            class_name="dot ink settle",
            view_box="0 0 18 18",
            custom_attrs={"style": inline_style(left=score.left), "aria-hidden": "true"},
        ),
        class_name="bar sline",
        role="img",
        custom_attrs={"aria-label": score.label},
    )


def _limited(score: rx.Var[ScoreView]) -> rx.Component:
    return rx.el.div(
        rx.el.p(score.class_word, class_name="class-only"),
        rx.el.p(score.meaning, class_name="cap ex"),
    )


def _none(score: rx.Var[ScoreView]) -> rx.Component:
    return rx.el.div(
        rx.el.p(score.reason_title, class_name="no-score"),
        rx.el.p(score.reason, class_name="cap ex"),
    )


def _terms(view: rx.Var[MadeOfView]) -> rx.Component:
    return rx.fragment(
        rx.el.p(t("score.caution"), class_name="q measure spaced"),
        rx.el.div(
            _side("score.raised", "score.none_raised", view.raised, view.more_raised, "up"),
            _side("score.lowered", "score.none_lowered", view.lowered, view.more_lowered, "dn"),
            class_name="why",
        ),
        rx.el.details(
            rx.el.summary(t("score.exact"), class_name="lnk"),
            rx.el.p(t("score.exact_note"), class_name="cap"),
            rx.el.table(
                rx.el.thead(
                    rx.el.tr(
                        rx.el.th(t("score.exact_marker"), scope="col"),
                        rx.el.th(t("score.exact_value"), scope="col"),
                        rx.el.th(t("score.exact_effect"), class_name="r", scope="col"),
                    )
                ),
                rx.el.tbody(
                    rx.foreach(
                        view.terms,
                        lambda term: rx.el.tr(
                            rx.el.td(term.name), rx.el.td(term.value), rx.el.td(term.effect, class_name="r n")
                        ),
                    )
                ),
                class_name="exact",
            ),
        ),
    )


def _side(heading: str, nothing: str, terms: rx.Var[list[TermView]], more: rx.Var[str], classes: str) -> rx.Component:
    return rx.el.div(
        rx.el.h3(t(heading), class_name="h4"),
        rx.cond(
            terms,
            rx.el.ul(
                rx.foreach(terms, _term),
                rx.cond(more, rx.el.li(rx.el.span(more, class_name="q")), rx.fragment()),
                class_name=classes,
            ),
            rx.el.p(t(nothing), class_name="small q"),
        ),
    )


def _term(term: rx.Var[TermView]) -> rx.Component:
    return rx.el.li(
        rx.el.span(term.name, " ", rx.el.span(term.value, class_name="n q")),
        rx.el.span(
            rx.el.span(class_name="len", custom_attrs={"style": inline_style(width=term.width)}),
            custom_attrs={"aria-hidden": "true"},
        ),
    )


def _missing(view: rx.Var[MadeOfView]) -> rx.Component:
    return rx.fragment(
        rx.el.h3(t("score.missing_heading"), class_name="spaced"),
        rx.el.p(t("score.missing_text"), class_name="small q"),
        rx.el.ul(rx.foreach(view.missing, rx.el.li), class_name="miss"),
    )


def read_more() -> rx.Component:
    return rx.el.a(t("score.how_to_read"), href=f"{routes.HELP}#score")
