"""What stands in a result cell: a number with its comparator, flag and unit, or words, or nothing of the kind."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from medapp.domain.numbers import (
    COMPARATOR,
    COMPARATOR_IN_WORDS,
    MINUS,
    NUMBER,
    SIGNED_NUMBER,
    parse_comparator,
    readings_of,
)
from medapp.domain.parsing.findings import amount_behind, value_words
from medapp.domain.parsing.flags import GLUED_FLAG, SAID_OF_RANGE, is_flag, without_mark
from medapp.domain.parsing.grades import grade_and_amount, is_grade
from medapp.domain.powers import begins_with_power, find_power
from medapp.domain.units import parse_unit

_NUMBER_CELL = re.compile(
    rf"(?P<sign>{COMPARATOR}|{COMPARATOR_IN_WORDS})?\s*(?P<minus>[{MINUS}+]\s?)?(?P<number>{NUMBER})"
    rf"(?P<glued>{GLUED_FLAG})?(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_TITRE = re.compile(r"(?P<sign>[<>≤≥]=?)?\s*1\s*[:/]\s*\d{1,6}")
_PLUSES = re.compile(r"(?:[1-5]\s?\+{1,4}|\(?\+{1,4}\)?|\+/-|±|\+-|\((?:[-–−±]|\+/-|[1-5]\+)\))")
_INTERVAL = re.compile(rf"(?P<low>{NUMBER})\s*[-–—]\s*(?P<high>{NUMBER})(?:\s?[-–—]\s?\d{{1,3}}(?!\d)(?!\s*[-–—.,]))?")
_SIGNED_INTERVAL = re.compile(
    rf"[\[(]*[{MINUS}+]\s?{NUMBER}\)?\s*(?:[{MINUS}—…]|\.\.\.?|to|до)\s*\(?(?:{SIGNED_NUMBER})[\])]*"
)
_DATE_OR_TIME = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{4}[-./]\d{2}[-./]\d{2}(?=\b|T\d)|(?!1:\d+\s*$)(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)|"
    r"\d{1,2}[-\s](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)
_UNIT_SHAPE = re.compile(
    r"(?:[x×х*]\s*)?(?:10\s*[\^*eEх]?\s*[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+\s*/?\s*)?[^\W\d_]{0,12}\.?\s?/\s?(?:\d[\d.,]*\s*)?[^\W\d_]{1,12}[\d²³]*(?:[/\s].{0,14})?|/\s?100(?:\s?[^\W\d_]+)?|%|‰|[^\W\d_]{1,9}\.?"
)


# ммоль/л (выше нормы)
_SAID_BEHIND = re.compile(rf"(?:^|\s)\(?({SAID_OF_RANGE})\)?$", re.IGNORECASE)
# Something is said in place of a result.
_NO_RESULT = re.compile(
    r"(?:not\s+(?:applicable|performed|done|reported|calculated|available)|n/?a\b|pending|see\s|tnp\b|cancel|to\s+follow|in\s+progress|unable\s+to|no\s+(?:observation|result|value|specimen|data)|test\s+not\s|"
    r"н\s?[/.\\]\s?д\.?$|нет\s+данных|"
    r"не\s+(?:выполн|исслед|провод|рассчит|применим|оценив)|в\s+работе|отмен|см\.|смотри|не\s+готов|[-–—_.*]{1,}$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ResultText:
    """`printed` is the result as printed without flag and unit; `number` is its number alone, None for words.

    `kind` is "number", "power", "titre", "pluses", "interval" or "words"; `rest` is text that found no meaning.
    """

    printed: str
    kind: str
    comparator: str | None = None
    number: str | None = None
    flag: str | None = None
    unit: str | None = None
    words: str | None = None
    rest: str = ""


def is_date_or_time(text: str) -> bool:
    return bool(_DATE_OR_TIME.match(text.strip()))


def looks_like_unit(text: str) -> bool:
    """A known unit, or something shaped like one."""
    text = text.strip()
    if not text or parse_unit(text) is not None:
        return bool(text)
    return "/" in text and _UNIT_SHAPE.fullmatch(text) is not None and not _are_findings(text.split("/"))


def _are_findings(texts: list[str]) -> bool:
    """Negative/Trace: what is normal, in words."""
    return all(value_words(text) is not None for text in texts)


def says_no_result(text: str) -> bool:
    """Words in place of a result: pending, not performed, see note, unable to calculate."""
    return _NO_RESULT.match(" ".join(text.split())) is not None


@lru_cache(maxsize=8192)
def parse_result(text: str, free_words: bool = False) -> ResultText | None:
    """A result cell's text; `free_words` admits words that are not known findings. None when it is no result."""
    text = " ".join(text.split())
    if not text or is_date_or_time(text) or _NO_RESULT.match(text) or _SIGNED_INTERVAL.fullmatch(text):
        return None
    amount = amount_behind(text)
    measured = parse_result(amount) if amount else None
    if measured is not None and measured.unit and not measured.rest:
        return measured  # обнаружено, 1,8×10^3 МЕ/мл: the amount says more than the finding
    graded = grade_and_amount(text)
    measured = parse_result(graded[1]) if graded else None
    if graded is not None and measured is not None and measured.kind == "number" and not measured.rest:
        return replace(measured, flag=measured.flag or graded[0])
    flag, body = _leading_flag(text)
    for reader in (_power, _titre, _pluses, _interval):
        result = reader(body, flag)
        if result:
            return result
    result = _number(body, flag)
    if result:
        return result
    return _words(body if flag else text, flag, free_words)


def _leading_flag(text: str) -> tuple[str | None, str]:
    """↑ 12.5, H 8.6, * 9,3: the mark before the number."""
    match = re.match(rf"(\S+)\s+(?=(?:{COMPARATOR})?\s*\d)", text)
    if match and is_flag(match[1]) and not (len(match[1]) == 1 and match[1] in f"{MINUS}+"):
        return match[1], text[match.end() :]
    glued = re.match(r"([*↑↓!▲▼#]+)\s*(?=[<>≤≥]?\s*\d|[^\W\d_])", text)
    return (glued[1], text[glued.end() :]) if glued else (None, text)


def _power(text: str, flag: str | None) -> ResultText | None:
    match = find_power(text)
    if match is None:
        return None
    unit, more_flag, rest = _behind(match["rest"])
    sign = match["sign"] and parse_comparator(match["sign"])
    printed = " ".join(match["printed"].split())
    return ResultText(printed, "power", sign, None, flag or more_flag, unit, printed, rest)


def _titre(text: str, flag: str | None) -> ResultText | None:
    match = _TITRE.match(text)
    if not match or (text[match.end() :].strip() and not is_flag(text[match.end() :])):
        return None
    return ResultText(
        match[0].strip(),
        "titre",
        match["sign"] and parse_comparator(match["sign"]),
        None,
        text[match.end() :].strip() or flag,
        words=match[0],
    )


def _pluses(text: str, flag: str | None) -> ResultText | None:
    match = re.fullmatch(rf"({_PLUSES.pattern})\s*([*!#↑HLA-E]|(?<=\s)\(?[^\W\d]+\)?)?", text)
    if match and match[2] and len(match[2]) > 1 and not is_flag(match[2]):
        return None
    return ResultText(match[1], "pluses", flag=match[2] or flag, words=match[1].replace(" ", "")) if match else None


def _interval(text: str, flag: str | None) -> ResultText | None:
    """0-5 in the field of view: a result, but only the row can tell it from a range."""
    match = _INTERVAL.match(text)
    if not match or not _is_rising(match["low"], match["high"]):
        return None
    unit, more_flag, rest = _behind(text[match.end() :])
    if rest:
        return None
    return ResultText(match[0], "interval", flag=flag or more_flag, unit=unit, words=match[0].replace(" ", ""))


def _is_rising(low: str, high: str) -> bool:
    """Not 555-0100, a telephone number."""
    if any(len(part) > 1 and part[0] == "0" and part.isdigit() for part in (low, high)):
        return len(low) == len(high) <= 2
    ends = [readings[0] for part in (low, high) if (readings := readings_of(part))]
    return len(ends) == 2 and ends[0] <= ends[1]


def _number(text: str, flag: str | None) -> ResultText | None:
    bracketed = re.fullmatch(r"[\[(]\s*([^\[\]()]+?)\s*[\])]", text)
    match = _NUMBER_CELL.fullmatch(bracketed[1] if bracketed else text)
    if not match or not readings_of(match["number"]) or begins_with_power(text):
        return None
    glued = (match["glued"] or "").strip() or None
    rest = match["rest"]
    if rest and not rest[0].isspace() and not glued and re.match(r"[-–—_:]\s*\d|[.,:]\d|\d|\^|[⁰¹²³⁴⁵⁶⁷⁸⁹]", rest):
        return None
    if re.fullmatch(r"[a-d]", rest):
        return ResultText(match[0], "words", flag=flag, words=match[0])  # 3a: a genotype, a grade
    unit, more_flag, left = _behind(rest)
    minus = match["minus"] or ""
    apart = " " if match["sign"] and match[0][len(match["sign"]) :][:1].isspace() else ""
    printed = (match["sign"] or "") + apart + minus + match["number"]
    sign = parse_comparator(match["sign"]) if match["sign"] else None
    number = ("-" if minus[:1] and minus[0] in MINUS else "") + match["number"]
    return ResultText(printed, "number", sign, number, glued or more_flag or flag, unit, rest=left)


def _behind(text: str) -> tuple[str | None, str | None, str]:
    """(unit, flag, what is left) of the text behind a number."""
    text = text.strip()
    if not text:
        return None, None, ""
    said = _SAID_BEHIND.search(text)
    text = text[: said.start()] if said else text
    words = text.split()
    flags: list[str] = [said[1]] if said else []
    while (
        words
        and is_flag(words[0])
        and not (len(words) == 1 and parse_unit(words[0]) and words[0].strip("()[]") not in ("H", "L", "A"))
    ):
        flags.append(words.pop(0))
    while words and is_flag(words[-1]) and len(words) > 1 and not parse_unit(" ".join(words)):  # the h of mg/24 h
        flags.append(words.pop())
    if words and (mark := without_mark(words[-1]))[1] and not parse_unit(" ".join(words)):
        words[-1] = mark[0]
        flags.append(mark[1])
    if len(words) > 1 and is_grade(words[-1]):
        flags.append(words.pop())
    for length in range(min(len(words), 5), 0, -1):
        piece = " ".join(words[:length])
        if looks_like_unit(piece.strip("[]")) or looks_like_unit(piece):
            rest = words[length:]
            while rest and is_flag(rest[0]):
                flags.append(rest.pop(0))
            return piece, flags[0] if flags else None, " ".join(rest)
    return None, flags[0] if flags else None, " ".join(words)


def _words(text: str, flag: str | None, free_words: bool) -> ResultText | None:
    text, mark = without_mark(text)
    flag = flag or mark
    known = value_words(text)
    words = text.split()
    if known is None and len(words) > 1 and is_flag(words[-1]) and value_words(" ".join(words[:-1])):
        return ResultText(" ".join(words[:-1]), "words", flag=words[-1], words=value_words(" ".join(words[:-1])))
    if known is None and not free_words:
        return None
    if known is None and (
        len(words) > 5 or len(text) > 48 or text.endswith(":") or is_flag(text) or not any(c.isalpha() for c in text)
    ):
        return None
    return ResultText(text, "words", flag=flag, words=known or text.lower())
