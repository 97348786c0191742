"""What a person adds to a report of their own: a note, and whether the sample was taken fasting."""

from medapp.db import audit
from medapp.db import results as result_rows
from medapp.db.engine import write
from medapp.errors import InvalidForm
from medapp.services.actors import Actor

LONGEST_NOTE = 500


def set_note(actor: Actor, result_id: str, note: str) -> None:
    """Write or, with nothing but spaces, remove the note. Raises NotFound, InvalidForm when it is too long."""
    text = " ".join(note.split())
    if len(text) > LONGEST_NOTE:
        raise InvalidForm(field="note")
    with write() as session:
        row, _, _ = result_rows.get(session, result_id, actor.user_id)
        row.note = text or None
        session.add(row)
        audit.record(session, actor.user_id, "note_changed", "result", result_id, job_id=row.job_id)


def set_fasting(actor: Actor, result_id: str, fasting: bool | None) -> None:
    """Say whether it was taken fasting; None takes the answer back. Raises NotFound."""
    with write() as session:
        row, _, _ = result_rows.get(session, result_id, actor.user_id)
        row.fasting = fasting
        session.add(row)
        audit.record(session, actor.user_id, "fasting_changed", "result", result_id, job_id=row.job_id)
