"""Who may open an account: anybody, who was invited, or nobody; the very first account always may."""

from datetime import timedelta

from sqlmodel import Session

from medapp.db import access_links, audit
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import utc_now
from medapp.errors import InviteRequired, RegistrationClosed
from medapp.settings import get_settings

INVITE = "invite"


def mode() -> str:
    """ "open", "invite" or "closed", as it holds now: until somebody administers, it is open."""
    return "open" if first_account_open() else get_settings().registration


def first_account_open() -> bool:
    """True until somebody is an administrator: the next account will be."""
    with read() as session:
        return not user_rows.has_admin(session)


def invite() -> str:
    """The operator's: the address of a new invitation, which lets one person in, once."""
    settings, now = get_settings(), utc_now()
    with write(durable=True) as session:
        expires_at = now + timedelta(days=settings.invite_days)
        token = access_links.add(session, INVITE, now=now, expires_at=expires_at)
        audit.record(session, "operator", "invited")
    return f"{settings.public_url}/register?invite={token}"


def is_invited(token: str | None) -> bool:
    """Whether this invitation still works."""
    if not token:
        return False
    with read() as session:
        return access_links.find(session, INVITE, token, utc_now()) is not None


def admit(token: str | None) -> None:
    """Before a form is looked at. Raises RegistrationClosed, InviteRequired."""
    now_open = mode()
    if now_open == "open" or is_invited(token):
        return
    raise InviteRequired if now_open == "invite" else RegistrationClosed


def spend(session: Session, token: str | None) -> None:
    """Inside the transaction that opens the account: of two with one invitation one gets in. Raises InviteRequired."""
    used = access_links.use(session, INVITE, token, utc_now()) if token else None
    if used is None and get_settings().registration != "open" and user_rows.has_admin(session):
        raise InviteRequired
