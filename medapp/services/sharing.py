"""Show one result to somebody without an account: a link with an end, a log of who opened it, and taking it back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from medapp.db import audit
from medapp.db import results as result_rows
from medapp.db import shares as share_rows
from medapp.db.engine import read, write
from medapp.db.tables import Share, utc_now
from medapp.errors import InvalidForm, NotFound, SharedLinkExpired, SharedLinkRevoked
from medapp.i18n import DEFAULT_LANGUAGE
from medapp.services import consents, reports
from medapp.services.actors import Actor, require_user
from medapp.services.reports import ResultView
from medapp.services.throttling import admit_guess

DAYS = (1, 7, 30)
LONGEST_LABEL = 80
MOST_LIVE = 20  # links to one result at a time
LINK = "link"  # the actor of the audit log when somebody comes by a link


@dataclass(frozen=True, slots=True)
class Opened:
    """When a link was opened, and by what browser, as it says of itself."""

    at: datetime
    agent: str | None


@dataclass(frozen=True, slots=True)
class SharedLink:
    """A link as its owner sees it: all but the token."""

    id: str
    label: str | None
    shown_name: str | None
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    opened: tuple[Opened, ...] = ()

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and self.expires_at > utc_now()


@dataclass(frozen=True, slots=True)
class Shared:
    """What a link shows."""

    result: ResultView
    shown_name: str
    expires_at: datetime


def create_link(
    actor: Actor, result_id: str, *, days: int, label: str = "", shown_name: str = ""
) -> tuple[str, SharedLink]:
    """A new link to a result of the actor's: (token, link). The token is told only now.

    Making a link is the consent to showing results by links; taking the consent back ends them all.

    Raises SignInRequired, NotFound (also for somebody else's result), InvalidForm.
    """
    require_user(actor)
    label, shown_name = " ".join(label.split()), " ".join(shown_name.split())
    if days not in DAYS:
        raise InvalidForm(field="days")
    for field, text in (("label", label), ("shown_name", shown_name)):
        if len(text) > LONGEST_LABEL:
            raise InvalidForm(field=field)
    with write(durable=True) as session:
        result_rows.get(session, result_id, actor.user_id)
        live = [_link(row) for row in share_rows.list_of_result(session, result_id, actor.user_id)]
        if sum(link.is_live for link in live) >= MOST_LIVE:
            raise InvalidForm(field="links")
        token, row = share_rows.add(
            session,
            actor.user_id,
            result_id,
            label=label or None,
            shown_name=shown_name or None,
            expires_at=utc_now() + timedelta(days=days),
        )
        consents.record(session, actor.user_id, "sharing", actor.language or DEFAULT_LANGUAGE)
        audit.record(session, actor.user_id, "share_created", "result", result_id, share=row.id, days=days)
    return token, _link(row)


def list_links(actor: Actor, result_id: str) -> list[SharedLink]:
    """The actor's links to a result with the log of each, the newest first."""
    with read() as session:
        rows = share_rows.list_of_result(session, result_id, actor.user_id)
        views = share_rows.list_views(session, [row.id for row in rows])
    return [_link(row, tuple(Opened(v.at, v.agent) for v in views if v.share_id == row.id)) for row in rows]


def revoke_link(actor: Actor, share_id: str) -> None:
    """Take a link back; it shows nothing from now on. Raises NotFound, also for somebody else's."""
    with write(durable=True) as session:
        row = share_rows.revoke(session, share_id, actor.user_id, utc_now())
        audit.record(session, actor.user_id, "share_revoked", "result", row.result_id, share=row.id)


def open_link(token: str, agent: str | None = None, origin: str | None = None, *, note: bool = True) -> Shared:
    """What a link shows, read only; `note` writes it into the owner's log.

    Raises NotFound for no link of ours or a deleted result, SharedLinkExpired, SharedLinkRevoked, and
    TooManyAttempts for an address that tries one wrong link after another.
    """
    now = utc_now()
    with read() as session:
        row = share_rows.find_by_token(session, token)
    if row is None:
        admit_guess(origin)
        raise NotFound
    if row.revoked_at is not None:
        raise SharedLinkRevoked
    if row.expires_at <= now:
        raise SharedLinkExpired
    result = reports.read_result(row.user_id, row.result_id)
    if note:
        with write() as session:
            share_rows.note_view(session, row.id, now, agent)
            audit.record(session, LINK, "share_opened", "result", row.result_id, share=row.id)
    return Shared(result, row.shown_name or "", row.expires_at)


def _link(row: Share, opened: tuple[Opened, ...] = ()) -> SharedLink:
    return SharedLink(row.id, row.label, row.shown_name, row.created_at, row.expires_at, row.revoked_at, opened)
