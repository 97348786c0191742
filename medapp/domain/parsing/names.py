"""From a printed name to the catalogue's analyte, never across specimens or properties without evidence."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from medapp.domain.analytes import Analyte, fold_name, load_catalogue
from medapp.domain.names import squeeze
from medapp.domain.parsing.allergens import allergen_of
from medapp.domain.parsing.code_first import without_code
from medapp.domain.parsing.long_names import is_property, without_method
from medapp.domain.parsing.misspelling import may_be_slip
from medapp.domain.parsing.nomenclature import nominatives
from medapp.domain.parsing.npu import npu_of
from medapp.domain.parsing.panel_first import without_panel
from medapp.domain.parsing.specimens import specimen_in

_NEAR = 91.0
_LEADING_CODE = re.compile(
    r"^(?:[*!#•▪■●►·\-–]+\s*|\(?\d{1,3}(?:\.\d{1,3})*[.)]?\s+(?=\D)|[A-ZА-Я]{1,3}\d{2}[.\d]*\s+)"
)
_FRAME = re.compile(
    r"^(?:serum(?:/plasma)?|plasma|blood|s\.)\s+|^(?:f?s|f?p|[avc]?b)-(?!100|amyl|cross|type|cell|lymph|natr|lc[rc])(?=[a-z]{2})|"
    r"\s+(?:levels?|lvl|concentration|estimation|measurement|in serum|serum|"
    r"в сыворотке(?: крови)?|сыворотки(?: крови)?|в крови|крови)$",
    re.IGNORECASE,
)
# Антитела IgG к токсоплазме: the class may stand first.
_CLASS_FIRST = re.compile(r"антитела\s+(?:класса\s+)?(?P<kind>ig[gmae])\s+к\s+(?P<what>.+)", re.IGNORECASE)
# Where the sample comes from, and nothing about what was measured in it.
_SPECIMEN_WORD = re.compile(
    r"(?:urine|blood|serum|plasma|stool|saliva|моч[аи]|кров[ьи]|сыворотк[аи]|плазм[аы]|кал|слюна)", re.IGNORECASE
)
_FLUIDS = ("urine", "stool", "csf", "saliva")  # that a name says: its blood is another analyte
_RATIO = re.compile(r"\bratio\b|\bindex\b|индекс|отношени|соотношени|коэфф", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[)\]]?")
# (t3) behind birch pollen is not triiodothyronine, (IgG) behind rubella not the immunoglobulin itself.
_ALLERGEN = re.compile(r"[a-z]{1,2}\d{1,3}|(?i:(?:ig ?[agmed]\d?[,/ +]*)+)")
_URINE = re.compile(r"^d?U-(?=[A-Za-z]{2})")  # Nordic and Baltic laboratories: S- serum, P- plasma, B- blood, U- urine
# Glucose, 60 min is not glucose: a time after a load, a meal or a dose belongs to the name, and so does how firmly an
# antibody binds.
_TIMED = re.compile(
    r"\d\s*-?\s*(?:min|hr?s?|hours?|мин|ч|час)\w{0,3}\b|\bpost\b|\bpp\b|\bafter\b|\bпосле\b|\bчерез\b|\btrough\b|\bpeak\b|авидност|avidity",
    re.IGNORECASE,
)
_COUNT = re.compile(r"[^\W\d_]\s?#$")


@dataclass(frozen=True, slots=True)
class Match:
    """`analyte` is None when nothing fits; `score` 0..1 says how surely the name was recognised."""

    analyte: Analyte | None
    score: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What the report says around a row: its heading, and the specimen in force.

    `certain` when the row's own name says the specimen: Calcium, Urine is never the blood's calcium.
    """

    section: str = ""
    specimen: str | None = None
    certain: bool = False


def is_known_name(name: str) -> bool:
    """The name, or a part of it that is enough, is an alias of the catalogue. A food's bare name is no evidence."""
    return any(is_exact_name(variant) for variant, _ in variants(name))


def is_specimen_word(name: str) -> bool:
    """`Urine` alone: the beginning of a name, or a heading."""
    return bool(_SPECIMEN_WORD.fullmatch(name.strip(" :,-")))


def names_ratio(name: str) -> bool:
    """A quotient or an index of others, which seldom has a unit."""
    return bool(_RATIO.search(name))


def is_exact_name(name: str) -> bool:
    return any(not analyte.unit_bound for analyte in load_catalogue().by_alias(name))


@lru_cache(maxsize=4096)
def variants(name: str) -> tuple[tuple[str, float], ...]:
    """Forms of a printed name to look up, the most telling first, with how much each is worth."""
    name = " ".join(name.split())
    bare = _LEADING_CODE.sub("", name)
    found: dict[str, float] = {}

    def add(text: str, worth: float) -> None:
        text = text.strip(" -–—,;:/.*#!")
        if text and any(char.isalpha() for char in text):
            found.setdefault(text, worth)

    if _COUNT.search(bare):
        found[bare] = 1.0  # GRAN# is a count; without its mark it may be a share as well
    add(name, 0.99 if found else 1.0)
    add(bare, 0.99)
    if registered := npu_of(bare):
        add(registered.component, 0.98)
    if own := without_panel(bare):
        add(own, 0.97)
        add(_BRACKETS.sub(" ", own), 0.95)
    outside = _BRACKETS.sub(" ", bare)
    add(outside, 0.96)
    insides = [part.strip("()[] ") for part in _BRACKETS.findall(bare) if not is_property(part)]
    halves = _halves(bare)
    if " / " in bare and halves:
        for half in reversed(bare.split(" / ")):
            add(half, 0.96)
            add(_BRACKETS.sub(" ", half), 0.95)
    for inside in insides:
        if not _ALLERGEN.fullmatch(inside):
            add(inside, 0.93)
    for mark in (",", ";", " - ", " – ", ":"):
        if mark in outside:
            head, _, tail = outside.partition(mark)
            add(f"{tail} {head}", 0.93)
            if not _TIMED.search(tail):
                add(head, 0.88)
    if halves:
        for half in halves:
            if len(half.strip()) > 2:
                add(half, 0.86)
    if antibody := _CLASS_FIRST.fullmatch(bare):
        add(f"Антитела к {antibody['what']} {antibody['kind']}", 0.96)
    for text in nominatives(bare):
        add(text, 0.95)
    for text, worth in list(found.items()):
        add(without_method(text), worth - 0.01)
    for text, worth in list(found.items()):
        if code := without_code(text):
            found.setdefault(code, worth - 0.03)  # GRAN# with its mark
    for text, worth in list(found.items()):
        core = _FRAME.sub("", text)
        if core != text:
            add(core, worth - 0.04)
    return tuple(sorted(found.items(), key=lambda item: -item[1]))


def _halves(name: str) -> list[str]:
    """The parts of a bilingual name; none when they name two different analytes, as in ALAT / ASAT ratio."""
    parts = [part.strip() for part in name.split("/")]
    if len(parts) < 2 or _RATIO.search(name):
        return []
    known = [
        {analyte.id for text in (part, _BRACKETS.sub(" ", part)) for analyte in load_catalogue().by_alias(text)}
        for part in parts
    ]
    named = [ids for ids in known if ids]
    if len(named) > 1 and not set.intersection(*named):
        return []
    same_script = len({any("а" <= char <= "я" for char in part.lower()) for part in parts}) == 1
    return [] if same_script and named and not known[-1] else parts


def resolve(name: str, ucum: str | None, context: Context, is_words: bool = False) -> Match:
    """The analyte that a row's name means, given its unit, heading and specimen."""
    catalogue = load_catalogue()
    if _URINE.match(name):
        name, context = _URINE.sub("", name), Context(context.section, "urine", certain=True)
    elif registered := npu_of(name):
        context = Context(context.section, registered.specimen, certain=registered.specimen in _FLUIDS)
    allergen = allergen_of(name, ucum)
    if allergen is not None and not is_words and (ucum is None or allergen.accepts(ucum)):
        return Match(allergen, 0.98)
    own = specimen_in(name)
    if own in _FLUIDS:
        context = Context(context.section, own, certain=True)
    best: Match | None = None
    for variant, worth in _with_section(name, context):
        candidates = (*catalogue.by_alias(variant), *catalogue.under_heading(variant, context.specimen))
        if not candidates:
            continue
        match = _pick(candidates, worth, ucum, context, is_words)
        if match.analyte is not None and (best is None or match.score > best.score):
            best = match
        if best is None and match.reason:
            best = match
        if best is not None and best.analyte is not None and best.score >= worth - 0.02:
            break
    if best is not None and best.reason == "unit_does_not_fit" and ucum == "%" and "%" in name:
        return Match(None, 0.0, "unit_does_not_fit")  # a share of a thing is not the thing
    if best is not None and best.analyte is not None:
        return best
    near = _near(name, ucum, context, is_words)
    return near or best or Match(None, 0.0, "unknown_name")


def _with_section(name: str, context: Context) -> list[tuple[str, float]]:
    """The name's own forms, then those with the heading in front: Blood Sugar + Fasting."""
    forms = list(variants(name))
    if context.section and len(name.split()) <= 3 and not is_specimen_word(name):
        section = _BRACKETS.sub(" ", context.section)
        forms += [(f"{section} {name}", 0.9), (f"{name} {section}", 0.9)]
    return forms


def _pick(candidates: tuple[Analyte, ...], worth: float, ucum: str | None, context: Context, is_words: bool) -> Match:
    """The one candidate that specimen and unit leave; several different ones are a doubt."""
    specimen = context.specimen
    left = [c for c in candidates if not context.certain or c.specimen in (specimen, "any")]
    left = [c for c in left if not c.unit_bound or ucum in c.default_units]
    if not left:
        return Match(None, 0.0, "unknown_name")
    same = [c for c in left if c.specimen == specimen]
    if same and (ucum is None or any(c.accepts(ucum) for c in same) or not any(c.accepts(ucum) for c in left)):
        left = same
    if specimen is None and ucum is None and not is_words and any(c.specimen == "blood" for c in left):
        left = [c for c in left if c.specimen == "blood"]
    fitting = [c for c in left if c.accepts(ucum)] if ucum is not None or not is_words else left
    if ucum is None and not fitting:
        fitting = left
    if ucum is not None and not fitting:
        elsewhere = {c.specimen for c in left}
        if specimen is not None and not elsewhere & {specimen, "any", "blood"} and specimen != "blood":
            return Match(None, 0.0, "unknown_name")  # grams of stool are no volume of urine
        return Match(left[0] if len({c.id for c in left}) == 1 else None, worth - 0.35, "unit_does_not_fit")
    if specimen is None and len({c.specimen for c in fitting}) > 1:
        fitting = [c for c in fitting if c.specimen == "blood"] or fitting
    if ucum is None:  # a day's excretion is never said without its unit
        fitting = [c for c in fitting if not c.property.startswith("excretion")] or fitting
    if is_words and len(fitting) > 1:
        fitting = [c for c in fitting if c.kind != "quantity"] or fitting
    if (
        specimen is not None
        and specimen not in {c.specimen for c in fitting}
        and {c.specimen for c in fitting} != {"any"}
    ):
        if "blood" not in {specimen, *(c.specimen for c in fitting)}:
            return Match(None, 0.0, "unknown_name")  # mucus in stool is not mucus in urine
        worth -= 0.12 if specimen in ("blood",) else 0.3
    if len({c.id for c in fitting}) > 1:
        return _by_default_unit(fitting, worth, ucum)
    return Match(fitting[0], worth)


def _by_default_unit(fitting: list[Analyte], worth: float, ucum: str | None) -> Match:
    """Two analytes share the name and the unit: the one whose usual unit it is, if it is one."""
    usual = [c for c in fitting if ucum == c.unit or ucum in c.default_units]
    if len({c.id for c in usual}) == 1:
        return Match(usual[0], worth - 0.05)
    return Match(None, 0.0, "ambiguous_name")


@lru_cache(maxsize=1)
def _alias_list() -> list[str]:
    return [alias for alias in load_catalogue().aliases() if len(alias) >= 5]


def _near(name: str, ucum: str | None, context: Context, is_words: bool) -> Match | None:
    """A name that differs from an alias by a letter or two, with the same digits and telling words."""
    for variant, worth in variants(name)[:3]:
        folded = squeeze(fold_name(variant))
        if len(folded) < 6:
            continue
        found = process.extract(folded, _alias_list(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=3)
        for alias, ratio, _ in found:
            if not may_be_slip(variant, alias):
                continue
            match = _pick(load_catalogue().by_alias(alias), worth * ratio / 100 - 0.08, ucum, context, is_words)
            if match.analyte is not None and match.reason is None:
                return Match(match.analyte, match.score, "near_match")
    return None
