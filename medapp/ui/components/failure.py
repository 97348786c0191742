"""A report that stopped: what happened, whose fault it is, what to do, a button, and the number for support."""

from typing import Any

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.text import t
from medapp.ui.views.job import JobPageView


def job_failure(view: rx.Var[JobPageView], try_again: Any, delete: Any) -> rx.Component:
    """In that order. Trying again comes first only where it may help."""
    failure = view.failure
    again = rx.el.button(icon("again"), t("job.try_again"), class_name="btn", type="button", on_click=try_again)
    return rx.el.section(
        rx.el.p(icon("file-alert"), t("job.failed_tag"), class_name="st none"),
        rx.el.h1(failure.title, class_name="h-page"),
        rx.el.p(failure.detail),
        rx.el.div(rx.el.h2(t("job.what_helps"), class_name="h3"), rx.el.p(failure.next_step)),
        rx.el.div(
            rx.cond(failure.can_retry, again, rx.fragment()),
            rx.el.a(
                icon("file-up"),
                t("job.choose_other"),
                href=routes.UPLOAD,
                class_name=rx.cond(failure.can_retry, "btn alt", "btn"),
            ),
            class_name="fa",
        ),
        rx.el.div(
            rx.cond(
                failure.can_retry,
                rx.fragment(),
                rx.el.button(icon("again"), t("job.try_again"), class_name="lnk", type="button", on_click=try_again),
            ),
            rx.el.button(icon("trash"), t("job.delete"), class_name="lnk", type="button", on_click=delete),
            class_name="fa links",
        ),
        rx.el.p(
            view.file_name,
            ". ",
            view.uploaded,
            ". ",
            rx.cond(
                failure.reference, rx.fragment(t("job.reference", reference=failure.reference), " "), rx.fragment()
            ),
            t("job.kept"),
            class_name="cap",
        ),
        class_name="st-h measure failed",
    )
