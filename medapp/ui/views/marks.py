"""One value's marks for the page: its state in words and its line in percents."""

from dataclasses import dataclass, field

from medapp.domain.results import Rating, State
from medapp.i18n import translate
from medapp.ui.line import Line, Zone, lay_out

_KINDS = {
    State.IN_RANGE: "in",
    State.SLIGHTLY: "slight",
    State.CLEARLY: "clear",
    State.CRITICAL: "crit",
    State.NOT_RATED: "none",
}
_ICONS = {"in": "check", "crit": "octagon-alert", "none": "circle-dashed"}
_DIRECTED_ICONS = {
    ("slight", -1): "chevron-down",
    ("slight", 1): "chevron-up",
    ("clear", -1): "chevrons-down",
    ("clear", 1): "chevrons-up",
}


@dataclass(frozen=True)
class StateView:
    """`kind` is the class that colours word, icon and sign alike; `asks` when the number itself is in question."""

    kind: str = "none"
    icon: str = "circle-dashed"
    word: str = ""
    asks: bool = False


@dataclass(frozen=True)
class ZoneView:
    classes: str = ""
    left: str = ""
    width: str = ""


@dataclass(frozen=True)
class LineView:
    """Positions as CSS lengths. `zones` is empty for a line without a range, then `words` say why."""

    label: str = ""
    zones: list[ZoneView] = field(default_factory=list)
    low: str = ""
    high: str = ""
    sign: str = ""
    sign_left: str = ""
    sign_classes: str = ""
    arrow: str = ""
    words: str = ""


def is_in_question(rating: Rating) -> bool:
    """Beyond a critical threshold, by a number that was read with doubt: a question, not an alarm."""
    return rating.state is State.CRITICAL and rating.reason == "uncertain"


def show_state(rating: Rating, language: str) -> StateView:
    """Word, icon and colour class of a rating, always together."""
    if is_in_question(rating):
        return StateView("clear", "eye", translate(language, "states.check_first"), asks=True)
    kind = _KINDS[rating.state]
    if rating.value is None and rating.state is State.CLEARLY:
        return StateView(kind, "info", translate(language, "marks.differs"))
    side = -1 if rating.direction < 0 else 1
    code = rating.state if kind in _ICONS else f"{rating.state}_{'below' if side < 0 else 'above'}"
    icon = _ICONS.get(kind) or _DIRECTED_ICONS[kind, side]
    return StateView(kind, icon, translate(language, f"states.{code}"))


def show_line(rating: Rating, low: str, high: str, label: str, words: str) -> LineView:
    """The line of a rating; `low` and `high` are the limits as text, `words` what stands on an empty line."""
    state = State.CLEARLY if is_in_question(rating) else rating.state
    line = lay_out(rating.value, rating.low, rating.high, state, rating.direction)
    if line is None:
        return LineView(label=label, words=words)
    kind = _KINDS[state]
    return LineView(
        label=label,
        zones=_show_zones(line.zones),
        low=low if line.has_low else "",
        high=high if line.has_high else "",
        sign=kind,
        sign_left=percent(line.sign_at),
        sign_classes=_sign_classes(kind, line),
        arrow={-1: "l", 1: "r"}.get(line.pinned, ""),
    )


def percent(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0") + "%"


def _show_zones(zones: tuple[Zone, ...]) -> list[ZoneView]:
    last = len(zones) - 1
    shown = []
    for place, zone in enumerate(zones):
        ends = ("f " if place == 0 else "") + ("l" if place == last else "")
        shown.append(ZoneView(f"z {zone.kind} {ends}".strip(), percent(zone.start), percent(zone.end - zone.start)))
    return shown


def _sign_classes(kind: str, line: Line) -> str:
    return f"dot {kind}" + {-1: " pin-l", 1: " pin-r"}.get(line.pinned, "")
