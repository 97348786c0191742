"""A fresh web process reads its tables before the first reader comes, and starts without them when it must."""

import threading

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.ui import warmth


async def test_the_catalogue_is_read_before_anybody_asks_and_beside_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    load_catalogue.cache_clear()
    drawn_in: list[threading.Thread] = []
    draw = warmth.show_samples
    monkeypatch.setattr(warmth, "show_samples", lambda: (drawn_in.append(threading.current_thread()), draw()))
    await warmth.warm_up()
    assert load_catalogue.cache_info().currsize == 1
    assert drawn_in and drawn_in[0] is not threading.current_thread()


async def test_a_spoilt_sample_does_not_keep_the_pages_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt() -> None:
        raise KeyError("rows")

    monkeypatch.setattr(warmth, "show_samples", spoilt)
    await warmth.warm_up()
