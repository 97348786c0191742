"""All scenarios, in the order in which they are shown."""

from tests.demos import week1, week2, week3
from tests.demos.scene import SCENARIOS, Scenario

WEEKS = (week1, week2, week3)


def of_week(week: int) -> list[Scenario]:
    """The happy scenario of a week and its two failures."""
    return [scenario for scenario in SCENARIOS if scenario.week == week]


def all_scenarios() -> list[Scenario]:
    return [scenario for week in range(1, len(WEEKS) + 1) for scenario in of_week(week)]
