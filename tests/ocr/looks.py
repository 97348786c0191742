# ruff: noqa: E501 - markup
"""Reports as web pages in looks of their own, drawn by Chromium: cards, bars, stripes, forms, previous results."""

import random

import cv2
import numpy as np
from playwright.sync_api import Browser

from medapp.ingest.ocr.pictures import Grey
from tests.corpus.reports import Row
from tests.ocr.invented import invented_rows

_FONTS = ("Liberation Sans", "Carlito", "DejaVu Sans", "Liberation Serif", "Caladea", "Noto Sans", "Liberation Sans Narrow", "DejaVu Sans Mono")  # fmt: skip
_WORDS = {
    "ru": ("Показатель", "Результат", "Ед. изм.", "Референсные значения", "Предыдущий", "Исследование крови", "Дата взятия: 14.03.2025", "выше", "ниже", "Врач клинической лабораторной диагностики"),
    "en": ("Test", "Result", "Units", "Reference range", "Previous", "Blood tests", "Collected: 14 Mar 2025", "High", "Low", "Reviewed by the laboratory"),
}  # fmt: skip
_ARROWS = {"H": "▲", "L": "▼", "": ""}


def draw_look(seed: int, browser: Browser) -> tuple[Grey, list[Row]]:
    """A page in one of the looks with invented rows, 90 to 230 dpi."""
    chance = random.Random(seed)
    language = chance.choice(["ru", "ru", "en"])
    rows = invented_rows(chance, language, chance.randint(10, 24))
    look = chance.choice([_stripes, _cards, _bars, _form, _previous, _list])
    width = chance.choice([620, 760, 900])
    css = f"body{{margin:24px;width:{width - 48}px;font:{chance.choice([12, 13, 14, 16])}px '{chance.choice(_FONTS)}';color:#{chance.choice(['000', '222', '333'])};background:#fff}}table{{border-collapse:collapse;width:100%}}td,th{{text-align:left;padding:{chance.choice([3, 5, 8])}px 6px;font-weight:inherit}}"
    body = look(rows, _WORDS[language], chance)
    page = browser.new_page(viewport={"width": width, "height": 400}, device_scale_factor=chance.choice([1.25, 1.6, 2.0, 2.4]))  # fmt: skip
    page.set_content(f"<html><head><meta charset=utf-8><style>{css}</style></head><body>{body}</body></html>")
    picture = page.screenshot(full_page=True)
    page.close()
    return cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE), rows


def _head(words: tuple[str, ...], style: str = "") -> str:
    return (
        f"<div style='{style}'><b style='font-size:150%'>{words[5]}</b><div style='color:#555'>{words[6]}</div></div>"
    )


def _headings(words: tuple[str, ...], style: str) -> str:
    return f"<tr style='{style}'><th>{words[0]}<th>{words[1]}<th>{words[2]}<th>{words[3]}</tr>"


def _stripes(rows: list[Row], words: tuple[str, ...], chance: random.Random) -> str:
    """A dark heading bar, grey stripes, what is out of range in red and bold."""
    bar, ink = chance.choice([("#12506b", "#fff"), ("#2b2b2b", "#fff"), ("#6b8e23", "#fff"), ("#d9e6ef", "#000")])
    body = "".join(
        f"<tr style='background:{'#eef2f4' if i % 2 else '#fff'}'><td>{r.name}<td style='{'color:#c00;font-weight:bold' if r.flag else ''}'>{r.value} {_ARROWS[r.flag]}<td>{r.unit}<td>{r.norm}"
        for i, r in enumerate(rows)
    )
    return _head(words) + f"<table>{_headings(words, f'background:{bar};color:{ink}')}{body}</table>"


def _cards(rows: list[Row], words: tuple[str, ...], chance: random.Random) -> str:
    """Each result a card: the name and below it the range in grey, the value with its unit at the right."""
    body = "".join(
        f"<div style='border:1px solid #ccd;border-radius:8px;padding:8px 12px;margin:6px 0;display:flex;justify-content:space-between'><div><div>{r.name}</div><div style='color:#777;font-size:85%'>{words[3]}: {r.norm}</div></div><div><b style='font-size:130%'>{r.value}</b> {r.unit}</div></div>"
        for r in rows
    )
    return _head(words) + body


def _bars(rows: list[Row], words: tuple[str, ...], chance: random.Random) -> str:
    """A bar with a mark between the value and the range."""
    bar = "<div style='width:110px;height:8px;background:linear-gradient(90deg,#f3c9c4 25%,#bfe3c8 25% 75%,#f3c9c4 75%);position:relative'><i style='position:absolute;left:{}%;top:-3px;width:3px;height:14px;background:#333'></i></div>"
    body = "".join(f"<tr style='border-bottom:1px solid #ddd'><td>{r.name}<td><b>{r.value}</b> {r.unit}<td>{bar.format(chance.randint(5, 95))}<td>{r.norm}" for r in rows)  # fmt: skip
    heads = f"<tr style='color:#666'><th>{words[0]}<th>{words[1]}<th><th>{words[3]}</tr>"
    return _head(words, "border-bottom:3px solid #088") + f"<table>{heads}{body}</table>"


def _form(rows: list[Row], words: tuple[str, ...], chance: random.Random) -> str:
    """A numbered form with every cell ruled, as state clinics print."""
    css = "<style>td,th{border:1px solid #000}</style>"
    body = "".join(f"<tr><td>{i}<td>{r.name}<td>{r.unit}<td>{r.value}{'*' if r.flag else ''}<td>{r.norm}" for i, r in enumerate(rows, 1))  # fmt: skip
    heads = f"<tr><th>№<th>{words[0]}<th>{words[2]}<th>{words[1]}<th>{words[3]}</tr>"
    return css + f"<center>{_head(words)}</center><table>{heads}{body}</table><p>{words[9]} ____________"


def _previous(rows: list[Row], words: tuple[str, ...], chance: random.Random) -> str:
    """The result beside an earlier one, the flag as a word."""
    body = "".join(
        f"<tr style='border-bottom:1px dotted #999'><td>{r.name}<td>{r.value}<td>{ {'H': words[7], 'L': words[8], '': ''}[r.flag] }<td style='color:#888'>{_row_before(r)}<td>{r.unit}<td>{r.norm}"
        for r in rows
    )
    heads = f"<tr style='border-bottom:2px solid #000'><th><b>{words[0]}</b><th><b>{words[1]}</b><th><th>{words[4]}<th>{words[2]}<th>{words[3]}</tr>"
    return _head(words) + f"<table>{heads}{body}</table>"


def _row_before(row: Row) -> str:
    """An earlier value: the digits of this one turned round, when that is a number of the same shape."""
    before = "".join(reversed([c for c in row.value if c.isdigit()]))
    where = next((i for i, c in enumerate(row.value) if c in ",."), None)
    return (before if where is None else before[:where] + row.value[where] + before[where:]) if before[0] != "0" else ""


def _list(rows: list[Row], words: tuple[str, ...], chance: random.Random) -> str:
    """No headings: name, value and unit, range in brackets."""
    body = "".join(f"<tr><td>{r.name}<td style='text-align:right'>{r.value}<td>{r.unit}<td>({r.norm})" for r in rows)
    return _head(words) + f"<table>{body}</table><p>{words[9]}"
