"""A folder whose new files go the way of uploads: for a scanner, a mail rule or a script of the operator's.

Files lie in the folder itself, then they are `MEDAPP_WATCH_OWNER`'s, or in a sub-folder named by an account's e-mail.
What was taken moves to `done/`, what was refused to `refused/` with a text file that says why. A file still being
written waits: it is taken once its size and time stood still for `STILL_S`.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from loguru import logger

from medapp.db import users as user_rows
from medapp.db.engine import read
from medapp.errors import FileTooLarge, MedAppError, NotFound, QuotaExceeded, Rejected, UnreadableFile
from medapp.i18n import DEFAULT_LANGUAGE, error_words, languages
from medapp.services.actors import Actor
from medapp.services.intake import accept
from medapp.settings import get_settings

DONE, REFUSED = "done", "refused"
STILL_S = 3.0
AT_ONCE = 50  # files in one round; the rest wait for the next
_HALF_WRITTEN = (".part", ".tmp", ".crdownload", ".filepart", ".partial")


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    email: str


def take_in() -> int:
    """Take the files that lie complete; how many. Raises Unavailable kinds, and then the file waits where it is."""
    folder = get_settings().watch_dir
    if folder is None or not folder.is_dir():
        return 0
    taken = 0
    for found in list(_complete(folder))[:AT_ONCE]:
        taken += _take(found, folder)
    return taken


def _complete(folder: Path) -> Iterator[_Found]:
    owner = get_settings().watch_owner
    for path in sorted(folder.iterdir()):
        if path.is_dir() and "@" in path.name:
            yield from (_Found(file, path.name) for file in sorted(path.iterdir()) if _is_complete(file))
        elif owner and _is_complete(path):
            yield _Found(path, owner)


def _is_complete(path: Path) -> bool:
    """A plain file, no link, not hidden, not a download under way, unchanged for a while."""
    if path.name.startswith((".", "~")) or path.suffix.lower() in _HALF_WRITTEN or path.is_symlink():
        return False
    try:
        facts = path.stat()
    except OSError:  # moved away between the listing and the look
        return False
    return path.is_file() and time.time() - max(facts.st_mtime, facts.st_ctime) >= STILL_S


def _take(found: _Found, folder: Path) -> int:
    actor: Actor | None = None
    try:
        actor = _owner(found.email)
        accept(actor, found.path.name, _bytes_of(found.path))
    except (Rejected, QuotaExceeded, FileTooLarge, NotFound) as error:
        _put_away(found, folder / REFUSED, error, actor)
        return 0
    _put_away(found, folder / DONE)
    return 1


def _owner(email: str) -> Actor:
    """The account behind an address. Raises NotFound."""
    with read() as session:
        user = user_rows.find_by_email(session, email.strip().lower())
    if user is None or user.disabled_at is not None:
        raise NotFound
    return Actor(user.id, user.role, "", user.language, user.email)


def _bytes_of(path: Path) -> bytes:
    limit = get_settings().max_file_bytes
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise UnreadableFile from error
    if len(data) > limit:
        raise FileTooLarge(limit_mb=get_settings().max_file_mb)
    return data


def _put_away(found: _Found, folder: Path, error: MedAppError | None = None, owner: Actor | None = None) -> None:
    """Move the file, never over another one; beside a refused one lies the reason in its owner's language."""
    own = folder / found.email
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = own / found.path.name
    count = 1
    while target.exists():
        count += 1
        target = own / f"{found.path.stem}-{count}{found.path.suffix}"
    with suppress(FileNotFoundError):
        found.path.rename(target)
    if error is not None:
        language = owner.language if owner and owner.language in languages() else DEFAULT_LANGUAGE
        words = error_words(str(language), error.code, **error.values)
        reason = f"{words.title}. {words.detail} {words.next_step}\n({error.code})\n"
        target.with_name(f"{target.name}.reason.txt").write_text(reason, encoding="utf-8")
        logger.info("a file of the watched folder was refused: {}", error.code)
