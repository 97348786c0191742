"""Home: what it does in one sentence, the sample in one click, and a real result beside it."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.components.marker import marker_row
from medapp.ui.components.score_block import score_block
from medapp.ui.components.state_word import tally
from medapp.ui.forms import native_form
from medapp.ui.installation import limits_line
from medapp.ui.sample import SampleView, show_samples
from medapp.ui.session import SessionState
from medapp.ui.shell import page
from medapp.ui.text import t
from medapp.ui.views.takeaway import PieceView

FACTS = ("reads", "shows", "does_not", "stays")


@page(routes.HOME, "home.title", guard="open")
def home() -> rx.Component:
    return rx.fragment(
        rx.el.section(
            rx.el.div(
                rx.el.h1(t("home.heading")),
                rx.el.p(t("home.lead"), class_name="lead"),
                native_form(
                    routes.POST_SAMPLE,
                    rx.el.button(t("home.try_sample"), type="submit", class_name="btn", id="try-sample"),
                    rx.el.span(t("home.try_sample_note"), class_name="small q"),
                    class_name="cta",
                ),
                _drop(),
            ),
            rx.foreach(rx.Var.create(show_samples()), _picture),
            class_name="first",
        ),
        rx.el.dl(
            *(
                rx.el.div(rx.el.dt(t(f"home.{fact}")), rx.el.dd(t(f"home.{fact}_text"), class_name="q"))
                for fact in FACTS
            ),
            class_name="facts",
        ),
    )


def _drop() -> rx.Component:
    """Files chosen here go to the upload page; without an account they wait in the browser until there is one.

    page.js keeps them in the browser's own store and hands them to the upload page.
    """
    way = rx.cond(SessionState.has_account, routes.UPLOAD, f"{routes.REGISTER}?next={routes.UPLOAD}&told=kept")
    return rx.el.div(
        rx.el.p(
            rx.el.b(
                rx.el.span(t("home.drop"), class_name="wide-only"),
                rx.el.span(t("home.drop_phone"), class_name="phone-only"),
            )
        ),
        rx.el.div(
            rx.el.span(
                rx.el.input(
                    type="file",
                    id="first-camera",
                    class_name="vh",
                    accept="image/*",
                    custom_attrs={"capture": "environment"},
                ),
                rx.el.label(icon("camera"), t("upload.camera"), html_for="first-camera", class_name="btn alt sm"),
                class_name="cam-only",
            ),
            rx.el.input(type="file", id="first-files", class_name="vh", multiple=True),
            rx.el.label(icon("file-up"), t("home.choose"), html_for="first-files", class_name="btn alt sm"),
            class_name="acts",
        ),
        rx.el.p(limits_line(), class_name="cap"),
        rx.cond(SessionState.has_account, rx.fragment(), rx.el.p(t("home.drop_account"), class_name="cap")),
        class_name="drop",
        custom_attrs={"data-keep-files": way},
    )


def _picture(sample: rx.Var[SampleView]) -> rx.Component:
    """The sample's result as its own page draws it; the one in the language of the page is shown."""
    return rx.el.figure(
        rx.el.figcaption(rx.el.b(t("home.sample_tag")), rx.el.span(sample.who), class_name="tag"),
        rx.el.div(
            rx.el.div(
                score_block(sample.score),
                rx.el.p(rx.foreach(sample.takeaway, _piece), class_name="take"),
                class_name="hero",
            ),
            rx.el.h2(sample.attention, class_name="h3 s3"),
            tally(sample.tally),
            rx.foreach(sample.rows, marker_row),
            class_name="sheet",
        ),
        class_name="pic t",
        custom_attrs={"lang": sample.language},
    )


def _piece(piece: rx.Var[PieceView]) -> rx.Component:
    return rx.cond(piece.kind, rx.el.em(piece.text, class_name=piece.kind), piece.text)
