"""The strip that tells of reports read while their owner was on another page, or away. It stays until it was seen."""

from dataclasses import dataclass

import reflex as rx

from medapp.i18n import translate
from medapp.services import notices
from medapp.ui import live, routes
from medapp.ui.components.icons import icon
from medapp.ui.components.inner_link import inner_link
from medapp.ui.session import actor_of, guarded, language_of, path_of
from medapp.ui.text import t, t_attr


@dataclass(frozen=True)
class NoticeLine:
    """`kind` colours the word; `href` leads to the result or to what went wrong."""

    job_id: str = ""
    kind: str = "in"
    icon: str = "check"
    words: str = ""
    file: str = ""
    href: str = ""


class NoticesState(rx.State):
    lines: rx.Field[list[NoticeLine]] = rx.field(default_factory=list)

    @rx.event
    @guarded("open")
    def look(self) -> None:
        """Runs on every page: news is told wherever its owner is, but not on the page it is about."""
        actor = actor_of(self)
        if actor is None or actor.is_guest:
            self.lines = []
            return
        live.watch_also(self, actor.user_id)
        self._refresh("")

    @rx.event
    @guarded("user")
    def dismiss(self, job_id: str) -> None:
        """Seen; the history still has it."""
        if actor := actor_of(self):
            notices.mark_seen(actor, str(job_id))
        self._refresh("")

    def _refresh(self, _job_id: str) -> None:
        actor, here = actor_of(self), path_of(self)
        found = notices.list_unseen(actor) if actor else []
        about = [item for item in found if item.job_id not in here and (item.result_id or "-") not in here]
        self.lines = [show_notice(item, language_of(self)) for item in about]


def show_notice(item: notices.NoticeView, language: str) -> NoticeLine:
    ready = item.kind == notices.READY and item.result_id
    return NoticeLine(
        job_id=item.job_id,
        kind="in" if ready else "clear",
        icon="check" if ready else "file-alert",
        words=translate(language, "notices.ready" if ready else "notices.failed"),
        file=item.file_name,
        href=routes.result(item.result_id) if ready and item.result_id else routes.job(item.job_id),
    )


def notices_strip() -> rx.Component:
    """One line a report, read out when it appears; it can be opened or put away."""
    return rx.el.div(rx.foreach(NoticesState.lines, _line), class_name="news noprint", role="status", id="news")


def _line(line: rx.Var[NoticeLine]) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            rx.el.span(icon(line.icon), line.words, class_name=rx.Var.create("st ") + line.kind),
            rx.el.span(line.file, class_name="small file"),
        ),
        inner_link(t("notices.open"), href=line.href, class_name="lnk"),
        rx.el.button(
            icon("close"),
            type="button",
            class_name="away",
            on_click=NoticesState.dismiss(line.job_id),
            custom_attrs={"aria-label": t_attr("notices.dismiss")},
        ),
        key=line.job_id,
    )
