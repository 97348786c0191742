"""A result somebody was given a link to: read only, without an account, in the reader's language."""

import reflex as rx

from medapp.domain.analytes import load_catalogue
from medapp.errors import MedAppError
from medapp.i18n import error_words, format_date, translate
from medapp.services import sharing
from medapp.settings import get_settings
from medapp.ui import routes
from medapp.ui.components.report import report
from medapp.ui.components.waiting import bars, waiting
from medapp.ui.session import guarded, language_of
from medapp.ui.shell import page
from medapp.ui.text import t
from medapp.ui.views.report import ReportView, show_report


class SharedState(rx.State):
    """`phase`: loading, ready or over; `paper` is the address of the PDF."""

    phase: str = "loading"
    view: ReportView = ReportView()
    about: str = ""
    paper: str = ""
    title: str = ""
    detail: str = ""

    @rx.event
    @guarded("open")
    def open(self) -> None:
        """What the link of the address shows, or why it shows nothing."""
        language, token = language_of(self), routes.last_part(self.router.url.path)
        headers = self.router.headers
        try:
            shared = sharing.open_link(token, headers.user_agent, self.router.session.client_ip)
        except MedAppError as error:
            words = error_words(language, error.code, **error.values)
            self.phase, self.view = "over", ReportView()
            self.title, self.detail = words.title, f"{words.detail} {words.next_step}"
            return
        until = format_date(shared.expires_at.date(), language)
        name = f"{shared.shown_name.removesuffix('.')}. " if shared.shown_name else ""
        self.about = name + translate(language, "share.shown", date=until)
        self.paper = f"/api/shared/{token}?format=pdf"
        number = get_settings().emergency_number
        self.view = show_report(shared.result, load_catalogue(), language, number, can_review=False)
        self.phase = "ready"


@page(routes.SHARED, "share.page_title", guard="open", on_load=SharedState.open)
def shared() -> rx.Component:
    return rx.fragment(
        rx.el.meta(name="robots", content="noindex, nofollow"),
        rx.match(
            SharedState.phase,
            (
                "over",
                rx.el.section(
                    rx.el.h1(SharedState.title),
                    rx.el.p(SharedState.detail, class_name="q"),
                    rx.el.p(rx.el.a(t("not_found.home"), href=routes.HOME, class_name="lnk")),
                    class_name="plain",
                ),
            ),
            ("ready", report(SharedState.view, about=SharedState.about, paper=SharedState.paper)),
            waiting(
                "result.loading",
                *bars("12rem", "16rem", "80%", "60%"),
                rx.el.span(class_name="skb tall"),
                *bars("100%", "100%", "100%", "100%"),
            ),
        ),
    )
