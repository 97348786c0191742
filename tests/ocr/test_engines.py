"""Engines are exchangeable: found by name, asked through one contract, refused clearly when they are not there."""

from importlib.metadata import distributions
from typing import get_args

import numpy as np
import pytest

from medapp.errors import Unavailable
from medapp.ingest.limits import DEFAULT_ENGINE
from medapp.ingest.ocr import engines
from medapp.ingest.ocr.engines import all_engines, engine_named
from medapp.ingest.ocr.prepare import Prepared
from medapp.ingest.ocr.recognise import recognise
from medapp.ingest.ocr.seen import Seen
from medapp.ingest.ocr.tesseract import BLOCKS, read_words
from medapp.settings import Settings
from tests.ocr.drawn import draw_table


class _Fixed:
    """Reads the same line wherever it looks."""

    name = "fixed"
    ways = ("only",)

    def is_installed(self) -> bool:
        return True

    def warm(self) -> None:
        pass

    def read(self, prepared: Prepared, way: str) -> list[Seen]:
        assert way in self.ways
        height, width = prepared.whole.shape
        return [Seen("Гемоглобин", 0.1 * width, 0.4 * height, 0.5 * width, 0.6 * height, 0.96)]


def test_the_setting_offers_every_engine_there_is() -> None:
    offered = get_args(Settings.model_fields["ocr_engine"].annotation)
    assert set(offered) == set(all_engines())
    assert Settings.model_fields["ocr_engine"].default == DEFAULT_ENGINE


def test_the_default_engine_needs_nothing_else() -> None:
    assert engine_named(DEFAULT_ENGINE).is_installed()


@pytest.mark.skipif(any(distributions(name="rapidocrlite")), reason="installed here")
def test_an_engine_that_is_not_installed_says_which_one() -> None:
    with pytest.raises(Unavailable) as caught:
        engine_named("rapidocrlite")
    assert caught.value.values == {"engine": "rapidocrlite"}


def test_another_engine_reads_through_the_same_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "all_engines", lambda: {"fixed": _Fixed()})
    page = recognise(np.full((300, 400), 255, np.uint8), 1, "fixed")
    assert [word.text for word in page.words] == ["Гемоглобин"]


@pytest.mark.slow
def test_an_engine_that_read_another_page_reads_the_next_as_if_it_were_new() -> None:
    english, russian = draw_table(2)[0], draw_table(3)[0]
    first = [read_words(picture, BLOCKS) for picture in (english, russian)]
    assert first[0] and first[1]
    assert [read_words(picture, BLOCKS) for picture in (russian, english)] == first[::-1]
