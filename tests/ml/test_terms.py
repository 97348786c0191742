"""The tables' arithmetic against sums done by hand."""

import numpy as np
import pytest

from ml.terms import TermTables, combine

ONE = np.array([50.0])
WOMAN = np.array([0])


@pytest.fixture
def tables() -> TermTables:
    """Two fields and their difference: f0(x) = 2x on 0..1, f1(x) = -x on 0..1, f2(x0 - x1) = z on -1..1."""
    return TermTables(
        low=np.array([0.0, 0.0, -1.0]), high=np.array([1.0, 1.0, 1.0]),
        table=np.array([[0.0, 1.0, 2.0], [0.0, -0.5, -1.0], [-1.0, 0.0, 1.0]]), tilt=np.zeros((3, 3)),
        mix=np.array([[1.0, -1.0]]), ages=np.array([40.0, 41.0]),
        base=np.array([[-3.0, -2.9]]), peer_mean=np.array([[[1.0, -0.5, 0.0]] * 2]),
        peer_value=np.array([[[0.5, 0.5]] * 2]),
        covariance=np.array([[[4.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 1.0]]]),
    )  # fmt: skip


def test_a_term_is_read_between_grid_points_and_held_flat_beyond(tables: TermTables) -> None:
    assert tables.terms(np.array([[0.25, 0.75]]), ONE)[0].tolist() == [0.5, -0.75, -0.5]
    assert tables.terms(np.array([[9.0, -9.0]]), ONE)[0].tolist() == [2.0, 0.0, 1.0]


def test_a_term_changes_with_age_along_a_line(tables: TermTables) -> None:
    turning = tables.replaced(tilt=np.array([[0.0, 0.5, 1.0], [0.0] * 3, [0.0] * 3]), ages=np.array([30.0, 90.0]))
    at = [turning.terms(np.array([[1.0, 0.0]]), np.array([age]))[0, 0] for age in (30.0, 50.0, 70.0)]
    assert at == [1.0, 2.0, 3.0]


def test_shares_keep_the_sum_where_terms_change_with_age(tables: TermTables) -> None:
    turning = tables.replaced(tilt=0.3 * tables.table, ages=np.array([30.0, 90.0]))
    scaled, old = np.array([[0.9, 0.3]]), np.array([76.0])
    effects = turning.effects(scaled, old, WOMAN)
    assert turning.shares(scaled, effects, old, WOMAN).sum() == pytest.approx(effects.sum(), abs=1e-12)


def test_a_combination_lacking_a_part_is_missing() -> None:
    assert np.isnan(combine(np.array([[1.0, np.nan]]), np.array([[1.0, -1.0]]))[0, 2])


def test_a_missing_term_is_its_conditional_mean(tables: TermTables) -> None:
    effects = np.array([[2.0, np.nan, np.nan]])
    inferred, unknown = tables.infer(effects, WOMAN)
    assert inferred[0] == pytest.approx(2.0 * 1.0 / 4.0)
    assert unknown[0] == pytest.approx(2.0 - 1.0 / 4.0 + 1.0)


def test_many_rows_are_inferred_as_one_by_one(tables: TermTables) -> None:
    random = np.random.default_rng(1)
    effects = np.where(random.random((300, 3)) < 0.5, np.nan, random.standard_normal((300, 3)))
    together = tables.infer(effects, np.zeros(300, dtype=int))
    alone = [tables.infer(effects[i : i + 1], WOMAN) for i in range(300)]
    assert np.allclose(together[0], [one[0][0] for one in alone])
    assert np.allclose(together[1], [one[1][0] for one in alone])


def test_the_gain_of_a_field_is_the_variance_it_settles(tables: TermTables) -> None:
    gains = tables.gains(np.array([True, False, True]), 0)
    assert gains[0] == 0.0
    assert gains[1] == pytest.approx((2.0 - 1.0 / 4.0) / tables.total_variance(0))


def test_shares_keep_the_sum_and_give_a_difference_to_its_parts(tables: TermTables) -> None:
    scaled = np.array([[0.9, 0.3]])
    effects = tables.effects(scaled, ONE, WOMAN)
    shares = tables.shares(scaled, effects, ONE, WOMAN)
    assert shares.sum() == pytest.approx(effects.sum(), abs=1e-12)
    assert shares[0].tolist() == pytest.approx([0.8 + 0.4, 0.2 + 0.2])


def test_shares_stay_finite_where_the_peers_stand(tables: TermTables) -> None:
    scaled = np.array([[0.8, 0.8]])
    effects = tables.effects(scaled, ONE, WOMAN)
    shares = tables.shares(scaled, effects, ONE, WOMAN)
    assert shares[0].tolist() == pytest.approx([0.6 + 0.3, -0.3 - 0.3], abs=1e-6)


def test_age_is_read_between_whole_years(tables: TermTables) -> None:
    assert tables.at_age(tables.base, np.array([40.5]), WOMAN)[0] == pytest.approx(-2.95)
    assert tables.at_age(tables.base, np.array([90.0]), WOMAN)[0] == pytest.approx(-2.9)
