"""Upload: what is accepted is said first, then each file goes its own way and says where it stands."""

import asyncio
from typing import Any

import reflex as rx

from medapp.errors import MedAppError, NotFound
from medapp.i18n import translate
from medapp.services import by_hand, intake, jobs, people
from medapp.settings import get_settings
from medapp.ui import routes
from medapp.ui.by_hand import ByHandState, by_hand_forms
from medapp.ui.components.file_drop import file_drop, sent_file
from medapp.ui.components.whose import choose_person
from medapp.ui.installation import InstallationState
from medapp.ui.live import watch
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.shell import page
from medapp.ui.text import t
from medapp.ui.views.people import PersonLinkView, link_people
from medapp.ui.views.upload import (
    SentFileView,
    follow,
    refused_by_browser,
    show_accepted,
    show_refused,
)

IDLE = -1


class UploadState(rx.State):
    """`percent` is -1 when nothing is being sent; `together` makes several photos the pages of one report."""

    percent: int = IDLE
    people: rx.Field[list[PersonLinkView]] = rx.field(default_factory=list)
    person_id: str = ""
    together: bool = False
    files: rx.Field[list[SentFileView]] = rx.field(default_factory=list)

    @rx.event
    @guarded("user")
    def open(self) -> None:
        """An empty table each time the page is opened: what was sent before stands in the history."""
        self.percent, self.files, self.together = IDLE, [], False
        if actor := actor_of(self):
            watch(self, actor.user_id)
            asked = self.router.url.query_parameters.get("person", "")
            self.people = link_people(people.list_people(actor), asked, "", language_of(self))
            self.person_id = next((item.id for item in self.people if item.is_current), "")

    @rx.event
    @guarded("user")
    def choose_person(self, person_id: str) -> None:
        """Whose the next files are."""
        if any(item.id == person_id for item in self.people):
            self.person_id = person_id

    @rx.event
    @guarded("user")
    def show_progress(self, progress: dict[str, Any]) -> None:
        """How much of the bytes has left the browser."""
        share = progress.get("progress")
        known = isinstance(share, int | float) and 0 <= share < 1
        self.percent = int(100 * share) if known else IDLE  # whole: what happens next stands in the list

    @rx.event
    @guarded("user")
    async def receive(self, files: list[rx.UploadFile]) -> Any:
        """Take each file in by itself: one that is refused does not hold up the others."""
        actor, language = actor_of(self), language_of(self)
        self.percent = IDLE
        taken = []
        if actor and self.together and len(files) > 1:
            taken.append(await self._receive_together(files))
            files = []
        for file in files[: get_settings().max_files] if actor else []:
            name = intake.shown_name(file.name or "")
            data = await file.read()
            try:
                accepted = await asyncio.to_thread(intake.accept, actor, name, data, self.person_id or None)
            except MedAppError as error:
                taken.append(show_refused(name, error, language))
            else:
                taken.append(show_accepted(name, len(data), accepted, language))
        self.files = [*taken, *self.files]
        only = self.files[0] if len(self.files) == 1 else None
        return rx.redirect(only.href) if only and only.job_id else None

    async def _receive_together(self, files: list[rx.UploadFile]) -> SentFileView:
        """Photos of several pages as one report, in the order in which they were chosen."""
        actor, language = actor_of(self), language_of(self)
        photos = [await file.read() for file in files[: get_settings().max_files]]
        name = translate(language, "upload.pages_name", count=len(photos))
        try:
            if actor is None:
                raise NotFound
            accepted = await asyncio.to_thread(by_hand.accept_photos, actor, photos, language, self.person_id or None)
        except MedAppError as error:
            return show_refused(name, error, language)
        return show_accepted(name, sum(map(len, photos)), accepted, language)

    @rx.event
    @guarded("user")
    def take_as_one(self, wanted: bool) -> None:
        self.together = bool(wanted)

    @rx.event
    @guarded("user")
    def refuse(self, lines: list[str]) -> None:
        """What the browser did not even send, with the reason in words."""
        self.percent = IDLE
        language = language_of(self)
        known = [str(line) for line in lines][: get_settings().max_files]
        self.files = [*(refused_by_browser(line, language) for line in known), *self.files]

    @rx.event
    @guarded("user")
    def stop(self) -> None:
        """Sending was broken off; the server keeps nothing of a file that did not arrive whole."""
        self.percent = IDLE

    def _refresh(self, job_id: str) -> None:
        actor, language = actor_of(self), language_of(self)
        if actor is None:
            return
        shown = []
        for item in self.files:
            if item.job_id and job_id in ("", item.job_id):
                try:
                    item = follow(item, jobs.get_job(actor, item.job_id), language)
                except NotFound:
                    continue
            shown.append(item)
        self.files = shown


@page(
    routes.UPLOAD,
    "upload.title",
    guard="user",
    menu="menu.upload",
    order=10,
    on_load=[UploadState.open, ByHandState.open],
)
def upload() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h1(t("upload.heading"), class_name="h-page"),
            rx.el.p(t("upload.lead"), class_name="q small"),
            class_name="st-h",
        ),
        rx.cond(
            UploadState.people,
            choose_person(UploadState.people, UploadState.person_id, UploadState.choose_person),
            rx.fragment(),
        ),
        file_drop(
            InstallationState.limits,
            UploadState.percent,
            receive=UploadState.receive,
            progress=UploadState.show_progress,
            refuse=UploadState.refuse,
            stop=UploadState.stop,
            on_together=UploadState.take_as_one,
        ),
        rx.el.div(
            rx.cond(
                UploadState.files,
                rx.el.section(
                    rx.el.h2(t("upload.list_heading"), class_name="h3 under"),
                    rx.el.ul(rx.foreach(UploadState.files, sent_file), class_name="sent"),
                ),
                rx.fragment(),
            ),
            custom_attrs={"aria-live": "polite"},
        ),
        by_hand_forms(UploadState.person_id),
        rx.el.p(t("upload.stays"), class_name="cap spaced"),
        class_name="narrow",
    )
