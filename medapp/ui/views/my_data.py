"""Consents, retention, receipts and the access log in words."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from medapp.i18n import format_date, format_datetime, knows, plural, translate
from medapp.services.access_log import Entry
from medapp.services.consents import ConsentView
from medapp.services.originals import OriginalsView
from medapp.services.receipts import ReceiptView
from medapp.ui import routes


@dataclass(frozen=True)
class ConsentRow:
    """`kind` is given, outdated, revoked or never; `label` says for the ear which purpose the action is of."""

    purpose: str = ""
    name: str = ""
    standing: str = ""
    kind: str = "never"
    href: str = ""
    action: str = ""
    label: str = ""


@dataclass(frozen=True)
class OriginalsChoice:
    """`choice` is what the form shows chosen: keep, after_reading or days; `standing` says what holds now."""

    choice: str = ""
    days: str = ""
    most: int = 3650
    may_keep: bool = True
    standing: str = ""


@dataclass(frozen=True)
class ReceiptLine:
    name: str = ""
    erased: str = ""
    href: str = ""
    label: str = ""


@dataclass(frozen=True)
class ActFact:
    name: str = ""
    text: str = ""


@dataclass(frozen=True)
class ActView:
    """`number` is empty while there is no act; `file` is the name to download it under."""

    number: str = ""
    facts: list[ActFact] = field(default_factory=list)
    extract: list[str] = field(default_factory=list)
    file: str = ""


@dataclass(frozen=True)
class LogLine:
    at: str = ""
    who: str = ""
    what: str = ""
    origin: str = ""
    refused: bool = False


def show_consent(item: ConsentView, language: str) -> ConsentRow:
    name = translate(language, f"consents.{item.purpose}")
    action = translate(language, f"consents.action_{'given' if item.state == 'given' else 'ask'}")
    moment = item.revoked_at if item.state == "revoked" else item.given_at
    standing = translate(
        language,
        f"consents.{item.state}",
        date=format_date(moment.date(), language) if moment else "",
        version=item.version or "",
    )
    return ConsentRow(
        item.purpose, name, standing, item.state, routes.CONSENT_PAGES[item.purpose], action, f"{name}: {action}"
    )


def show_originals(view: OriginalsView, language: str) -> OriginalsChoice:
    standing = say_days(view.days, language)
    if view.choice == "default":
        standing = f"{translate(language, 'my_data.originals_default')} {standing}"
    if view.max_days is not None:
        standing += " " + plural(language, "my_data.originals_limit", view.max_days)
    return OriginalsChoice(
        choice="days" if view.choice == "default" else view.choice,
        days=str(view.days or view.default_days or 1),
        most=view.max_days or 3650,
        may_keep=view.max_days is None,
        standing=standing,
    )


def say_days(days: int | None, language: str) -> str:
    """How long files are kept, as a sentence."""
    if days is None:
        return translate(language, "my_data.kept_until_deleted")
    if days == 0:
        return translate(language, "my_data.kept_until_read")
    return plural(language, "my_data.kept_days", days)


def show_receipt_line(item: ReceiptView, language: str) -> ReceiptLine:
    destroyed = (item.act.get("destroyed") or [{}])[0]
    name = str(destroyed.get("file_name") or item.number)
    erased = translate(language, "my_data.receipt_erased", moment=format_datetime(item.erased_at, language))
    return ReceiptLine(name, erased, routes.receipt(item.id), f"{translate(language, 'my_data.receipt_open')}: {name}")


def show_act(act: dict[str, Any], language: str) -> ActView:
    """Every field that order 179 asks for, named; what is empty is left out."""
    facts = [
        ("number", act.get("number")),
        ("erased_at", format_datetime(datetime.fromisoformat(str(act["erased_at"])), language)),
        ("operator", " · ".join(filter(None, (act.get("operator"), act.get("operator_address"))))),
        ("subject", " · ".join(filter(None, (act.get("email"), act.get("subject"))))),
        ("categories", ", ".join(translate(language, f"act.category_{name}") for name in act.get("categories", ()))),
        ("destroyed", "; ".join(_report(item, language) for item in act.get("destroyed", ()))),
        ("counts", _counts(act.get("counts", {}), language)),
        ("system", translate(language, "act.system_text", system=act.get("system", ""))),
        ("reason", translate(language, f"act.reason_{act.get('reason', 'own_request')}")),
        ("method", translate(language, "act.method_text")),
        ("kept", translate(language, "act.kept_text", date=_day(act.get("proof_kept_until"), language))),
    ]
    number = str(act.get("number", ""))
    return ActView(
        number=number,
        facts=[ActFact(translate(language, f"act.{name}"), str(text)) for name, text in facts if text],
        extract=[_extract_row(row, language) for row in act.get("log_extract", ())],
        file=f"receipt-{number}.json",
    )


def show_log_line(entry: Entry, language: str) -> LogLine:
    code = f"log.acts.{entry.act}"
    what = translate(language, code if knows(code) else "log.acts.other")
    purpose = f"consents.{entry.details.get('purpose')}"
    if entry.act.startswith("consent_") and knows(purpose):
        what = f"{what}: {translate(language, purpose)}"
    return LogLine(
        at=format_datetime(entry.at, language),
        who=translate(language, f"log.who_{entry.who}"),
        what=what,
        origin=entry.origin if entry.origin and any(letter in entry.origin for letter in ".:") else "",
        refused=entry.outcome == "refused",
    )


def _report(item: dict[str, Any], language: str) -> str:
    parts = [str(item.get("file_name", "")), f"SHA-256 {item.get('sha256', '')}"]
    if item.get("uploaded_at"):
        day = datetime.fromisoformat(str(item["uploaded_at"])).date()
        parts.insert(1, translate(language, "act.uploaded", date=format_date(day, language)))
    return ", ".join(parts)


def _counts(counts: dict[str, int], language: str) -> str:
    shown = [(name, counts[name]) for name in ("files", "results", "measurements") if counts.get(name)]
    return ", ".join(plural(language, f"act.count_{name}", count) for name, count in shown)


def _extract_row(row: dict[str, Any], language: str) -> str:
    at = format_datetime(datetime.fromisoformat(str(row["at"])), language)
    code = f"log.acts.{row.get('act')}"
    words = translate(language, code) if knows(code) else str(row.get("act"))
    return f"{at} · {words} · {str(row.get('hash', ''))[:16]}"


def _day(text: Any, language: str) -> str:
    return format_date(date.fromisoformat(str(text)), language) if text else ""
