"""Rows by chance from many panels, so that pictures show names and units that no layout test prints."""

import random
from pathlib import Path

from tests.corpus.reports import Row

_KNOWN = Path(__file__).with_name("invented.txt")


def invented_rows(chance: random.Random, language: str, count: int) -> list[Row]:
    """`count` different rows with values around their ranges; decimals and dashes as one laboratory prints them."""
    lines = [line.split("|") for line in _KNOWN.read_text(encoding="utf-8").splitlines() if line.startswith(language)]
    comma = language == "ru" and chance.random() < 0.8
    dash = chance.choice([" - ", "-", " – "])
    return [_row(chance, *line[1:], comma=comma, dash=dash) for line in chance.sample(lines, min(count, len(lines)))]


def _row(chance: random.Random, name: str, unit: str, low: str, high: str, *, comma: bool, dash: str) -> Row:
    decimals = len((low or high).partition(".")[2])
    bottom, top = float(low or 0), float(high or float(low) * 2)
    value = chance.uniform(max(bottom - 0.2 * (top - bottom), 0.5 * bottom), top + 0.25 * (top - bottom))
    printed = f"{max(value, 10**-decimals):.{decimals}f}"
    norm = f"{low}{dash}{high}" if low and high else f"< {high}" if high else f"> {low}"
    flag = "H" if high and float(printed) > top else "L" if low and float(printed) < bottom else ""
    if comma:
        printed, norm = printed.replace(".", ","), norm.replace(".", ",")
    return Row(name, printed, unit, norm, float(low) if low else None, float(high) if high else None, flag)
