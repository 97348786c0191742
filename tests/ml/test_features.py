"""What becomes of measurements before the model sees them."""

import numpy as np
import pytest

from medapp.domain.analytes import load_catalogue
from ml import features


def test_limits_are_those_of_the_catalogue() -> None:
    analytes = load_catalogue().analytes
    ours = {field.analyte: (field.low, field.high) for field in features.FIELDS}
    assert ours == {name: (analytes[name].hard_min, analytes[name].hard_max) for name in ours}


def test_every_source_is_an_analyte_of_the_catalogue() -> None:
    assert features.sources() <= set(load_catalogue().analytes)


def test_band_and_segmented_neutrophils_are_added() -> None:
    known = features.complete({"neut_band_pct": 3.0, "neut_seg_pct": 52.0})
    assert known["neut_pct"] == 55.0


def test_one_half_of_the_neutrophils_is_not_taken_for_all() -> None:
    assert "neut_pct" not in features.complete({"neut_seg_pct": 52.0})


def test_counts_become_percentages_of_the_white_cells() -> None:
    known = features.complete({"wbc": 8.0, "lymph_abs": 2.0, "neut_abs": 5.0})
    assert (known["lymph_pct"], known["neut_pct"]) == (25.0, 62.5)


def test_a_printed_percentage_is_kept_over_a_computed_one() -> None:
    assert features.complete({"wbc": 8.0, "lymph_abs": 2.0, "lymph_pct": 26.0})["lymph_pct"] == 26.0


def test_a_table_is_completed_where_the_percentage_is_absent_only() -> None:
    rows = features.matrix({"wbc": [8.0, 8.0], "lymph_abs": [2.0, 2.0], "lymph_pct": [30.0, np.nan]}, 2)
    assert rows[:, features.NAMES.index("lymph_pct")].tolist() == [30.0, 25.0]


@pytest.mark.parametrize(("analyte", "value"), [("potassium", 40.0), ("hemoglobin", 13.4), ("rdw", 0.0)])
def test_an_impossible_value_is_dropped_and_named(analyte: str, value: float) -> None:
    row, dropped = features.raw_row({analyte: value, "albumin": 43.0})
    assert dropped == (analyte,)
    assert np.isnan(row[features.NAMES.index(analyte)])
    assert row[features.NAMES.index("albumin")] == 43.0


def test_the_scale_can_be_undone(typical: dict[str, float]) -> None:
    row, _ = features.raw_row(typical)
    assert np.allclose(features.from_scale(features.to_scale(row)), row)


def test_crp_below_the_detection_limit_stands_at_it() -> None:
    low, _ = features.raw_row({"crp": 0.05})
    limit, _ = features.raw_row({"crp": 0.2})
    assert np.array_equal(features.to_scale(low), features.to_scale(limit), equal_nan=True)
