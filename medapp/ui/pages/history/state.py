"""What the history page knows: the markers of one person, the chosen one's chart, and the reports with two ticks."""

import reflex as rx

from medapp.domain.analytes import load_catalogue
from medapp.errors import NotFound
from medapp.services import jobs, people, reports, trends
from medapp.services.actors import Actor
from medapp.ui import routes
from medapp.ui.live import watch
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.views.history import HistoryView, add_earlier, show_history
from medapp.ui.views.people import PersonLinkView, link_people
from medapp.ui.views.sparks import MarkerLinkView, filter_markers, first_choice, list_markers, say_total
from medapp.ui.views.trend import TrendView, show_trend

FIRST_PAGE = 20
LONGEST_SEARCH = 100  # letters
PAIR = 2


class HistoryState(rx.State):
    """`picked` are the reports ticked for a comparison, the last two of them."""

    loaded: bool = False
    people: rx.Field[list[PersonLinkView]] = rx.field(default_factory=list)
    view: HistoryView = HistoryView()
    has_markers: bool = False
    markers: rx.Field[list[MarkerLinkView]] = rx.field(default_factory=list)
    total: str = ""
    markers_open: bool = False
    trend: TrendView = TrendView()
    picked: rx.Field[list[str]] = rx.field(default_factory=list)
    _all: rx.Field[list[MarkerLinkView]] = rx.field(default_factory=list)
    _find_marker: str = ""
    _find_report: str = ""
    _person_id: str = ""

    @rx.var
    def compare_href(self) -> str:
        """Where the comparison of the two ticked reports stands; "" until there are two."""
        return routes.compare(*self.picked) if len(self.picked) == PAIR else ""

    @rx.event
    @guarded("guest")
    def open(self) -> None:
        """Subscribe first, read second."""
        if actor := actor_of(self):
            watch(self, actor.user_id)
        self._read()

    @rx.event
    @guarded("guest")
    def show_earlier(self) -> None:
        """The next page below what is shown."""
        actor = actor_of(self)
        if actor and self.view.cursor:
            found = reports.list_results(
                actor, self.view.cursor, person_id=self._person_id or None, find=self._find_report
            )
            self.view = add_earlier(self.view, found, language_of(self))

    @rx.event
    @guarded("guest")
    def find_marker(self, text: str) -> None:
        self._find_marker = str(text)[:LONGEST_SEARCH]
        self._show_markers()

    @rx.event
    @guarded("guest")
    def find_report(self, text: str) -> None:
        self._find_report = str(text)[:LONGEST_SEARCH]
        if actor := actor_of(self):
            self._read_reports(actor)

    @rx.event
    @guarded("guest")
    def toggle_markers(self) -> None:
        self.markers_open = not self.markers_open

    @rx.event
    @guarded("guest")
    def pick(self, result_id: str) -> None:
        """Tick or untick a report; a third tick takes the place of the first."""
        if result_id in self.picked:
            self.picked = [item for item in self.picked if item != result_id]
        elif any(row.id == result_id for row in self.view.reports):
            self.picked = [*self.picked, result_id][-PAIR:]

    def _refresh(self, _job_id: str) -> None:
        self._read()

    def _read(self) -> None:
        actor = actor_of(self)
        if actor is None:
            return
        asked = self.router.url.query_parameters
        marker = asked.get("marker", "")
        self.people = link_people(people.list_people(actor), asked.get("person", ""), marker, language_of(self))
        chosen = next((person.id for person in self.people if person.is_current), "")
        if chosen != self._person_id:
            self._person_id, self.picked, self._find_report = chosen, [], ""
        self._read_markers(actor, marker)
        self._read_reports(actor)
        self.loaded = True

    def _read_markers(self, actor: Actor, asked: str) -> None:
        catalogue, language = load_catalogue(), language_of(self)
        found = trends.list_markers(actor, self._person_id or None)
        links = list_markers(found, asked, self._person_id, catalogue, language)
        chosen = asked if any(link.is_current for link in links) else first_choice(links)
        self._all = list_markers(found, chosen, self._person_id, catalogue, language)
        self._show_markers()
        try:
            series = trends.get_series(actor, chosen, self._person_id or None) if chosen else None
        except NotFound:  # deleted this moment in another window
            series = None
        self.trend = show_trend(series, catalogue, language) if series else TrendView()

    def _show_markers(self) -> None:
        self.has_markers = bool(self._all)
        self.markers = filter_markers(self._all, self._find_marker)
        self.total = say_total(self.markers, language_of(self))

    def _read_reports(self, actor: Actor) -> None:
        limit = max(FIRST_PAGE, len(self.view.reports))
        found = reports.list_results(actor, limit=limit, person_id=self._person_id or None, find=self._find_report)
        is_searched = bool(self._find_report.strip())
        self.view = show_history(
            jobs.list_open(actor), jobs.list_failed(actor), found, language_of(self), is_searched=is_searched
        )
        if not is_searched:  # a search hides a tick, it does not take it away
            self.picked = [item for item in self.picked if any(row.id == item for row in self.view.reports)]
