"""What stands beside a report: whose it is, a note, and whether it was taken fasting; each is changed in place."""

import asyncio
from typing import Any

import reflex as rx

from medapp.domain.analytes import load_catalogue
from medapp.errors import MedAppError, NotFound
from medapp.predictor import predictor_if_any
from medapp.services import context, people, reports
from medapp.services.actors import Actor
from medapp.services.people import Profile
from medapp.ui import routes
from medapp.ui.session import SessionState, actor_of, guarded, language_of
from medapp.ui.views.context import ContextView, show_context
from medapp.ui.views.people import WhoseView, show_whose


class BesideState(rx.State):
    """About the result of the page's address. `left` says that the question whose it is was answered with "leave"."""

    result_id: str = ""
    whose: WhoseView = WhoseView()
    context: ContextView = ContextView()
    left: bool = False
    saved: bool = False

    @rx.event
    @guarded("guest")
    def open(self) -> None:
        """Runs beside the page's own reading, and again after each change."""
        result_id = routes.last_part(self.router.url.path)
        self.left, self.saved = self.left and result_id == self.result_id, False
        self.result_id = result_id
        self._read()

    @rx.event
    @guarded("user")
    async def move(self, person_id: str) -> None:
        """Give the report to somebody else; the page reads it anew afterwards."""
        if actor := actor_of(self):
            await asyncio.to_thread(people.move_report, actor, self.result_id, person_id, predictor_if_any())
            self._read()

    @rx.event
    @guarded("user")
    async def move_to_new(self, form: dict[str, Any]) -> Any:
        """Make a person of what the report prints, and give it to them."""
        actor = actor_of(self)
        if actor is None:
            return None
        printed = people.whose(actor, self.result_id).printed
        try:
            profile = Profile(str(form.get("label", "")), printed.sex, printed.birth_date)
            person = people.add_person(actor, profile)
        except MedAppError as error:
            return SessionState.tell_failure(error.code, "")
        await asyncio.to_thread(people.move_report, actor, self.result_id, person.id, predictor_if_any())
        self._read()
        return None

    @rx.event
    @guarded("user")
    def leave(self) -> None:
        """It is right as it stands: the question goes for this visit."""
        self.left = True

    @rx.event
    @guarded("guest")
    def save_note(self, form: dict[str, Any]) -> Any:
        try:
            self._change(lambda actor: context.set_note(actor, self.result_id, str(form.get("note", ""))))
        except MedAppError as error:
            return SessionState.tell_failure(error.code, "")
        self.saved = True
        return None

    @rx.event
    @guarded("guest")
    def say_fasting(self, answer: str) -> None:
        """ "yes", "no", or "" to take the answer back."""
        fasting = {"yes": True, "no": False}.get(str(answer))
        self._change(lambda actor: context.set_fasting(actor, self.result_id, fasting))

    def _change(self, act: Any) -> None:
        if actor := actor_of(self):
            act(actor)
            self._read()

    def _read(self) -> None:
        actor, language = actor_of(self), language_of(self)
        self.whose, self.context = WhoseView(), ContextView()
        if actor is None:
            return
        try:
            self._show(actor, language)
        except NotFound:  # the page says so itself
            return

    def _show(self, actor: Actor, language: str) -> None:
        result = reports.get_result(actor, self.result_id)
        self.context = show_context(result, load_catalogue(), language)
        if not (actor.is_guest or result.is_sample):
            self.whose = show_whose(people.whose(actor, self.result_id), language)
