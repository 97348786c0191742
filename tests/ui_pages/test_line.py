"""The line's promises: limits never move, zero is a floor, what is far is pinned, colour stays on one side."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from medapp.domain.results import State
from medapp.ui.line import HIGH_AT, LOW_AT, lay_out, place

numbers = st.floats(min_value=1e-3, max_value=1e6, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "low", "high", "percent"),
    [
        (113, 117, 155, 19.7),  # linear
        (8.1, 15, 150, 11.6),  # logarithmic: 150 is ten times 15
        (3.2, None, 3.0, 80.0),  # upper only: a quarter is a third of the limit
        (1.46, 1.20, None, 41.25),  # lower only
        (4.10, 3.80, 5.10, 36.5),
    ],
)
def test_a_value_stands_where_the_drawings_put_it(value, low, high, percent):
    assert place(value, low, high) == pytest.approx(percent, abs=0.06)


@given(numbers, numbers)
def test_limits_stand_at_a_quarter_and_three_quarters_in_every_row(low, span):
    high = low + span
    assume(high > low * (1 + 1e-6))
    assert place(low, low, high) == pytest.approx(LOW_AT, abs=1e-6)
    assert place(high, low, high) == pytest.approx(HIGH_AT, abs=1e-6)
    assert place(low, low, None) == pytest.approx(LOW_AT)
    assert place(high, None, high) == pytest.approx(HIGH_AT)


@given(numbers, numbers, numbers, numbers)
def test_a_larger_value_never_stands_further_left(first, second, low, span):
    small, large = sorted((first, second))
    high = low + span
    assume(high > low)
    assert place(small, low, high) <= place(large, low, high)


@given(
    st.one_of(st.none(), st.floats(-1e4, 1e6)),
    st.one_of(st.none(), st.floats(-1e4, 1e6)),
    st.floats(-1e5, 1e7),
    st.sampled_from([State.IN_RANGE, State.SLIGHTLY, State.CLEARLY, State.CRITICAL]),
    st.sampled_from([-1, 0, 1]),
)
def test_the_drawing_never_leaves_the_track_nor_overlaps(low, high, value, state, direction):
    line = lay_out(value, low, high, state, direction)
    if line is None:
        assert (low is None and high is None) or (low is not None and high is not None and low >= high)
        return
    assert 0 <= line.start <= line.sign_at <= 100
    assert line.zones[-1].end == 100
    edge = line.zones[0].start
    for zone in line.zones:
        assert zone.start == edge < zone.end
        edge = zone.end


def test_zero_is_the_floor_of_a_linear_track():
    line = lay_out(0.06, 0.15, 0.40, State.CLEARLY, -1)
    assert line is not None and line.start == 0
    from_zero = lay_out(0.5, 0.0, 1.0, State.IN_RANGE)
    assert from_zero is not None
    assert from_zero.start == LOW_AT, "nothing lies below a range that starts at zero"
    assert [zone.kind for zone in from_zero.zones] == ["in", "", ""]


def test_a_range_below_zero_keeps_its_whole_track():
    line = lay_out(-4.0, -2.0, 2.0, State.CLEARLY, -1)
    assert line is not None
    assert line.start == 0
    assert line.sign_at == 0 and line.pinned == 0


@pytest.mark.parametrize(("value", "direction", "pinned", "at"), [(48, 1, 1, 100.0), (2.0, 0, 0, 30.0)])
def test_far_values_are_pinned_to_the_edge_and_the_axis_is_not_squeezed(value, direction, pinned, at):
    line = lay_out(value, None, 5, State.CLEARLY if direction else State.IN_RANGE, direction)
    assert line is not None
    assert (line.pinned, line.sign_at) == (pinned, pytest.approx(at))
    assert line.zones[0].end == HIGH_AT


def test_colour_stays_on_the_side_where_the_value_stands():
    below = lay_out(113, 117, 155, State.SLIGHTLY, -1)
    assert below is not None
    assert [zone.kind for zone in below.zones] == ["clear", "slight", "in", "", ""]
    critical = lay_out(6.9, 3.5, 5.1, State.CRITICAL, 1)
    assert critical is not None
    assert [zone.kind for zone in critical.zones] == ["", "", "in", "crit", "crit"]
    assert critical.pinned == 1


def test_nothing_to_compare_with_gives_no_line():
    assert lay_out(10.4, None, None, State.NOT_RATED) is None
    assert lay_out(None, 1, 2, State.NOT_RATED) is None
    assert lay_out(1, 2, 2, State.IN_RANGE) is None
