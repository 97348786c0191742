"""Letters of the product: which are due, what they say, and handing them to the operator's mail server.

A letter says that something is ready and where to look; it carries no value, no name and no file name.
"""

import smtplib
import ssl
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from html import escape
from urllib.parse import urlsplit

from loguru import logger

from medapp.db import audit
from medapp.db import notices as notice_rows
from medapp.db.engine import read, write
from medapp.db.tables import Notice, User, utc_now
from medapp.errors import MailUnavailable
from medapp.i18n import DEFAULT_LANGUAGE, languages, translate
from medapp.services.notices import READY
from medapp.settings import Settings, get_settings

AT_ONCE = 20
GIVEN_UP_AFTER = timedelta(days=1)
TIMEOUT_S = 20


def is_set_up() -> bool:
    """Whether the operator named a mail server."""
    return bool(get_settings().smtp_host)


def send_due() -> int:
    """Send what is due; how many letters went. Raises MailUnavailable, and then the rest goes on the next round.

    A letter whose address the server refuses for good is not tried again.
    """
    settings = get_settings()
    if not settings.smtp_host:
        return 0
    now = utc_now()
    with read() as session:
        due = notice_rows.list_to_mail(
            session, until=now - timedelta(seconds=settings.mail_after_s), since=now - GIVEN_UP_AFTER, limit=AT_ONCE
        )
    if not due:
        return 0
    sent = 0
    try:
        with _connected(settings) as server:
            for notice, user in due:
                sent += _send(server, notice, user, settings)
    except (smtplib.SMTPException, OSError) as error:
        raise MailUnavailable from error
    logger.info("sent {} letters", sent)
    return sent


def compose(notice: Notice, user: User, settings: Settings) -> EmailMessage:
    """The letter in the person's language, as text and as HTML."""
    language = user.language if user.language in languages() else DEFAULT_LANGUAGE
    kind = "ready" if notice.kind == READY else "failed"
    ready = notice.kind == READY and notice.result_id
    link = settings.public_url + (f"/results/{notice.result_id}" if ready else f"/jobs/{notice.job_id}")
    subject, lead, why, stop, button = (
        translate(language, f"mail.{code}")
        for code in (f"{kind}_subject", f"{kind}_text", "why", "stop", f"{kind}_link")
    )
    letter = EmailMessage()
    letter["Subject"] = subject
    letter["From"] = Address(translate(language, "shell.brand"), addr_spec=settings.mail_from)
    letter["To"] = str(user.email)
    letter["Date"] = format_datetime(utc_now())
    letter["Message-ID"] = make_msgid(domain=urlsplit(settings.public_url).hostname)
    letter["Auto-Submitted"] = "auto-generated"
    account = f"{settings.public_url}/account"
    letter.set_content(f"{lead}\n\n{link}\n\n{why}\n{stop} {account}\n")
    letter.add_alternative(
        f'<!doctype html><html lang="{language}"><body style="font:16px/1.5 sans-serif;color:#16211e">'
        f"<p>{escape(lead)}</p>"
        f'<p><a href="{escape(link)}" style="display:inline-block;padding:12px 18px;background:#1d4b8f;color:#fff;'
        f'text-decoration:none;border-radius:3px">{escape(button)}</a></p>'
        f'<p style="font-size:13px;color:#616d69">{escape(why)} {escape(stop)} '
        f'<a href="{escape(account)}">{escape(account)}</a></p></body></html>',
        subtype="html",
    )
    return letter


def _connected(settings: Settings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if settings.smtp_security == "tls":
        server = smtplib.SMTP_SSL(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT_S, context=context)
    else:
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT_S)
        if settings.smtp_security == "starttls":
            server.starttls(context=context)
    if settings.smtp_user:
        server.login(settings.smtp_user, settings.smtp_password)
    return server


def _send(server: smtplib.SMTP, notice: Notice, user: User, settings: Settings) -> int:
    outcome = "ok"
    try:
        server.send_message(compose(notice, user, settings))
    except smtplib.SMTPRecipientsRefused as error:
        if any(code < 500 for code, _ in error.recipients.values()):  # "try later", says the server
            return 0
        outcome = "refused"
    with write() as session:
        notice_rows.mark_mailed(session, notice.id, utc_now())
        audit.record(session, "system", "notice_mailed", "job", notice.job_id, outcome=outcome, job_id=notice.job_id)
    return int(outcome == "ok")
