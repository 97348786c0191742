"""The long names of registers: LOINC's `Leukocytes [#/volume] in Blood by Automated count` and their Russian like."""

import re

_PROPERTY = re.compile(
    r"\[(?:#|moles|mass|units|volume|enzymatic|arbitrary|catalytic|entitic|presence|ratio|titer|substance|fraction)"
    r"[^\]]*\]",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\s+(?:by\s+(?:automated|manual|test\s+strip|calculat|estimat|direct|immunoassay|electrophoresis|light\s+micro|"
    r"high\s+sens)|методом?\s).*$",
    re.IGNORECASE,
)


# The kit's generation: the analyte is the same.
_SENSITIVE = re.compile(
    r"[\s,]+\(?(?:(?:высоко|сверх|ультра)[- ]?чувств\w*\.?|(?:high(?:ly)?|ultra)[- ]?sensitiv\w*)\)?$", re.IGNORECASE
)


def is_property(bracket: str) -> bool:
    """A bracket that says how a quantity is counted, and names nothing: [#/volume], [Enzymatic activity/volume]."""
    return _PROPERTY.fullmatch(bracket.strip()) is not None


def without_method(name: str) -> str:
    """The name before what says how, or how finely, it was measured."""
    return _SENSITIVE.sub("", _METHOD.sub("", name))
