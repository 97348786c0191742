"""Links to a result as their owner sees them."""

from dataclasses import dataclass, field

from medapp.i18n import format_date, format_datetime, plural, translate
from medapp.services.sharing import SharedLink
from medapp.ui.views.account import name_device


@dataclass(frozen=True)
class LinkView:
    """`opened` counts, `log` says when and by what, the newest first."""

    id: str = ""
    title: str = ""
    name: str = ""
    until: str = ""
    is_live: bool = False
    opened: str = ""
    log: list[str] = field(default_factory=list)


def show_link(link: SharedLink, language: str) -> LinkView:
    if link.is_live:
        until = translate(language, "share.until", date=format_date(link.expires_at.date(), language))
    elif link.revoked_at:
        until = translate(language, "share.revoked", date=format_date(link.revoked_at.date(), language))
    else:
        until = translate(language, "share.expired", date=format_date(link.expires_at.date(), language))
    count = len(link.opened)
    return LinkView(
        id=link.id,
        title=link.label or translate(language, "share.unnamed"),
        name=translate(language, "share.with_name", name=link.shown_name) if link.shown_name else "",
        until=until,
        is_live=link.is_live,
        opened=plural(language, "share.opened", count) if count else translate(language, "share.never_opened"),
        log=[f"{format_datetime(view.at, language)} · {name_device(view.agent, language)}" for view in link.opened],
    )
