"""Words on pages: every language is there, and what goes wrong is told without giving anything away."""

import json

import pytest
import reflex as rx
from loguru import logger

from medapp.errors import DatabaseUnavailable, NotFound
from medapp.i18n import languages, translate
from medapp.ui import failures
from medapp.ui.sample import show_samples
from medapp.ui.session import SessionState
from medapp.ui.text import language_rules, t, t_attr


def test_words_stand_in_every_language_each_marked_as_such() -> None:
    drawn = str(t("home.try_sample"))
    for tag in languages():
        words = json.dumps(translate(tag, "home.try_sample"))
        assert f'lang:"{tag}"}},{words}' in drawn


def test_a_value_known_only_in_the_browser_stands_in_its_place() -> None:
    drawn = str(t("shell.reference", reference=SessionState.email))
    assert "{reference}" not in drawn
    assert "email" in drawn


def test_a_page_with_unknown_words_does_not_compile() -> None:
    with pytest.raises(LookupError):
        t("no.such.words")
    with pytest.raises(LookupError):
        t_attr("no.such.words")


def test_only_the_language_of_the_page_is_shown() -> None:
    rules = language_rules()
    assert all(f'html[lang="{tag}"] .t:not([lang="{tag}"])' in rules for tag in languages())


def test_the_sample_is_drawn_in_every_language() -> None:
    samples = show_samples()
    assert [sample.language for sample in samples] == list(languages())
    assert all(sample.who and sample.takeaway and len(sample.rows) == 4 for sample in samples)


def told(exception: Exception) -> tuple[list[str], rx.event.EventSpec]:
    lines: list[str] = []
    sink = logger.add(lines.append, format="{level} {message} {extra}")
    try:
        return lines, failures.on_backend_failure(exception)
    finally:
        logger.remove(sink)


def test_a_defect_is_logged_once_and_told_with_its_reference() -> None:
    lines, event = told(RuntimeError("haemoglobin 113 of Anna"))
    code, reference = (str(value).strip('"') for _, value in event.args)
    assert code == "internal"
    assert len(lines) == 1
    assert reference in lines[0]
    assert "Anna" not in lines[0].splitlines()[0]


def test_what_the_person_can_act_on_is_told_in_its_own_words() -> None:
    _, event = told(NotFound())
    assert [str(value).strip('"') for _, value in event.args] == ["not_found", ""]


def test_our_own_faults_carry_a_reference() -> None:
    _, event = told(DatabaseUnavailable())
    code, reference = (str(value).strip('"') for _, value in event.args)
    assert code == "database_unavailable"
    assert reference


def test_a_reference_from_the_browser_is_not_trusted(open_tab) -> None:
    tab = open_tab(SessionState)
    SessionState.event_handlers["tell_failure"].fn(tab, "no_such", "<b>E-1</b>" * 50)
    assert tab.notice.title == translate("en", "errors.internal.title")
    assert tab.notice.reference.isascii()
    assert "<" not in tab.notice.reference
    assert len(tab.notice.reference) <= 24


def test_the_browsers_error_text_stays_out_of_the_log() -> None:
    lines: list[str] = []
    sink = logger.add(lines.append, format="{message}")
    failures.on_frontend_failure(Exception("TypeError: cannot read ferritin 8.1"))
    logger.remove(sink)
    assert "TypeError" in lines[0]
    assert "ferritin" not in lines[0]
