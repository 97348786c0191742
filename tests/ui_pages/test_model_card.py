"""The model's card is read as data, in both languages, and only when it belongs to the model in use."""

import json

import pytest

from medapp.errors import ModelUnavailable
from medapp.services import cards
from medapp.ui.views.model_card import show_card


@pytest.mark.parametrize(("language", "decimal"), [("en", "0.734"), ("ru", "0,734")])
def test_the_card_speaks_the_readers_language(language, decimal):
    view = show_card(cards.current_card(), language)
    first = view.tables[0]
    assert first.rows[0].cells[1].startswith(decimal)
    assert all(table.heading and table.text and len(table.head) == len(table.rows[0].cells) for table in view.tables)
    assert not any("_" in cell for table in view.tables for row in table.rows for cell in row.cells)


def test_a_card_of_another_model_is_not_shown(tmp_path, monkeypatch):
    card = cards.current_card()
    (tmp_path / f"{card['name']}.json").write_text(json.dumps(card | {"sha256": "0" * 64}))
    monkeypatch.setattr(cards, "CARDS", tmp_path)
    with pytest.raises(ModelUnavailable):
        cards.current_card()
