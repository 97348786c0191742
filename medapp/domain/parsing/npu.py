"""Names of the NPU terminology (IFCC and IUPAC), as Nordic laboratories send them: `P—Sodium ion; subst.c. = ? mmol/L`.

System, component, kind of property; the short form puts the system last: `Sodium ion; P`. https://www.npu-terminology.org
"""

import re
from dataclasses import dataclass

_SYSTEMS = {"P": "blood", "fP": "blood", "S": "blood", "fS": "blood", "B": "blood", "aB": "blood", "vB": "blood",
            "cB": "blood", "U": "urine", "dU": "urine", "F": "stool", "Csf": "csf"}  # fmt: skip
_SYSTEM = "|".join(_SYSTEMS)
_PROPERTY = (
    r"(?:subst|mass|cat|num|vol|arb|entitic|ent|titre|rel|act|taxon)\.?\s?"
    r"(?:subst\.?\s?|vol\.?\s?|mass\s?)?(?:c|fr|content|ratio|rate|vol|mass|time)?\.?"
)
_FULL = re.compile(rf"(?P<system>{_SYSTEM})(?:\([^()]*\))?\s?(?:—|–|--)\s?(?P<component>[^;]+?)(?:;\s*{_PROPERTY}.*)?")
_SHORT = re.compile(rf"(?P<component>[^;]+?)\s?;\s?(?P<system>{_SYSTEM})")
_OXIDATION = re.compile(r"\((?:Fe|I{1,3}|IV|II\+III)\)")
_ION = re.compile(r"(sodium|natrium|potassium|kalium|lithium|chloride)[\s-]?ion", re.IGNORECASE)
_PLAIN = {"creatininium": "Creatinine", "carbamide": "Urea", "carbamid": "Urea", "hydrogen carbonate": "Bicarbonate"}


@dataclass(frozen=True, slots=True)
class Npu:
    """The component in the catalogue's words, and the specimen that the system means."""

    component: str
    specimen: str


def npu_of(name: str) -> Npu | None:
    """What a name of the terminology says; None for any other name."""
    if ";" not in name and "—" not in name and "–" not in name and "--" not in name:
        return None
    text = " ".join(name.split())
    match = _SHORT.fullmatch(text) or _FULL.fullmatch(text)
    if match is None:
        return None
    component = _ION.sub(r"\1", _OXIDATION.sub("", match["component"]).strip())
    return Npu(_PLAIN.get(component.lower(), component), _SYSTEMS[match["system"]])
