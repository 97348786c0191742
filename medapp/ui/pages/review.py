"""Review: the reading beside the paper, to be compared and put right. Every change is saved as it is made."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from medapp.domain.analyte_search import find_analytes
from medapp.domain.analytes import load_catalogue
from medapp.domain.corrections import Entry
from medapp.errors import AmbiguousValue, InvalidForm, MedAppError, NotFound, RowSuperseded
from medapp.predictor import predictor_if_any
from medapp.services import corrections, reviewing
from medapp.services.actors import Actor
from medapp.ui import routes
from medapp.ui.components.review import review
from medapp.ui.components.waiting import bars, nothing_here, waiting
from medapp.ui.facts import day_of, save_facts
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.shell import page
from medapp.ui.views.review import ReviewView, show_review
from medapp.ui.views.review_acts import (
    AddingView,
    FoundView,
    ProblemView,
    UndoView,
    show_adding,
    show_found,
    show_problem,
    show_undo,
)

NEW = "new"
UNREAD = "unread-"


class ReviewState(rx.State):
    """`phase`: loading, ready or missing. `target` is what a marker is sought for: a row's key, "new" or a line."""

    phase: str = "loading"
    view: ReviewView = ReviewView()
    problem: ProblemView = ProblemView()
    undo: UndoView = UndoView()
    target: str = ""
    sought: str = ""
    found: list[FoundView] = []  # noqa: RUF012 Reflex copies defaults for each browser tab
    adding: AddingView = AddingView()
    facts_error: str = ""

    @rx.event
    @guarded("guest")
    def open(self) -> None:
        """Read the rows of the address, in the reader's language."""
        self._clear()
        if self.view.result_id != self._result_id():
            self.phase, self.view = "loading", ReviewView()
        self._read()

    @rx.event
    @guarded("guest")
    def edit(self, key: str, about: str, value: str) -> None:
        """A field was left: save what is new in it. `about`: value, unit, limits or collected_at."""
        row = self._row(key)
        if row is None or about not in ("value", "unit", "limits", "collected_at"):
            return
        shown = row.date if about == "collected_at" else getattr(row, about)
        if str(value).strip() == shown:
            if (self.problem.key, self.problem.about) == (key, about):
                self.problem = ProblemView()
            return
        self._correct(key, about, str(value))

    @rx.event
    @guarded("guest")
    def answer(self, key: str, about: str, value: str) -> None:
        """One of the offered answers was chosen."""
        if about == "confirm":
            self._act(key, lambda actor, row: corrections.confirm(actor, self.view.result_id, row, predictor_if_any()))
        elif about == "search":
            self._seek(key)
        else:
            self._correct(key, about, value)

    @rx.event
    @guarded("guest")
    def drop(self, key: str) -> None:
        """Not a result: the row goes, and can be had back."""
        row = self._row(key)
        if row is None:
            return
        if self._act(
            key, lambda actor, newest: corrections.drop(actor, self.view.result_id, newest, predictor_if_any())
        ):
            self.undo = show_undo(row.name, row.id, language_of(self))

    @rx.event
    @guarded("guest")
    def put_back(self, version: str) -> None:
        """An earlier version of a row counts again."""
        self._act("", lambda actor, _: corrections.revert(actor, self.view.result_id, version, predictor_if_any()))

    @rx.event
    @guarded("guest")
    def seek(self, target: str) -> None:
        """Open the search for a row's marker, or close it."""
        self._seek("" if target == self.target else target)

    @rx.event
    @guarded("guest")
    def search(self, text: str) -> None:
        self.sought = str(text)
        self.found = show_found(find_analytes(self.sought), load_catalogue(), language_of(self))

    @rx.event
    @guarded("guest")
    def choose_marker(self, analyte: str) -> None:
        """A row is bound to the marker; a new row or a line goes on to its value."""
        target = self.target
        if target == NEW or target.startswith(UNREAD):
            self.adding = show_adding(target, analyte, load_catalogue(), language_of(self))
            self.found, self.sought = [], ""
        else:
            self._correct(target, "analyte", analyte)

    @rx.event
    @guarded("guest")
    def add(self, form: dict[str, Any]) -> None:
        """Write the row in that reading missed."""
        target, parts = self.adding.target, {name: str(form.get(name, "")) for name in ("value", "unit", "limits")}
        entry = Entry(self.adding.analyte, parts["value"], parts["unit"] or None, parts["limits"] or None)
        unread = int(target.removeprefix(UNREAD)) if target.startswith(UNREAD) else None
        language = language_of(self)
        self._act(
            NEW,
            lambda actor, _: corrections.write_in(
                actor, self.view.result_id, entry, predictor_if_any(), language, unread
            ),
        )

    @rx.event
    @guarded("guest")
    def dismiss_line(self, number: int) -> None:
        """A line that was not understood is no result."""
        line = next((line for line in self.view.unread if line.number == number), None)
        done = self._act(
            "", lambda actor, _: corrections.dismiss_unread(actor, self.view.result_id, number, predictor_if_any())
        )
        if line and done:
            self.undo = show_undo(line.text, "", language_of(self), line=number)

    @rx.event
    @guarded("guest")
    def take_back(self) -> None:
        """Undo what was said to be no result last."""
        undo, model = self.undo, predictor_if_any()
        if undo.version:
            self._act("", lambda actor, _: corrections.revert(actor, self.view.result_id, undo.version, model))
        elif undo.words:
            self._act(
                "",
                lambda actor, _: corrections.dismiss_unread(actor, self.view.result_id, undo.line, model, undo=True),
            )

    @rx.event
    @guarded("guest")
    def save_facts(self, form: dict[str, Any]) -> None:
        """What the report did not say of its person and day."""
        actor = actor_of(self)
        if actor is None:
            return
        wrong = save_facts(actor, self.view.result_id, form, language_of(self))
        self._clear()
        self.facts_error = wrong
        self._read()

    @rx.event
    @guarded("guest")
    def finish(self) -> Any:
        """Looked through: on to the result."""
        if actor := actor_of(self):
            corrections.finish(actor, self.view.result_id)
        return rx.redirect(routes.result(self.view.result_id))

    def _correct(self, key: str, about: str, value: str) -> None:
        try:
            entry = Entry(**({about: day_of({about: value}, about)} if about == "collected_at" else {about: value}))
        except InvalidForm as error:
            self.problem = show_problem(key, about, error, language_of(self))
            return
        self._act(
            key,
            lambda actor, row: corrections.correct(actor, self.view.result_id, row, entry, predictor_if_any()),
            about,
        )

    def _act(self, key: str, act: Callable[[Actor, str], object], about: str = "value") -> bool:
        """Do it, show the rows as they are then, and tell beside the row what was refused."""
        actor, row = actor_of(self), self._row(key)
        if actor is None:
            return False
        try:
            act(actor, row.id if row else "")
        except (InvalidForm, AmbiguousValue) as error:
            self.problem = show_problem(key, about, error, language_of(self))
            return False
        except RowSuperseded as error:
            self._clear()
            self._read()
            self.problem = show_problem(key, about, error, language_of(self))
            return False
        self._clear()
        self._read()
        return True

    def _row(self, key: str) -> Any:
        return next((row for row in (*self.view.waiting, *self.view.sure) if row.key == key), None)

    def _seek(self, target: str) -> None:
        self.target, self.sought, self.found = target, "", []
        self.adding, self.problem = AddingView(), ProblemView()

    def _clear(self) -> None:
        self._seek("")
        self.undo, self.facts_error = UndoView(), ""

    def _result_id(self) -> str:
        return routes.result_of(self.router.url.path)

    def _read(self) -> None:
        actor = actor_of(self)
        try:
            if actor is None:
                raise NotFound
            found = reviewing.get_review(actor, self._result_id())
            self.view = show_review(found, load_catalogue(), language_of(self))
            self.phase = "ready"
        except NotFound:
            self.phase, self.view = "missing", ReviewView()
        except MedAppError:
            if self.phase != "ready":  # a page that fails keeps what it already shows
                raise


@page(routes.REVIEW, "review.title", guard="guest", on_load=ReviewState.open)
def review_page() -> rx.Component:
    return rx.match(
        ReviewState.phase,
        ("missing", nothing_here()),
        ("ready", review(ReviewState)),
        waiting(
            "review.loading",
            *bars("16rem", "10rem"),
            rx.el.span(class_name="skb tall"),
            *bars("100%", "100%", "100%"),
        ),
    )
