"""Blood cells: ratios of counts."""

from medapp.domain.indices.registry import index


@index("nlr", needs=("neut_pct", "lymph_pct"), unit="1",
       source="Zahorec R. Bratisl Lek Listy 2001;102:5-14")  # fmt: skip
def nlr(neut_pct: float, lymph_pct: float) -> float:
    return neut_pct / lymph_pct


@index("plr", needs=("platelets", "wbc", "lymph_pct"), unit="1",
       source="Templeton AJ et al. Cancer Epidemiol Biomarkers Prev 2014;23:1204-1212")  # fmt: skip
def plr(platelets: float, wbc: float, lymph_pct: float) -> float:
    return platelets / (wbc * lymph_pct / 100)


@index("sii", needs=("platelets", "neut_pct", "lymph_pct"), unit="10*9/L",
       source="Systemic immune-inflammation index: Hu B et al. Clin Cancer Res 2014;20:6212-6222")  # fmt: skip
def sii(platelets: float, neut_pct: float, lymph_pct: float) -> float:
    return platelets * neut_pct / lymph_pct


@index("mentzer", needs=("mcv", "rbc"), unit="1", source="Mentzer WC. Lancet 1973;1:882")
def mentzer(mcv: float, rbc: float) -> float:
    return mcv / rbc
