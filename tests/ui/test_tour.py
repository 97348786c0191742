"""No page is added without being looked at: the tour of the accessibility tests and of the pictures knows them all."""

from medapp.ui import shell
from tests.e2e.tour import STOPS


def test_the_tour_stops_at_every_page() -> None:
    shell.discover()
    missing = set(shell.REGISTRY) - {stop.route for stop in STOPS}
    assert not missing, f"add a Stop to tests/e2e/tour.py for {sorted(missing)}"


def test_no_two_stops_share_a_name() -> None:
    assert len({stop.name for stop in STOPS}) == len(STOPS)
