# ruff: noqa: E501 - tables of data
"""What a person reads beside a marker: there for the usual analytes, short, cited, and never a goal."""

import re

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.i18n import languages
from medapp.i18n.messages import messages

PARTS = {"what": 220, "moves": 220, "ask": 120, "source": 120}
USUAL = [
    "hemoglobin",
    "wbc",
    "platelets",
    "neut_abs",
    "lymph_abs",
    "esr",
    "glucose",
    "hba1c",
    "chol_total",
    "ldl",
    "hdl",
    "trig",
    "alt",
    "ast",
    "ggt",
    "alp",
    "bilirubin_total",
    "albumin",
    "creatinine",
    "urea",
    "uric_acid",
    "crp",
    "iron",
    "ferritin",
    "sodium",
    "potassium",
    "calcium",
    "tsh",
    "ft4",
    "vitd_25oh",
    "b12",
    "folate",
    "inr",
    "prolactin",
    "psa",
    "ca125",
    "urine_protein",
    "urine_wbc_hpf",
    "hbsag",
]
ADVICE = {
    "en": r"\b(you|your) (should|must|need)|\btry to\b|\baim\b|\btake (more|less)|\beat (more|less)|\btoo (low|high)\b"
    r"|\b(raise|lower|increase|reduce|improve) (it|your|the)\b",
    "ru": r"\bвам (нужно|следует|стоит)|\bпринимайте|\bешьте|\bпейте|\bстарайтесь|слишком (низк|высок)|\bсниз(ьте|ить)\b"
    r"|\bповы(сьте|сить)\b|\bулучш",
}
FRIGHTENING = {
    "en": r"\bcancer|\bdeath|\bsevere|\bfatal|\bserious",
    "ru": r"\bрак(а|ом|е|у)?\b|смерт|тяжёл\w+ заб|злокач|угро",
}
TUMOUR_MARKERS = ("psa", "cea", "ca125", "ca153", "ca199", "ca724", "cyfra211", "scc")
CALM = {"en": "harmless reasons", "ru": "безобидным поводам"}


def explained(language: str) -> dict[str, dict[str, object]]:
    """Analyte id -> its parts."""
    texts: dict[str, dict[str, object]] = {}
    for code, message in messages(language).items():
        if code.startswith("analyte_texts."):
            _, analyte, part = code.split(".")
            texts.setdefault(analyte, {})[part] = message
    return texts


def sentences(language: str) -> dict[str, str]:
    """Every single text of a locale's analytes but the titles of their sources."""
    spread = {}
    for analyte, parts in explained(language).items():
        for part in ("what", "moves"):
            spread[f"{analyte}.{part}"] = str(parts[part])
        spread.update({f"{analyte}.ask[{n}]": text for n, text in enumerate(parts["ask"])})
    return spread


@pytest.mark.parametrize("language", languages())
def test_the_usual_analytes_are_explained(language: str) -> None:
    told = explained(language)
    assert len(told) >= 200
    assert set(USUAL) <= set(told) <= set(load_catalogue().analytes)


@pytest.mark.parametrize("language", languages())
def test_every_explanation_has_all_its_parts_and_is_short(language: str) -> None:
    for analyte, parts in explained(language).items():
        assert set(parts) == set(PARTS), analyte
        assert 1 <= len(parts["ask"]) <= 3, analyte
        for part, limit in PARTS.items():
            texts = parts[part] if part == "ask" else [parts[part]]
            assert all(0 < len(text) <= limit for text in texts), f"{analyte}.{part}"
        assert all(question.endswith("?") for question in parts["ask"]), analyte
        assert len(re.findall(r"[.?](?:\s|$)", parts["what"])) <= 2, analyte


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("banned", [ADVICE, FRIGHTENING], ids=["advice", "fright"])
def test_no_explanation_advises_sets_a_goal_or_frightens(language: str, banned: dict[str, str]) -> None:
    pattern = re.compile(banned[language], re.IGNORECASE)
    assert {code: text for code, text in sentences(language).items() if pattern.search(text)} == {}


@pytest.mark.parametrize("language", languages())
def test_a_tumour_marker_says_that_it_often_rises_for_nothing(language: str) -> None:
    told = explained(language)
    assert [name for name in TUMOUR_MARKERS if CALM[language] not in told[name]["what"]] == []


@pytest.mark.parametrize("language", languages())
def test_every_source_names_who_published_it_and_the_page(language: str) -> None:
    for analyte, parts in explained(language).items():
        assert re.fullmatch(r"\w[^:]+: .+", parts["source"]), analyte
        assert "://" not in parts["source"], analyte
