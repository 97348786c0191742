"""The model's card is read as data, in both languages, and only when it belongs to the model in use."""

import json

import pytest

from medapp.errors import ModelUnavailable
from medapp.services import cards
from medapp.ui.views.model_card import show_card


@pytest.mark.parametrize(("language", "point"), [("en", "."), ("ru", ",")])
def test_the_card_speaks_the_readers_language(language, point):
    card = cards.current_card()
    view = show_card(card, language)
    first = view.tables[0]
    measured = card["discrimination"]["measures"]["model"]["c_peer"]["value"]
    assert first.rows[0].cells[1].startswith(f"{measured:.3f}".replace(".", point))
    assert all(table.heading and table.text and len(table.head) == len(table.rows[0].cells) for table in view.tables)
    assert not any("_" in cell for table in view.tables for row in table.rows for cell in row.cells)


def test_the_lead_over_the_published_formula_is_shown_with_its_interval():
    card = cards.current_card()
    ahead = card["discrimination"]["over_phenoage"]["model"]["c_peer"]
    assert ahead["low"] > 0.04
    last = show_card(card, "en").tables[0].rows[-1]
    assert last.cells[1] == f"{ahead['value']:.3f} ({ahead['low']:.3f}\u2013{ahead['high']:.3f})"


def test_a_group_with_few_deaths_shows_how_little_is_known():
    card = cards.current_card()
    young = next(item for item in card["subgroups"] if item["group"] == "20-39")
    low, high = young["observed_expected_interval"]
    assert low < young["observed_expected"] < high
    shown = [cell for table in show_card(card, "en").tables for row in table.rows for cell in row.cells]
    assert f"{young['observed_expected']:.2f} ({low:.2f}\u2013{high:.2f})" in shown


def test_a_card_of_another_model_is_not_shown(tmp_path, monkeypatch):
    card = cards.current_card()
    (tmp_path / f"{card['name']}.json").write_text(json.dumps(card | {"sha256": "0" * 64}))
    monkeypatch.setattr(cards, "CARDS", tmp_path)
    with pytest.raises(ModelUnavailable):
        cards.current_card()
