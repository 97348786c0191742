"""The one sentence a person takes away: how much is in range, and what is not."""

from dataclasses import dataclass

from medapp.i18n import plural, translate
from medapp.ui.views.markers import MarkerView

NAMED_AT_MOST = 4
NEARLY_ALL = 0.75  # share in range from which "nearly everything" is true


@dataclass(frozen=True)
class PieceView:
    """A stretch of the sentence; `kind` underlines it in the colour of its state, "" is plain text."""

    text: str = ""
    kind: str = ""


def write_takeaway(markers: list[MarkerView], language: str) -> list[PieceView]:
    """How much is in range, then each departure by name, the clearest first."""
    rated = [marker for marker in markers if marker.state.kind != "none"]
    outside = order_by_weight([marker for marker in rated if marker.state.kind != "in"])
    if not rated:
        return [PieceView(translate(language, "takeaway.none_rated"))]
    if not outside:
        own = all(not marker.note for marker in rated)
        return [PieceView(plural(language, "takeaway.all_in" if own else "takeaway.all_in_general", len(rated)))]
    lead = _lead(len(rated), len(outside), language)
    pieces = [PieceView(f"{lead} {plural(language, 'takeaway.attention', len(outside))} ")]
    named = outside[:NAMED_AT_MOST]
    for place, marker in enumerate(named):
        code = "takeaway.item_check" if marker.state.asks else "takeaway.item"
        text = translate(language, code, name=start_small(marker.name), state=marker.state.word)
        pieces.append(PieceView(text, marker.state.kind))
        is_last = place == len(named) - 1
        pieces.append(PieceView(_and_more(len(outside) - len(named), language) if is_last else ", "))
    return pieces


def order_by_weight(markers: list[MarkerView]) -> list[MarkerView]:
    """Critical, clearly, slightly; within one state in the order of the report."""
    weight = {"crit": 0, "clear": 1, "slight": 2}
    return sorted(markers, key=lambda marker: weight.get(marker.state.kind, 3))


def start_small(name: str) -> str:
    """ "Ferritin" inside a sentence is "ferritin"; "ALT", "HDL cholesterol" and "pH" stay."""
    return name[0].lower() + name[1:] if len(name) > 1 and name[1].islower() else name


def _lead(rated: int, outside: int, language: str) -> str:
    share = 1 - outside / rated
    if share >= NEARLY_ALL and rated > outside:
        return translate(language, "takeaway.nearly_all")
    if share >= 0.5:
        return translate(language, "takeaway.most")
    return plural(language, "takeaway.several", outside, rated=rated)


def _and_more(count: int, language: str) -> str:
    return plural(language, "takeaway.and_more", count) if count > 0 else "."
