"""Printed marks for a result out of its range: H, L**, ↑, !!!, повышено."""

import re

# Behind a number without a space: 35.5+, 41*, 70.0-.
GLUED_FLAG = r"[+*#!↑↓▲▼⬆⬇△▽¬§^•●◆■]+|[-–−]+(?=\s|$)"
# выше нормы, Above high reference limit: a flag that is a phrase.
SAID_OF_RANGE = (
    r"(?:выше|ниже|в\s+пределах|вне)\s+(?:верхне\w*\s+|нижне\w*\s+)?(?:границы\s+|пределов\s+)?(?:референс\w*\s+)?"
    r"(?:нормы|интервала|диапазона|значений|границы|предела)|"
    r"(?:above|below|within|outside)\s+(?:the\s+)?(?:(?:high|low|upper|lower)\s+)?"
    r"(?:normal|range|reference|limit)[\w ]{0,12}"
)
_FLAG_WORDS = """
    hh ll h l a aa hi lo n c ch cl ab abn high low normal abnormal critical borderline alert panic h* l*
    h** l** hh* ll* выше ниже повышен повышено повышена повышены понижен понижено понижена понижены
    снижен снижено снижена норма в_норме выше_нормы ниже_нормы повыш пониж сниж отклонение very_high
    very_low high* low* critical_high critical_low elevated decreased increased
"""
FLAG_WORDS = frozenset(word.replace("_", " ") for word in _FLAG_WORDS.split())
_SIGN_FLAG = re.compile(r"[+*#!↑↓▲▼⬆⬇△▽¬§^•●◆■►◄←→⇑⇓]+|[-–−]|--")


# Behind a unit or a word: %*, положительный*.
_TRAILING = re.compile(r"(?P<text>.*[\w%‰)])\s?(?P<mark>[*!#↑↓▲▼]+)", re.DOTALL)


def without_mark(text: str) -> tuple[str, str | None]:
    """(`10^9/л`, `*`) of `10^9/л*`; the text and None when no mark stands behind it."""
    found = _TRAILING.fullmatch(text)
    return (found["text"], found["mark"]) if found else (text, None)


_SAID = re.compile(rf"\(?(?:{SAID_OF_RANGE})\)?", re.IGNORECASE)


def is_said_of_range(text: str) -> bool:
    """`Above high reference limit`, `(ниже нормы)`: a whole phrase that stands for a flag."""
    return bool(_SAID.fullmatch(text))


def is_flag(text: str) -> bool:
    """A printed mark for "out of range", or the word normal: H, L**, ↑, !!!, (H), повышено."""
    if text.strip("()[] ") in ("В", "Н"):
        return True  # выше, ниже
    bare = text.strip().strip("()[]").strip().lower().replace("ё", "е")
    return bool(_SIGN_FLAG.fullmatch(bare)) or bare.rstrip(".") in FLAG_WORDS
