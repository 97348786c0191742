"""The answer to what a report did not say of its person and day, from whichever page asked."""

from datetime import date
from typing import Any

from medapp.domain.people import parse_sex
from medapp.errors import InvalidForm
from medapp.i18n import translate
from medapp.predictor import predictor_if_any
from medapp.services import corrections
from medapp.services.actors import Actor
from medapp.services.corrections import Facts


def save_facts(actor: Actor, result_id: str, form: dict[str, Any], language: str) -> str:
    """Keep what was filled in and assess anew; "" when all is well, else what to look at again. Raises NotFound."""
    try:
        facts = Facts(parse_sex(str(form.get("sex", ""))), day_of(form, "birth_date"), day_of(form, "collected_at"))
        corrections.complete(actor, result_id, facts, predictor_if_any(), remember=bool(form.get("remember")))
    except InvalidForm as error:
        return translate(language, f"review.facts_wrong.{error.values['field']}")
    return ""


def day_of(form: dict[str, Any], field: str) -> date | None:
    """The date in a form's field. Raises InvalidForm(field) for what is none."""
    text = str(form.get(field, "") or "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidForm(field=field) from error
