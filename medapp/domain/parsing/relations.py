"""What must follow from what in a blood count: red cell indices, absolute counts, the differential's sum."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Values = dict[str, float]

_ROUNDED = 0.12  # share by which rounding and an analyser's own corrections move an index
_COUNT_STEP = 0.06  # 10*9/L: half of the coarsest printed step, and a little
_WHOLE_PARTS = 3.0  # percent: five parts rounded to whole numbers, and a little
_FIVE = ("lymph_pct", "mono_pct", "eos_pct", "baso_pct")
_RARE = (
    "ig_pct", "metamyelocytes_pct", "myelocytes_pct", "promyelocytes_pct", "blasts_pct", "plasma_cells_pct",
    "atypical_lymph_pct",
)  # fmt: skip
_COUNTED = ("neut", "neut_band", "neut_seg", "lymph", "mono", "eos", "baso", "ig")


@dataclass(frozen=True, slots=True)
class Relation:
    """`target` follows from `sources`, all in the catalogue's units; `step` is the slack that does not grow."""

    code: str
    target: str
    sources: tuple[str, ...]
    expected: Callable[[Mapping[str, float]], float]
    step: float = 0.0

    @property
    def members(self) -> tuple[str, ...]:
        return (self.target, *self.sources)

    def fits(self, values: Values) -> bool | None:
        """Whether it holds; None when a member is missing or zero."""
        if any(member not in values for member in self.members) or any(values[s] <= 0 for s in self.sources):
            return None
        wanted, printed = self.expected(values), values[self.target]
        return abs(wanted - printed) <= _ROUNDED * max(wanted, printed) + self.step


def _share(cells: str) -> Relation:
    return Relation(
        "percent_and_count_disagree", f"{cells}_abs", ("wbc", f"{cells}_pct"),
        lambda v: v["wbc"] * v[f"{cells}_pct"] / 100, _COUNT_STEP,
    )  # fmt: skip


_INDICES = "red_cell_indices_disagree"
RELATIONS: tuple[Relation, ...] = (
    Relation(_INDICES, "mcv", ("hematocrit", "rbc"), lambda v: v["hematocrit"] * 10 / v["rbc"]),
    Relation(_INDICES, "mch", ("hemoglobin", "rbc"), lambda v: v["hemoglobin"] / v["rbc"]),
    Relation(_INDICES, "mchc", ("hemoglobin", "hematocrit"), lambda v: v["hemoglobin"] * 100 / v["hematocrit"]),
    *(_share(cells) for cells in _COUNTED),
)


def differential_fits(values: Values) -> tuple[bool | None, tuple[str, ...]]:
    """Whether the white cells' shares sum to 100, and which were added; None when one of the five is missing."""
    whole = ("neut_pct",) if "neut_pct" in values else ("neut_band_pct", "neut_seg_pct")
    parts = (*whole, *_FIVE)
    if any(part not in values for part in parts):
        return None, parts
    least = sum(values[part] for part in parts)
    most = least + sum(values.get(part, 0.0) for part in _RARE)
    return least <= 100 + _WHOLE_PARTS and most >= 100 - _WHOLE_PARTS, parts
