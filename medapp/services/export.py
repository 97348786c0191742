"""Everything of mine as one zip: the account, every result as JSON, CSV and FHIR, and the files as they were sent."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from typing import IO, Any

from medapp import storage
from medapp.db import audit, belongings
from medapp.db import uploads as upload_rows
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import Upload, utc_now
from medapp.domain.results import as_json
from medapp.errors import NotFound
from medapp.i18n import DEFAULT_LANGUAGE, format_datetime, languages, translate
from medapp.services import people, profile
from medapp.services.actors import Actor
from medapp.services.acts import access
from medapp.services.fhir import fhir_of
from medapp.services.reports import ResultView, get_result, list_results
from medapp.services.sheets import csv_of
from medapp.settings import get_settings

IN_MEMORY_BYTES = 8 * 1024 * 1024


def export_all(actor: Actor) -> IO[bytes]:
    """An open temporary file with the zip, at its beginning; it vanishes when closed."""
    # A large one goes to the data folder, not to the system's temporary one, which others may read or back up.
    archive = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES, dir=str(get_settings().data_dir))  # noqa: SIM115
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(f"{_say(actor, 'readme_name')}.txt", _readme(actor))
        bundle.writestr("account.json", _text(_account(actor)))
        with read() as session:
            for kind, rows in belongings.list_everything(session, actor.user_id).items():
                bundle.writestr(f"{kind}.json", _text(rows))
        for view in _each_result(actor):
            folder = f"results/{view.collected_at or view.created_at.date()}-{view.id}"
            bundle.writestr(f"{folder}/result.json", _text(as_json(view)))
            bundle.writestr(f"{folder}/result.csv", "\ufeff" + csv_of(view))
            bundle.writestr(f"{folder}/result.fhir.json", fhir_of(view))
        for upload in _uploads(actor):
            _add_original(bundle, upload)
    with write() as session:
        audit.record(session, actor.user_id, "exported", "user", actor.user_id)
    archive.seek(0)
    return archive  # type: ignore[return-value]


def _account(actor: Actor) -> dict[str, Any]:
    with read() as session:
        consents = user_rows.list_consents(session, actor.user_id)
        history = audit.list_of_owner(session, actor.user_id)
        user = user_rows.get(session, actor.user_id)
    return {
        "account": asdict(profile.me(actor)) | user.model_dump(include=_CHOICES),
        "people": [asdict(item) for item in people.list_people(actor)],
        "sessions": [asdict(item) for item in profile.list_sessions(actor)],
        "consents": [item.model_dump(exclude={"user_id"}) for item in consents],
        "files": [item.model_dump(include=_UPLOAD_FIELDS) for item in _uploads(actor)],
        "access_log": [access(item) for item in history],
    }


_CHOICES = {"units", "unit_overrides", "keep_originals_days", "mail_results"}
_UPLOAD_FIELDS = {"id", "original_name", "media_type", "size_bytes", "sha256", "created_at", "is_sample"}


def _each_result(actor: Actor) -> Iterator[ResultView]:
    cursor: str | None = None
    while True:
        page = list_results(actor, cursor, limit=100)
        for item in page.items:
            yield get_result(actor, item.id)
        cursor = page.next_cursor
        if cursor is None:
            return


def _uploads(actor: Actor) -> list[Upload]:
    with read() as session:
        return upload_rows.list_of_owner(session, actor.user_id)


def _add_original(bundle: zipfile.ZipFile, upload: Upload) -> None:
    try:
        data = storage.fetch(upload.storage_key)
    except NotFound:  # its time of keeping was over
        return
    bundle.writestr(f"files/{upload.id[:13]}-{upload.original_name}", data)


def _readme(actor: Actor) -> str:
    """What stands in which file, in the person's language."""
    lines = [_say(actor, "lead", moment=format_datetime(utc_now(), _language(actor))), ""]
    lines += [f"{name}\n    {_say(actor, code)}" for name, code in _CONTENTS.items()]
    return "\r\n".join("\n".join([*lines, "", _say(actor, "note")]).split("\n")) + "\r\n"


_CONTENTS = {
    "account.json": "account",
    "people.json": "people",
    "results/…/result.json, .csv, .fhir.json": "results",
    "readings_and_corrections.json": "readings",
    "files/": "files",
    "shares.json, share_views.json": "shares",
    "notices.json": "notices",
    "receipts.json": "receipts",
}


def _say(actor: Actor, code: str, **values: Any) -> str:
    return translate(_language(actor), f"archive.{code}", **values)


def _language(actor: Actor) -> str:
    return actor.language if actor.language in languages() else DEFAULT_LANGUAGE


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)
