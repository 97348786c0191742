"""An account and its sessions as their owner sees them."""

from dataclasses import dataclass

from medapp.i18n import format_date, format_datetime, plural, translate
from medapp.services import second_factor
from medapp.services.actors import AccountView, SessionView

# The first name found wins: a browser names those it imitates after its own.
_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("YaBrowser/", "Yandex"), ("Firefox/", "Firefox"),
             ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS", "macOS"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True)
class ProfileView:
    """`birth_date` is ISO, as a date input wants it; `pregnant` yes, no or ""."""

    email: str = ""
    is_admin: bool = False
    sex: str = ""
    birth_date: str = ""
    pregnant: str = ""


@dataclass(frozen=True)
class FactorView:
    """Whether a second factor is on, since when, and how many recovery codes are left, as sentences."""

    is_on: bool = False
    since: str = ""
    left: str = ""


@dataclass(frozen=True)
class DeviceView:
    id: str = ""
    name: str = ""
    since: str = ""
    seen: str = ""
    is_current: bool = False


def show_profile(account: AccountView) -> ProfileView:
    return ProfileView(
        email=account.email or "",
        is_admin=account.role == "admin",
        sex=account.sex or "",
        birth_date=account.birth_date.isoformat() if account.birth_date else "",
        pregnant={True: "yes", False: "no", None: ""}[account.pregnant],
    )


def show_factor(factor: second_factor.FactorView, language: str) -> FactorView:
    if factor.since is None:
        return FactorView()
    since = translate(language, "factor.since", date=format_date(factor.since.date(), language))
    return FactorView(True, since, plural(language, "factor.recovery_left", factor.recovery_left))


def show_device(session: SessionView, language: str) -> DeviceView:
    return DeviceView(
        id=session.id,
        name=name_device(session.agent, language),
        since=format_datetime(session.created_at, language),
        seen=format_datetime(session.seen_at, language),
        is_current=session.is_current,
    )


def name_device(agent: str | None, language: str) -> str:
    """ "Firefox, Linux" from a User-Agent; what is not known is not guessed."""
    known = [next((name for mark, name in names if mark in (agent or "")), "") for names in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in known if name) or translate(language, "account.unknown_browser")
