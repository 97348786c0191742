"""In which units a person wants to see values: one system, and exceptions for single analytes."""

from sqlmodel import Session

from medapp.db import audit
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import User
from medapp.domain.analytes import load_catalogue
from medapp.domain.display_units import SYSTEMS, System, UnitChoice, choices_for
from medapp.errors import InvalidForm
from medapp.services.actors import Actor, require_user


def choice_of(actor: Actor) -> UnitChoice:
    """What holds for the actor; a guest sees reports as they are printed."""
    with read() as session:
        return choice_in(session, actor.user_id)


def choice_in(session: Session, user_id: str) -> UnitChoice:
    """The same inside the caller's session."""
    user = user_rows.find(session, user_id)
    return _choice(user) if user else UnitChoice()


def set_system(actor: Actor, system: str) -> None:
    """Raises InvalidForm for anything but report, si and conventional; exceptions stay."""
    if system not in SYSTEMS:
        raise InvalidForm(field="units")
    with write() as session:
        user = user_rows.get(session, require_user(actor).user_id)
        user.units = system
        session.add(user)
        audit.record(session, actor.user_id, "units_changed", "user", actor.user_id, system=system)


def set_override(actor: Actor, analyte_id: str, unit: str | None) -> None:
    """Show one analyte in `unit`, or (None) as the system says. Raises InvalidForm(field)."""
    analyte = load_catalogue().analytes.get(analyte_id)
    if analyte is None:
        raise InvalidForm(field="analyte")
    if unit is not None and unit not in choices_for(analyte):
        raise InvalidForm(field="unit")
    with write() as session:
        user = user_rows.get(session, require_user(actor).user_id)
        kept = {name: value for name, value in (user.unit_overrides or {}).items() if name != analyte_id}
        user.unit_overrides = kept | ({analyte_id: unit} if unit else {}) or None
        session.add(user)
        audit.record(session, actor.user_id, "units_changed", "user", actor.user_id, analyte=analyte_id)


def _choice(user: User) -> UnitChoice:
    system: System = next((known for known in SYSTEMS if known == user.units), SYSTEMS[0])
    return UnitChoice(system, dict(user.unit_overrides or {}))
