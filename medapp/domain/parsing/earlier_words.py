"""Headings of columns that hold results of another day, however they are worded or shortened."""

import re

_EARLIER = re.compile(
    r"пред|предыд\w*|предш\w*|прошл\w*|прежн\w*|ранее|раньше|было|previous|previously|prev|prior|former|earlier|past|last|old"
)
_ALONE = re.compile(r"past|last|old|раньше")  # words that say so only of a result
_RESULT = re.compile(
    r"рез|рез-т\w*|рез-тат\w*|результат\w*|знач|значени[еяй]|анализ\w*|исследовани[еяй]|исслед|визит\w*|показател[ьи]|показани[ея]|"
    r"дата|дан|данн\w*|измерени[ея]|results?|res|values?|val|visits?|tests?|readings?|reports?|reported|dates?|measurements?|samples?|"
    r"specimens?|encounters?|findings?|obs|lab|labs|observations?"
)
_BETWEEN = re.compile(r"от|за|на|из|of|from|on|the|in|at|your|ваш|и|and|&|№?\d")


def names_earlier(folded: str) -> bool:
    """`пред рез-т`, `prev result`, `дата и результат предыдущего исследования`: a folded heading, all of it."""
    words = re.split(r"[\s/]+", folded)
    said = [word for word in words if _EARLIER.fullmatch(word)]
    results = [word for word in words if _RESULT.fullmatch(word)]
    if not said or (not results and _ALONE.fullmatch(said[0])):
        return False
    return len(words) <= 6 and all(word in said or word in results or _BETWEEN.fullmatch(word) for word in words)
