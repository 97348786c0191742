"""A job's page: watched live while the report is read; when it stopped, what happened and what to do."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import reflex as rx

from medapp.errors import MedAppError, NotFailed, NotFound
from medapp.services import deletion, jobs
from medapp.ui import routes
from medapp.ui.components.failure import job_failure
from medapp.ui.components.icons import icon
from medapp.ui.components.inline import inline_style
from medapp.ui.components.progress_line import progress_line
from medapp.ui.components.waiting import bars, nothing_here, waiting
from medapp.ui.live import watch
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.shell import page
from medapp.ui.text import t
from medapp.ui.views.job import JobPageView, show_job


class JobState(rx.State):
    """`phase`: loading, ready or missing."""

    phase: str = "loading"
    view: JobPageView = JobPageView()

    @rx.event
    @guarded("guest")
    def open(self) -> Any:
        """Subscribe first, read second: the end can be neither missed nor polled for."""
        self.phase, self.view = "loading", JobPageView()
        if actor := actor_of(self):
            watch(self, actor.user_id)
        self._read(routes.last_part(self.router.url.path))
        return self._to_result()  # it may have been ready before the page was

    @rx.event
    @guarded("guest")
    def show_result(self) -> Any:
        """The report is read: go on to its result, and let "back" pass this page by.

        For a moment a new job's page still shows the job before: that one's result is not where to go.
        """
        return self._to_result()

    @rx.event
    @guarded("guest")
    def try_again(self) -> None:
        """Read a stopped report once more."""
        actor = actor_of(self)
        if actor is None:
            return
        with suppress(NotFailed):  # pressed in another tab: what follows shows how it stands
            jobs.retry(actor, self.view.id)
        self._read(self.view.id)

    @rx.event
    @guarded("guest")
    def delete(self) -> Any:
        """Forget the file and its job; for ten seconds it can be brought back."""
        if actor := actor_of(self):
            deletion.delete_job(actor, self.view.id)
        return rx.redirect(routes.HISTORY, replace=True)

    def _to_result(self) -> Any:
        is_shown = self.view.id == routes.last_part(self.router.url.path)
        return (
            rx.redirect(routes.result(self.view.result_id), replace=True) if is_shown and self.view.result_id else None
        )

    def _refresh(self, job_id: str) -> None:
        if self.view.id and job_id in ("", self.view.id):
            self._read(self.view.id)

    def _read(self, job_id: str) -> None:
        actor = actor_of(self)
        try:
            if actor is None:
                raise NotFound
            self.view = show_job(jobs.get_job(actor, job_id), language_of(self), datetime.now(UTC))
            self.phase = "ready"
        except NotFound:
            self.phase, self.view = "missing", JobPageView()
        except MedAppError:
            if self.phase != "ready":  # a page that fails keeps what it already shows
                raise


@page(routes.JOB, "job.title", guard="guest", on_load=JobState.open)
def job() -> rx.Component:
    view = JobState.view
    return rx.el.div(
        rx.match(
            JobState.phase,
            ("missing", nothing_here()),
            (
                "ready",
                rx.cond(view.kind == "failed", job_failure(view, JobState.try_again, JobState.delete), _open(view)),
            ),
            waiting("job.heading_loading", *bars("14rem", "8rem"), rx.el.span(class_name="skb tall")),
        ),
        rx.el.p(view.announcement, class_name="vh", role="status"),
    )


def _open(view: rx.Var[JobPageView]) -> rx.Component:
    done = view.kind == "done"
    return rx.fragment(
        rx.el.div(
            rx.el.h1(view.heading, class_name="h-page"),
            rx.el.p(
                rx.el.span(view.file_name),
                rx.cond(view.rows, rx.fragment(" · ", view.rows), rx.fragment()),
                class_name="q small n",
            ),
            class_name="st-h",
        ),
        progress_line(view.stops),
        rx.el.div(
            rx.cond(
                done,
                rx.el.div(
                    rx.el.p(t("job.done_text")),
                    rx.el.p(
                        rx.el.a(
                            t("job.open_result"), href=rx.Var.create("/results/") + view.result_id, class_name="btn"
                        )
                    ),
                    class_name="done",
                    on_mount=JobState.show_result,
                ),
                _while_open(view),
            ),
            class_name="live narrow",
        ),
    )


def _while_open(view: rx.Var[JobPageView]) -> rx.Component:
    return rx.fragment(
        rx.el.p(
            t("job.since"),
            " ",
            rx.el.span(
                class_name="clock n",
                key=view.id,
                custom_attrs={"style": inline_style(__passed=view.delay), "aria-hidden": "true"},
            ),
            rx.el.span(t("job.since_seconds"), class_name="q"),
            ". ",
            t("job.usually"),
            class_name="small q",
        ),
        rx.el.p(view.note, class_name="small note-line"),
        rx.cond(view.is_sample, rx.el.p(t("job.sample_note"), class_name="small q"), rx.fragment()),
        rx.el.div(
            icon("door"),
            rx.el.p(
                t("job.close_page"),
                " ",
                rx.el.a(t("job.history_link"), href=routes.HISTORY),
            ),
            class_name="leave",
        ),
    )
