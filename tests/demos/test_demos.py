"""Each demo scenario of `make demo`, as a test."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from deploy.places import ROOT
from tests.demos.programme import all_scenarios
from tests.demos.scene import Scenario, Scene
from tests.e2e.product import Product


@pytest.mark.parametrize("scenario", all_scenarios(), ids=lambda item: f"week{item.week}-{item.name}")
def test_it_plays_as_promised(scenario: Scenario, product: Product, browser: Browser, tmp_path: Path) -> None:
    scene = Scene(product, browser, tmp_path, print)
    try:
        scenario.play(scene)
    finally:
        scene.close()


@pytest.mark.parametrize("week", [1, 2, 3])
def test_every_week_shows_one_success_and_two_failures(week: int) -> None:
    kinds = [scenario.kind for scenario in all_scenarios() if scenario.week == week]

    assert kinds == ["happy", "failure", "failure"]


def test_every_scenario_and_its_pictures_stand_in_the_documentation() -> None:
    text = (ROOT / "docs" / "demos.md").read_text()

    assert not [scenario.title for scenario in all_scenarios() if scenario.title not in text]
    pictures = re.findall(r"\]\((pictures/[^)]+)\)", text)
    assert pictures
    assert not [picture for picture in pictures if not (ROOT / "docs" / picture).is_file()]
