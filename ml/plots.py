"""The card's figures as SVG files; every one is drawn from the card alone. Needs matplotlib."""

from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "medapp"  # the same card gives the same bytes
matplotlib.rcParams["svg.fonttype"] = "none"

from matplotlib import pyplot as plt  # noqa: E402 - the backend is chosen first
from matplotlib.figure import Figure  # noqa: E402

_INK, _QUIET = "#1f5f8b", "#9aa5b1"


def draw(card: dict[str, Any], folder: Path) -> list[Path]:
    """Write every figure beside the card; gives the files."""
    figures = {
        "discrimination": _discrimination(card), "panels": _panels(card), "calibration": _calibration(card),
        "learning": _learning(card), "curves": _curves(card),
    }  # fmt: skip
    files = []
    for name, figure in figures.items():
        path = folder / f"{card['name']}-{name}.svg"
        figure.savefig(path, metadata={"Date": None}, bbox_inches="tight")
        plt.close(figure)
        files.append(path)
    return files


def _bars(labels: list[str], estimates: list[dict[str, float]], title: str) -> Figure:
    """Points with intervals, one line each."""
    figure, axes = plt.subplots(figsize=(6.4, 0.42 * len(labels) + 1.0))
    for row, estimate in enumerate(estimates):
        axes.plot([estimate["low"], estimate["high"]], [row, row], color=_QUIET, linewidth=3)
        axes.plot(estimate["value"], row, "o", color=_INK)
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    axes.set_title(title, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def _discrimination(card: dict[str, Any]) -> Figure:
    measures = card["discrimination"]["measures"]
    names = list(measures)
    labels = [f"{name}, {kind}" for kind in ("c", "c_peer") for name in names]
    estimates = [measures[name][kind] for kind in ("c", "c_peer") for name in names]
    return _bars(labels, estimates, "C overall and among peers, 95 % interval")


def _panels(card: dict[str, Any]) -> Figure:
    rows = card["panels"]
    return _bars([row["panel"] for row in rows], [row["c_peer"] for row in rows], "C among peers by panel")


def _calibration(card: dict[str, Any]) -> Figure:
    figure, axes = plt.subplots(figsize=(4.2, 4.2))
    tenths = card["calibration"]["tenths"]
    top = max(row["high"] for row in tenths)
    axes.plot([0, top], [0, top], color=_QUIET, linewidth=1)
    for row in tenths:
        axes.plot([row["expected"]] * 2, [row["low"], row["high"]], color=_QUIET, linewidth=3)
        axes.plot(row["expected"], row["observed"], "o", color=_INK)
    axes.set_xlabel("expected share")
    axes.set_ylabel("observed share")
    axes.set_title("Calibration by tenths of risk", loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def _learning(card: dict[str, Any]) -> Figure:
    figure, axes = plt.subplots(figsize=(5.2, 3.2))
    curve = card["learning_curve"]
    axes.plot([row["people"] for row in curve], [row["c_peer"] for row in curve], "o-", color=_INK)
    axes.set_xlabel("people in training")
    axes.set_title("C among peers by size of training", loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def _curves(card: dict[str, Any]) -> Figure:
    fields = card["fields"]
    columns = 6
    lines = -(-len(fields) // columns)
    figure, grid = plt.subplots(lines, columns, figsize=(12, 1.7 * lines), sharey=True, squeeze=False)
    for axes, field in zip(grid.flat, fields, strict=False):
        axes.plot(field["curve"]["x"], field["curve"]["effect"], color=_INK)
        axes.axhline(0, color=_QUIET, linewidth=0.8)
        axes.set_title(field["analyte"], fontsize=8, loc="left")
        axes.tick_params(labelsize=6)
    for axes in grid.flat[len(fields) :]:
        axes.axis("off")
    figure.tight_layout()
    return figure
