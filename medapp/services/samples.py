"""Try it without an account: a guest with one sample report that the project typeset itself."""

from dataclasses import dataclass

from medapp.db import audit
from medapp.db import users as user_rows
from medapp.db.engine import write
from medapp.db.tables import User
from medapp.errors import StorageUnavailable
from medapp.services.accounts import open_session
from medapp.services.actors import Actor
from medapp.services.intake import admit_file
from medapp.services.throttling import admit_registration
from medapp.settings import get_settings

SAMPLE_LANGUAGES = ("en", "ru")


@dataclass(frozen=True, slots=True)
class SampleStarted:
    """`token` is the new guest's, or None when somebody was signed in; `result_id` when it was read before."""

    token: str | None
    job_id: str
    result_id: str | None


def start_sample(
    actor: Actor | None, language: str | None, agent: str | None = None, origin: str | None = None
) -> SampleStarted:
    """Queue the sample report for this person, or for a new guest. Raises TooManyAttempts, StorageUnavailable."""
    name = f"sample-{language if language in SAMPLE_LANGUAGES else 'en'}.pdf"
    try:
        data = (get_settings().assets_dir / name).read_bytes()
    except OSError as error:
        raise StorageUnavailable from error
    token = None
    if actor is None:
        admit_registration(origin)
        token, actor = _open_guest(language, agent)
    accepted = admit_file(actor.user_id, name, data, is_sample=True)
    return SampleStarted(token, accepted.job_id, accepted.result_id)


def _open_guest(language: str | None, agent: str | None) -> tuple[str, Actor]:
    with write() as session:
        user = user_rows.add(session, User(role="guest", language=language))
        audit.record(session, user.id, "guest_opened", "user", user.id)
        opened = open_session(session, user, agent)
    return opened.token, opened.actor
