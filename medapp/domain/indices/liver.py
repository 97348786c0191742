"""Liver: enzyme ratio and the two fibrosis indices."""

from math import sqrt

from medapp.domain.indices.registry import index

AST_UPPER_LIMIT = 40.0  # U/L, as in the validation papers of APRI


@index(
    "fib4", needs=("age", "ast", "alt", "platelets"), unit="1", adults_only=True,
    source="FIB-4: Sterling RK et al. Hepatology 2006;43:1317-1325",
)  # fmt: skip
def fib4(age: float, ast: float, alt: float, platelets: float) -> float:
    return age * ast / (platelets * sqrt(alt))


@index(
    "apri", needs=("ast", "platelets"), unit="1", adults_only=True,
    source="APRI: Wai CT et al. Hepatology 2003;38:518-526 (upper limit of AST taken as 40 U/L)",
)  # fmt: skip
def apri(ast: float, platelets: float) -> float:
    return ast / AST_UPPER_LIMIT / platelets * 100


@index("de_ritis", needs=("ast", "alt"), unit="1", source="De Ritis F et al. Clin Chim Acta 1957;2:70-74")
def de_ritis(ast: float, alt: float) -> float:
    return ast / alt


@index(
    "globulin_calculated", needs=("protein_total", "albumin"), unit="g/L",
    source="Globulin = total protein - albumin",
)  # fmt: skip
def globulin_calculated(protein_total: float, albumin: float) -> float:
    return protein_total - albumin


@index(
    "ag_ratio_calculated", needs=("protein_total", "albumin"), unit="1",
    source="Albumin / (total protein - albumin)",
)  # fmt: skip
def ag_ratio_calculated(protein_total: float, albumin: float) -> float:
    if protein_total <= albumin:
        raise ValueError("albumin cannot exceed total protein")
    return albumin / (protein_total - albumin)
