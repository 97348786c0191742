"""Columns of results told apart by an event of a stay or a treatment: on admission and at discharge."""

import re

_BEFORE = (
    r"(?:(?:on|at|upon)\s+)?(?:admission|arrival|baseline)|(?:before|pre)[\s-]*(?:treatment|therapy|surgery)|"
    r"pre-?op(?:erative)?|(?:при|на момент|в день|день)\s+поступлени[ияе]|поступление|"
    r"до\s+(?:лечения|терапии|операции)|исходно|исходн(?:ый|ое|ые)(?:\s+(?:уровень|значение|данные))?"
)
_AFTER = (
    r"(?:(?:on|at|upon|before)\s+)?discharge|(?:after|post)[\s-]*(?:treatment|therapy|surgery)|post-?op(?:erative)?|"
    r"(?:при|перед|на момент|в день|день)\s+выписк(?:е|ой|и)|выписка|после\s+(?:лечения|терапии|операции)"
)
_EVENT = re.compile(rf"(?<!\w)(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER}))(?!\w)", re.IGNORECASE)


def names_event(folded: str) -> bool:
    """`on admission`, `при выписке`: a folded heading, all of it."""
    return _EVENT.fullmatch(folded) is not None


def place_in_time(heading: str) -> int:
    """-1 for a heading that says so of what began, 1 of what ended, 0 where it says nothing or both."""
    said = {event.lastgroup for event in _EVENT.finditer(heading)}
    return 0 if len(said) != 1 else -1 if "before" in said else 1


def without_event(heading: str) -> str:
    """The day in `Admission (29/10/2025)`; the heading itself where nothing else is in it."""
    return _EVENT.sub(" ", heading).strip(" \t:;,()") or heading
