"""The model's card in words and tables: what a layperson can follow and a statistician can trust."""

from dataclasses import dataclass, field
from typing import Any

from medapp.domain.analytes import load_catalogue
from medapp.i18n import format_number, knows, translate
from medapp.ui.views.markers import name_of

WEIGHTIEST = 15
_PEER_FLOOR = 0.5  # chance: two people of one age and sex, told apart by a coin


@dataclass(frozen=True)
class CardRow:
    """`share` is the length of the row's bar as a CSS width, "" for none."""

    cells: list[str] = field(default_factory=list)
    share: str = ""


@dataclass(frozen=True)
class CardTable:
    """One section: what it answers, in a sentence, and the figures behind it."""

    heading: str = ""
    text: str = ""
    head: list[str] = field(default_factory=list)
    rows: list[CardRow] = field(default_factory=list)


@dataclass(frozen=True)
class ModelCardView:
    name: str = ""
    sha256: str = ""
    lead: str = ""
    tables: list[CardTable] = field(default_factory=list)


def show_card(card: dict[str, Any], language: str) -> ModelCardView:
    """The whole card in `language`; numbers as this language writes them."""
    pen = _Pen(language)
    shipped, test = card["shipped"], card["split"]["test"]
    return ModelCardView(
        name=pen.say("name", name=pen.code("score.models", card["name"]), version=card["version"]),
        sha256=card["sha256"],
        lead=pen.say(
            "lead",
            people=pen.count(shipped["people"]),
            deaths=pen.count(shipped["deaths"]),
            first=shipped["first_cycle"],
            last=shipped["last_cycle"] + 1,
            tested=pen.count(test["people"]),
        ),
        tables=[
            _discrimination(card, pen),
            _classes(card, pen),
            _panels(card, pen),
            _subgroups(card, pen),
            _calibration(card, pen),
            _stability(card, pen),
            _learning(card, pen),
            _fields(card, pen),
        ],
    )


class _Pen:
    """Words and numbers of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, code: str, **values: Any) -> str:
        return translate(self.language, f"model.{code}", **values)

    def code(self, section: str, code: str) -> str:
        full = f"{section}.{code}"
        return translate(self.language, full) if knows(full) else code.replace("_", " ")

    def count(self, number: float) -> str:
        return format_number(number, self.language, 0)

    def number(self, number: float | None, digits: int = 3) -> str:
        return "–" if number is None else format_number(number, self.language, digits)

    def percent(self, share: float, digits: int = 0) -> str:
        return f"{format_number(100 * share, self.language, digits)}\u00a0%"

    def interval(self, estimate: dict[str, float]) -> str:
        value, low, high = (self.number(estimate[key]) for key in ("value", "low", "high"))
        return f"{value} ({low}\u2013{high})"

    def ratio(self, group: dict[str, Any]) -> str:
        """Observed over expected deaths, with its interval: few deaths say little."""
        low, high = (self.number(bound, 2) for bound in group["observed_expected_interval"])
        return f"{self.number(group['observed_expected'], 2)} ({low}\u2013{high})"

    def table(self, code: str, head: list[str], rows: list[CardRow], **values: Any) -> CardTable:
        columns = [self.say(f"columns.{name}") for name in head]
        return CardTable(self.say(f"{code}.heading"), self.say(f"{code}.text", **values), columns, rows)


def _peer_share(estimate: dict[str, float]) -> str:
    return f"{max(0.0, min(1.0, (estimate['value'] - _PEER_FLOOR) / 0.5)) * 100:.0f}%"


def _discrimination(card: dict[str, Any], pen: _Pen) -> CardTable:
    rows = [
        CardRow(
            [pen.say(f"measures.{name}"), pen.interval(measure["c_peer"]), pen.interval(measure["c"])],
            _peer_share(measure["c_peer"]),
        )
        for name, measure in card["discrimination"]["measures"].items()
    ]
    ahead = card["discrimination"]["over_phenoage"]["model"]
    rows.append(CardRow([pen.say("measures.ahead"), pen.interval(ahead["c_peer"]), pen.interval(ahead["c"])]))
    people, deaths = (pen.count(card["discrimination"][key]) for key in ("people", "deaths"))
    return pen.table("discrimination", ["what", "c_peer", "c"], rows, people=people, deaths=deaths)


def _classes(card: dict[str, Any], pen: _Pen) -> CardTable:
    most = max(item["mortality_ratio"] for item in card["classes"])
    rows = [
        CardRow(
            [
                pen.code("score.classes", item["class"]),
                pen.percent(item["share"]),
                pen.say("times", number=pen.number(item["mortality_ratio"], 1)),
            ],
            f"{100 * item['mortality_ratio'] / most:.0f}%",
        )
        for item in card["classes"]
    ]
    return pen.table("classes", ["class", "share", "ratio"], rows)


def _panels(card: dict[str, Any], pen: _Pen) -> CardTable:
    rows = [
        CardRow(
            [
                pen.code("model.panel_names", item["panel"]),
                "–" if item["fields"] is None else pen.count(item["fields"]),
                pen.interval(item["c_peer"]),
                pen.number(item["observed_expected"], 2),
            ],
            _peer_share(item["c_peer"]),
        )
        for item in card["panels"]
    ]
    return pen.table("panels", ["panel", "fields", "c_peer", "observed_expected"], rows)


def _subgroups(card: dict[str, Any], pen: _Pen) -> CardTable:
    rows = [
        CardRow(
            [
                pen.code("model.groups", item["group"]),
                pen.count(item["people"]),
                pen.interval(item["c_peer"]),
                pen.ratio(item),
            ],
            _peer_share(item["c_peer"]),
        )
        for item in card["subgroups"]
    ]
    return pen.table("subgroups", ["group", "people", "c_peer", "observed_expected"], rows)


def _calibration(card: dict[str, Any], pen: _Pen) -> CardTable:
    rows = [
        CardRow([pen.count(place), pen.count(item["people"]), pen.ratio(_as_ratio(item))])
        for place, item in enumerate(card["calibration"]["tenths"], start=1)
    ]
    return pen.table("calibration", ["tenth", "people", "observed_expected"], rows)


def _as_ratio(tenth: dict[str, float]) -> dict[str, Any]:
    """Observed over expected share of one tenth, with the interval of the observed."""
    observed, low, high = (tenth[key] / tenth["expected"] for key in ("observed", "low", "high"))
    return {"observed_expected": observed, "observed_expected_interval": (low, high)}


def _stability(card: dict[str, Any], pen: _Pen) -> CardTable:
    found = card["stability"]
    rows = [
        CardRow([pen.say("stability.score_sd"), pen.number(found["score_sd_median"], 1)]),
        CardRow([pen.say("stability.same_class"), pen.percent(found["same_class"])]),
        CardRow([pen.say("stability.reliability"), pen.number(found["reliability"], 2)]),
    ]
    return pen.table("stability", ["what", "figure"], rows)


def _learning(card: dict[str, Any], pen: _Pen) -> CardTable:
    rows = [
        CardRow(
            [pen.count(item["people"]), pen.number(item["c_peer"])],
            _peer_share({"value": item["c_peer"]}),
        )
        for item in card["learning_curve"]
    ]
    return pen.table("learning", ["learned_from", "c_peer"], rows)


def _fields(card: dict[str, Any], pen: _Pen) -> CardTable:
    analytes = load_catalogue().analytes
    most = card["fields"][0]["mean_effect"]
    rows = [
        CardRow(
            [
                name_of(analytes.get(item["analyte"]), item["analyte"], pen.language),
                pen.number(item["mean_effect"], 2),
                pen.percent(item["missing"]),
            ],
            f"{100 * item['mean_effect'] / most:.0f}%",
        )
        for item in card["fields"][:WEIGHTIEST]
    ]
    return pen.table("fields", ["marker", "weight", "missing"], rows)
