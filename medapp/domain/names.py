"""Names of analytes as comparable text: one folding for the catalogue's aliases and for what a report prints."""

import re
import unicodedata
from functools import lru_cache

# Cyrillic letters that look like Latin ones once both are small: МСН = MCH, Нв = Hb, С-реактивный = C-реактивный
_LOOKALIKES = str.maketrans("авекмнорстухіјѕё", "abekmhopctyxijse")
_SEPARATORS = re.compile(r"[^0-9a-zа-яәғқңөұүһ%#]+")
_ACID = re.compile(r"(?<!\w)к(?:-|ис-|исл-)т(?=(?:а|ы|у|ой|е)(?!\w))")  # мочевая к-та
_GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "µ": "mu", "μ": "mu"})


@lru_cache(maxsize=65536)
def fold_name(text: str) -> str:
    """Small letters, single spaces, no punctuation but % and #, Cyrillic lookalikes as Latin, ё as е."""
    text = unicodedata.normalize("NFKC", text).lower().translate(_GREEK).replace("++", "2+")  # Ca++ is Ca2+
    text = _ACID.sub("кислот", text) if "к" in text else text
    return _SEPARATORS.sub(" ", text.translate(_LOOKALIKES)).strip()


def squeeze(folded: str) -> str:
    """A folded name without spaces: 25 oh d and 25ohd are one alias."""
    return folded.replace(" ", "")
