"""Values that follow from others by arithmetic: a split neutrophil count, percentages from absolute counts.

Russian reports often print band and segmented neutrophils apart; the score and the ratios need their sum.
"""

from collections.abc import Mapping

_SHARES = {
    "neut_pct": "neut_abs",
    "lymph_pct": "lymph_abs",
    "mono_pct": "mono_abs",
    "eos_pct": "eos_abs",
    "baso_pct": "baso_abs",
}


def complete(values: Mapping[str, float]) -> dict[str, float]:
    """`values` (canonical units) with what follows from them with certainty; nothing measured is replaced."""
    full = dict(values)
    for whole, band, segmented in (
        ("neut_pct", "neut_band_pct", "neut_seg_pct"),
        ("neut_abs", "neut_band_abs", "neut_seg_abs"),
    ):
        if whole not in full and band in full and segmented in full:
            full[whole] = full[band] + full[segmented]
    leukocytes = full.get("wbc")
    for share, count in _SHARES.items():
        if leukocytes and share not in full and count in full and full[count] <= leukocytes:
            full[share] = 100 * full[count] / leukocytes
    return full
