"""The chart of a marker places time in proportion, bands by each point's own range, and breaks the line."""

from datetime import date
from itertools import pairwise

import pytest

from medapp.ui.plot import NARROW, WIDE, Dot, Frame, Plot, lay_out, spark, ticks


def dot(day: str, value: float, low: float | None = 117, high: float | None = 155, **more: object) -> Dot:
    return Dot(date.fromisoformat(day), value, low, high, **more)  # type: ignore[arg-type]


def plot(*dots: Dot, frame: Frame = WIDE) -> Plot:
    return lay_out(dots, frame)


def test_a_chart_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        lay_out([], WIDE)


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_time_stands_in_proportion(frame: Frame) -> None:
    first, second, third = plot(
        dot("2024-01-01", 120), dot("2024-01-31", 121), dot("2024-12-26", 122), frame=frame
    ).points
    assert (second.x - first.x) / (third.x - first.x) == pytest.approx(30 / 360)
    assert frame.left < first.x < third.x < frame.right


def test_a_single_value_stands_in_the_middle_with_its_band() -> None:
    found = plot(dot("2026-03-01", 134))
    (point,), (band,) = found.points, found.bands
    assert point.x == (WIDE.left + WIDE.right) / 2
    assert band.high_y is not None and band.low_y is not None
    assert band.high_y < point.y < band.low_y
    assert (band.left, band.right) == (WIDE.left, WIDE.right)


def test_each_point_has_its_own_band_and_neighbours_with_one_range_share_it() -> None:
    found = plot(dot("2024-01-01", 120), dot("2024-06-01", 121), dot("2025-01-01", 122, 120, 150))
    first, second = found.bands
    assert (first.low, first.high, second.low, second.high) == (117, 155, 120, 150)
    assert first.right == second.left == pytest.approx((found.points[1].x + found.points[2].x) / 2)


def test_line_and_band_end_at_a_break() -> None:
    found = plot(dot("2024-01-01", 120), dot("2024-06-01", 121), dot("2025-01-01", 122, is_joined=False))
    ((index, x),) = found.breaks
    assert (index, x) == (2, pytest.approx((found.points[1].x + found.points[2].x) / 2))
    assert len(found.strokes) == 1
    assert found.bands[0].right < x < found.bands[1].left


def test_a_limit_on_one_side_leaves_the_other_open() -> None:
    (upper,) = plot(dot("2026-01-01", 1, None, 5)).bands
    (lower,) = plot(dot("2026-01-01", 1, 0.5, None)).bands
    assert (upper.low_y, upper.bottom) == (None, WIDE.bottom)
    assert (lower.high_y, lower.top) == (None, WIDE.top)


def test_without_a_range_there_is_no_band() -> None:
    assert plot(dot("2026-01-01", 1, None, None), dot("2026-02-01", 2, None, None)).bands == ()


def test_limits_five_times_apart_make_the_scale_logarithmic() -> None:
    assert plot(dot("2026-01-01", 20, 10, 50)).is_logarithmic
    assert not plot(dot("2026-01-01", 20, 10, 49.9)).is_logarithmic
    assert not plot(dot("2026-01-01", 0, 10, 120)).is_logarithmic, "zero has no place on a logarithmic scale"
    one, two, three = plot(*(dot(f"2026-0{i}-01", value, 10, 120) for i, value in enumerate((1, 10, 100), 1))).points
    assert one.y - two.y == pytest.approx(two.y - three.y)


def test_a_scale_of_what_cannot_be_negative_never_goes_below_zero() -> None:
    found = plot(dot("2026-01-01", 0.0, None, 5), dot("2026-02-01", 4, None, 5))
    assert found.points[0].y == pytest.approx(WIDE.bottom)


def test_a_bound_is_joined_by_a_loose_stroke() -> None:
    found = plot(dot("2026-01-01", 5, bound=-1), dot("2026-02-01", 6), dot("2026-03-01", 7))
    assert [stroke.is_loose for stroke in found.strokes] == [True, False]


def test_numbers_never_cover_each_other_and_the_last_one_always_stands() -> None:
    days = [date.fromordinal(date(2020, 1, 1).toordinal() + 7 * i) for i in range(300)]
    found = lay_out([Dot(day, 100 + i % 7, 90, 110, label="100,5") for i, day in enumerate(days)], WIDE)
    shown = [(point.x, point.label_y) for point in found.points if point.label_y is not None]
    assert found.points[-1].label_y is not None
    assert 5 < len(shown) < 40
    for i, (x, y) in enumerate(shown):
        assert all(abs(x - x2) >= 40 or abs(y - y2) >= 15 for x2, y2 in shown[i + 1 :])


def test_everything_stays_inside_the_field() -> None:
    for frame in (WIDE, NARROW):
        found = lay_out([dot("2024-01-01", 1e-3, 0.4, 4), dot("2026-01-01", 900, 0.4, 4)], frame)
        assert all(frame.top <= point.y <= frame.bottom for point in found.points)
        assert all(frame.top <= band.top <= band.bottom <= frame.bottom for band in found.bands)


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        (date(2023, 10, 5), date(2026, 11, 14), [date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)]),
        (date(2026, 3, 1), date(2026, 3, 9), [date(2026, 3, 1), date(2026, 3, 9)]),
        (date(2026, 3, 1), date(2026, 3, 1), [date(2026, 3, 1)]),
    ],
)
def test_the_axis_names_years_or_the_days_themselves(first: date, last: date, named: list[date]) -> None:
    assert [day for day, _ in ticks(first, last, WIDE)] == named


def test_months_are_thinned_out_where_they_would_touch() -> None:
    shown = ticks(date(2025, 10, 20), date(2026, 11, 20), NARROW)
    assert 2 <= len(shown) <= 7
    assert all(later[1] - earlier[1] > 20 for earlier, later in pairwise(shown))


def test_a_sparkline_breaks_where_the_line_does() -> None:
    days = [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    path = spark(days, [1, 2, 3], [True, True, False], (64, 26))
    assert path.count("M") == 2
    assert path.count("L") == 1
    assert path.startswith("M4.0 21.0")
