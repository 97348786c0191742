"""Cards whose norm stands below a drawn bar: it belongs to the value above it, or to none."""

from medapp.domain.parsing.norms_below import reach_of_labels
from tests.reading.drawn import line

CARDS = (("Глюкоза", "5,3 ммоль/л", "4,1 - 5,9"), ("АЛТ", "21 Ед/л", "0 - 33"), ("Креатинин", "64 мкмоль/л", "44 - 80"))


def test_a_norm_below_its_bar_is_reached() -> None:
    lines = []
    for at, (name, value, norm) in enumerate(CARDS):
        lines += [line(60 * at, (40, name), (300, value)), line(60 * at + 26, (40, f"Норма: {norm}"), (300, "В норме"))]
    assert 1.8 < reach_of_labels(lines) < 3


def test_norms_above_their_values_are_reached_from_nowhere() -> None:
    lines = []
    for at, (name, value, norm) in enumerate(CARDS):
        lines += [line(52 * at, (40, f"Норма: {norm}")), line(52 * at + 26, (40, name), (300, value))]
    assert reach_of_labels(lines) == 0


def test_two_labels_tell_nothing() -> None:
    lines = []
    for at, (name, value, norm) in enumerate(CARDS[:2]):
        lines += [line(60 * at, (40, name), (300, value)), line(60 * at + 26, (40, f"Норма: {norm}"))]
    assert reach_of_labels(lines) == 0
