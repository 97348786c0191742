"""What follows from measured values by arithmetic is filled in, and only that."""

import pytest

from medapp.domain.completion import complete


def test_band_and_segmented_neutrophils_are_summed() -> None:
    assert complete({"neut_band_pct": 3, "neut_seg_pct": 55})["neut_pct"] == 58


def test_one_of_the_two_is_not_taken_for_the_whole() -> None:
    assert "neut_pct" not in complete({"neut_seg_pct": 55})


def test_a_percentage_follows_from_the_absolute_count() -> None:
    assert complete({"wbc": 6.0, "lymph_abs": 1.8})["lymph_pct"] == pytest.approx(30)


def test_a_measured_value_is_never_replaced() -> None:
    assert complete({"wbc": 6.0, "lymph_abs": 1.8, "lymph_pct": 31})["lymph_pct"] == 31


def test_a_part_larger_than_the_whole_gives_nothing() -> None:
    assert "lymph_pct" not in complete({"wbc": 1.0, "lymph_abs": 1.8})
