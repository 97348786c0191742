"""What can be done with a result, in the order in which people ask: print, give to the doctor, take home."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.text import t
from medapp.ui.views.report import ReportView

SHARE = "share"  # the place on the page where links are made
FILES = (("xlsx", "result.xlsx"), ("csv", "result.csv"), ("json", "result.json"), ("fhir", "result.fhir"))


def first_acts(view: rx.Var[ReportView], classes: str, paper: rx.Var[str] | None = None) -> list[rx.Component]:
    """Print is the browser's own; the PDF comes from the server, which asks who is asking."""
    return [
        rx.el.button(
            icon("print"),
            t("result.print"),
            type="button",
            class_name=classes,
            on_click=rx.call_function("(() => window.print())"),
        ),
        download(
            icon("download"), t("result.pdf"), href=file_of(view, "pdf") if paper is None else paper, class_name=classes
        ),
    ]


def own_acts(view: rx.Var[ReportView], classes: str, *, can_share: bool) -> list[rx.Component]:
    """Everything the owner of a result can do with it."""
    share = rx.el.a(icon("share"), t("result.share"), href=f"#{SHARE}", class_name=classes)
    return [
        *first_acts(view, classes),
        *([share] if can_share else []),
        rx.el.details(
            rx.el.summary(icon("download"), t("result.files"), class_name=classes),
            rx.el.ul(
                *(rx.el.li(download(t(code), href=file_of(view, kind), class_name="lnk")) for kind, code in FILES),
                class_name="files",
            ),
            class_name="take-home",
        ),
        rx.cond(
            view.review_href,
            rx.el.a(icon("row"), t("review.link"), href=view.review_href, class_name=classes),
            rx.fragment(),
        ),
        rx.el.a(icon("file-up"), t("result.upload_more"), href=routes.UPLOAD, class_name=classes),
    ]


def file_of(view: rx.Var[ReportView], kind: str) -> rx.Var[str]:
    return rx.Var.create("/api/results/") + view.id + f"?format={kind}"


def download(*children: rx.Component, href: rx.Var[str] | str, class_name: str) -> rx.Component:
    return rx.el.a(*children, href=href, class_name=class_name, custom_attrs={"download": ""})
