"""Two reports side by side: what may be subtracted is, the rest says why not."""

from datetime import date

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.services import comparison
from medapp.ui.views.comparison import ComparisonView, PairView, show_comparison
from tests.cast import Cast
from tests.services.test_trends import hemoglobin, keep


def shown(cast: Cast, one: str, other: str) -> ComparisonView:
    return show_comparison(comparison.compare(cast.owner.actor, one, other), load_catalogue(), "ru")


def row(view: ComparisonView) -> PairView:
    (only,) = view.rows
    return only


@pytest.mark.parametrize(
    ("after", "change", "how"),
    [
        ("117", "−3,3\u00a0%", "в пределах обычных колебаний"),
        ("80", "−34\u00a0%", "больше обычных колебаний"),
        ("121", "", "без изменений"),
        ("<60", "", "не сравниваем"),
    ],
)
def test_a_change_is_said_once_with_how_much_it_is(cast: Cast, after: str, change: str, how: str) -> None:
    one = keep(cast, hemoglobin("121"), collected_at=date(2026, 1, 1))
    comparator = {"comparator": "<"} if after.startswith("<") else {}
    other = keep(cast, hemoglobin(after, **comparator), collected_at=date(2026, 2, 1))
    pair = row(shown(cast, other, one))
    assert (pair.left.value, pair.right.value, pair.change, pair.how) == ("121", after, change, how)


def test_across_laboratories_both_values_stand_and_nothing_is_subtracted(cast: Cast) -> None:
    one = keep(cast, hemoglobin("160"), collected_at=date(2026, 1, 1), laboratory="Клиника")
    other = keep(cast, hemoglobin("120"), collected_at=date(2026, 2, 1))
    view = shown(cast, one, other)
    assert (row(view).change, row(view).how) == ("", "не сравниваем: другая лаборатория")
    assert any("разных лабораторий" in note for note in view.notes)


def test_a_value_of_one_side_only_says_so(cast: Cast) -> None:
    one = keep(cast, collected_at=date(2026, 1, 1))
    other = keep(cast, hemoglobin("120"), collected_at=date(2026, 2, 1))
    pair = row(shown(cast, one, other))
    assert (pair.left.words, pair.right.value, pair.how) == ("нет", "120", "раньше не измеряли")
