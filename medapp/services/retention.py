"""What housekeeping forgets: guests, sessions and files whose time is over, old counters, bytes that no row names."""

from datetime import timedelta

from medapp import storage
from medapp.db import access_links, audit, sessions, throttles
from medapp.db import uploads as upload_rows
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import utc_now
from medapp.services import originals
from medapp.services.erasure import remove_files
from medapp.settings import get_settings

# Bytes are written before their row: younger ones may belong to an upload that is on its way.
ORPHAN_AGE = timedelta(hours=1)


def expire() -> dict[str, int]:
    """Forget what is over; how many of each kind. Raises DatabaseUnavailable."""
    now = utc_now()
    guests = _expire_guests()
    with write() as session:
        gone = {"sessions": sessions.delete_expired(session, now), "counters": throttles.delete_old(session, now)}
        gone["links"] = access_links.delete_expired(session, now)
    return {"guests": guests, **gone, "originals": originals.remove_over(), "files": _remove_orphans()}


def _expire_guests() -> int:
    before = utc_now() - timedelta(hours=get_settings().guest_hours)
    with read() as session:
        stale = user_rows.list_stale_guests(session, before)
    for user_id in stale:
        with write() as session:
            uploads = upload_rows.list_of_owner(session, user_id, deleted_too=True)
            user_rows.delete(session, user_id)
            audit.record(session, "system", "guest_expired", "user", user_id)
        remove_files(uploads)
    return len(stale)


def _remove_orphans() -> int:
    before = utc_now() - ORPHAN_AGE
    removed = 0
    for key, written_at in storage.list_keys():
        if written_at >= before:
            continue
        with read() as session:
            is_named = upload_rows.has_key(session, key)
        if not is_named:
            storage.remove(key)
            removed += 1
    return removed


def reseal_files() -> int:
    """Write every kept file under the first key of STORAGE_KEY; how many. Raises StorageUnavailable at the first
    that no key opens.
    """
    keys = [key for key, _ in storage.list_keys() if not key.endswith(".part")]
    for key in keys:
        storage.reseal(key)
    return len(keys)
