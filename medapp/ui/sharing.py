"""Give a result to the doctor: a PDF with or without a name, and links that end."""

from typing import Any

import reflex as rx

from medapp.errors import InvalidForm, NotFound
from medapp.i18n import translate
from medapp.services import sharing
from medapp.settings import get_settings
from medapp.ui import routes
from medapp.ui.components.acts import SHARE
from medapp.ui.components.icons import icon
from medapp.ui.forms import NativeForm, choice, field, hidden
from medapp.ui.session import SessionState, actor_of, guarded, language_of
from medapp.ui.text import t, t_attr
from medapp.ui.views.report import ReportView
from medapp.ui.views.sharing import LinkView, show_link


class SharingState(rx.State):
    """`made` is the address of the link just made: it is shown now and never again."""

    links: rx.Field[list[LinkView]] = rx.field(default_factory=list)
    made: str = ""
    error: str = ""

    @rx.event
    @guarded("guest")
    def open(self) -> None:
        """The links of the result in the address."""
        self.made, self.error = "", ""
        self._read()

    @rx.event
    @guarded("user")
    def create(self, form: dict[str, Any]) -> None:
        """A new link. What does not fit is said beside the form."""
        actor, self.made, self.error = actor_of(self), "", ""
        days = str(form.get("days", ""))
        try:
            if actor is None:
                raise NotFound
            token, _ = sharing.create_link(
                actor,
                self._result_id(),
                days=int(days) if days.isdigit() else 0,
                label=str(form.get("label", "")),
                shown_name=str(form.get("name", "")),
            )
        except InvalidForm as error:
            code = "share.too_many" if error.values.get("field") == "links" else "share.too_long"
            self.error = translate(language_of(self), code)
            return
        self.made = get_settings().public_url + routes.shared(token)
        self._read()

    @rx.event
    @guarded("user")
    def revoke(self, link_id: str) -> None:
        """Take a link back at once."""
        if actor := actor_of(self):
            sharing.revoke_link(actor, str(link_id))
        self.made = ""
        self._read()

    def _result_id(self) -> str:
        return routes.last_part(self.router.url.path)

    def _read(self) -> None:
        actor, language = actor_of(self), language_of(self)
        found = sharing.list_links(actor, self._result_id()) if actor and not actor.is_guest else []
        self.links = [show_link(link, language) for link in found]


def for_the_doctor(view: rx.Var[ReportView]) -> rx.Component:
    """The section of the result page; a guest's sample has only the paper."""
    return rx.el.section(
        rx.el.h2(t("share.heading")),
        rx.el.div(_paper(view), rx.cond(SessionState.has_account, _link_form(), rx.fragment()), class_name="give"),
        rx.cond(SessionState.has_account, _links(), rx.fragment()),
        class_name="sec noprint",
        id=SHARE,
    )


def _paper(view: rx.Var[ReportView]) -> rx.Component:
    return rx.el.div(
        rx.el.h3(t("share.paper"), class_name="h4"),
        rx.el.p(t("share.paper_text"), class_name="small q"),
        NativeForm.create(  # the browser's own: the answer is a file
            hidden("format", "pdf"),
            field("name", "share.name", form="paper", hint="share.name_hint", required=False, maxLength=80),
            rx.el.button(icon("download"), t("result.pdf"), type="submit", class_name="btn alt sm"),
            custom_attrs={"action": rx.Var.create("/api/results/") + view.id, "method": "get"},
        ),
    )


def _link_form() -> rx.Component:
    return rx.el.div(
        rx.el.h3(t("share.link"), class_name="h4"),
        rx.el.p(t("share.link_text"), class_name="small q"),
        rx.el.p(
            t("consents.by_link"),
            " ",
            rx.el.a(t("my_data.read_text"), href=routes.CONSENT_PAGES["sharing"]),
            class_name="cap",
        ),
        rx.el.form(
            field("label", "share.label", form="link", hint="share.label_hint", required=False, maxLength=80),
            field("name", "share.name", form="link", hint="share.name_hint", required=False, maxLength=80),
            choice(
                "days", "share.days", {"7": "share.days_7", "1": "share.days_1", "30": "share.days_30"}, form="link"
            ),
            rx.el.button(icon("share"), t("share.create"), type="submit", class_name="btn alt sm"),
            rx.el.div(
                rx.cond(
                    SharingState.error != "",
                    rx.el.p(icon("info"), rx.el.span(SharingState.error), class_name="err"),
                    rx.fragment(),
                ),
                class_name="fld",
                role="status",
            ),
            on_submit=SharingState.create,
            reset_on_submit=True,
        ),
    )


def _links() -> rx.Component:
    return rx.el.div(
        rx.el.div(rx.cond(SharingState.made != "", _made(), rx.fragment()), role="status"),
        rx.cond(
            SharingState.links,
            rx.el.div(
                rx.el.h3(t("share.links"), class_name="h4 under"),
                rx.el.ul(rx.foreach(SharingState.links, _link), class_name="shared-links"),
            ),
            rx.fragment(),
        ),
    )


def _made() -> rx.Component:
    return rx.el.div(
        rx.el.label(t("share.made"), html_for="made-link"),
        rx.el.div(
            rx.el.input(id="made-link", class_name="inp", read_only=True, custom_attrs={"value": SharingState.made}),
            rx.el.button(
                t("share.copy"),
                type="button",
                class_name="btn sm",
                custom_attrs={"data-copy": "made-link", "data-copied": t_attr("share.copied")},
            ),
            class_name="copyline",
        ),
        rx.el.p(t("share.once"), class_name="cap"),
        class_name="fld made-link",
    )


def _link(link: rx.Var[LinkView]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.b(link.title),
            rx.cond(link.name, rx.el.span(link.name, class_name="cap"), rx.fragment()),
            rx.el.span(link.until, class_name="cap"),
        ),
        rx.cond(
            link.log,
            rx.el.details(
                rx.el.summary(link.opened, class_name="lnk"),
                rx.el.ul(rx.foreach(link.log, lambda line: rx.el.li(line, class_name="cap n"))),
            ),
            rx.el.span(link.opened, class_name="small q"),
        ),
        rx.cond(
            link.is_live,
            rx.el.button(
                icon("close"), t("share.revoke"), type="button", class_name="lnk", on_click=SharingState.revoke(link.id)
            ),
            rx.el.span(),
        ),
        class_name=rx.cond(link.is_live, "", "over"),
        key=link.id,
    )
