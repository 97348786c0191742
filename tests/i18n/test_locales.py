"""The locale files: complete, alike in shape, and calm in voice."""

import inspect
import re
import tomllib
from importlib.resources import files
from string import Formatter

import pytest

from medapp import errors
from medapp.domain.lifecycle import JobStatus, Stage
from medapp.i18n import DEFAULT_LANGUAGE, languages, message_codes
from medapp.i18n.messages import find_message, messages
from medapp.i18n.plurals import RULES

OTHERS = [tag for tag in languages() if tag != DEFAULT_LANGUAGE]

ERROR_CODES = sorted({
    kind.code for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.MedAppError)
})  # fmt: skip

BANNED = {
    "en": r"diagnos|abnormal|\bnormal\b|\brisks?\b|mortality|dangerous|urgent!|don.t worry|unfortunately|\boops\b"
    r"|\boptimal|biological age|\bAI\b|\byou have\b",
    "ru": r"диагноз|патолог|ненормальн|\bнорм(а|ы|е|у|ой|альн\w*)\b|\bриск|смертност|\bопасн|\bсрочно\b|не волнуйтесь"
    r"|к сожалению|\bупс\b|оптимальн|биологическ\w+ возраст|\bИИ\b|\bу вас\b",
}


def texts_of(language: str) -> dict[str, str]:
    """Every single text, plural forms and lists spread out."""
    spread: dict[str, str] = {}
    for code, message in messages(language).items():
        if isinstance(message, str):
            spread[code] = message
        elif isinstance(message, dict):
            spread.update({f"{code}.{form}": text for form, text in message.items()})
        else:
            spread.update({f"{code}[{n}]": text for n, text in enumerate(message)})
    return spread


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_every_code_exists_in_every_language(language: str) -> None:
    assert set(message_codes(language)) == set(message_codes())


@pytest.mark.parametrize("language", OTHERS)
def test_messages_ask_for_the_same_values(language: str) -> None:
    for code, english in messages(DEFAULT_LANGUAGE).items():
        other = messages(language)[code]
        assert type(other) is type(english), code
        if isinstance(english, str) and isinstance(other, str):
            assert placeholders(other) == placeholders(english), code
        elif isinstance(english, dict) and isinstance(other, dict):
            wanted = placeholders("".join(english.values())) | {"count"}
            assert placeholders("".join(other.values())) | {"count"} == wanted, code
        else:
            assert len(other) == len(english), code


@pytest.mark.parametrize("language", languages())
def test_plural_forms_are_complete(language: str) -> None:
    wanted = set(RULES[str(messages(language)["language.plural"])].categories)
    for code, message in messages(language).items():
        if isinstance(message, dict):
            assert set(message) == wanted, code


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", ERROR_CODES)
def test_every_error_says_what_happened_why_and_what_next(language: str, code: str) -> None:
    own = messages(language)
    assert all(str(own[f"errors.{code}.{part}"]).strip() for part in ("title", "detail", "next_step"))


@pytest.mark.parametrize("language", languages())
def test_every_status_and_stage_has_a_word(language: str) -> None:
    own = messages(language)
    assert {f"statuses.{status}" for status in JobStatus} | {f"stages.{stage}" for stage in Stage} <= set(own)


@pytest.mark.parametrize("language", languages())
def test_no_text_frightens_flatters_or_pretends_to_be_a_doctor(language: str) -> None:
    banned = re.compile(BANNED[language], re.IGNORECASE if language != "en" else 0)
    offenders = {code: text for code, text in texts_of(language).items() if banned.search(text) or "!" in text}
    assert offenders == {}


def test_a_code_of_the_long_texts_is_found_like_any_other() -> None:
    for language in languages():
        code = "analyte_texts.tsh.what"
        assert find_message(language, code) == messages(language)[code]


@pytest.mark.parametrize("language", languages())
def test_a_chapter_of_long_texts_stands_in_one_place_only(language: str) -> None:
    folder = files("medapp.i18n") / "locales"
    short = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    assert {chapter.name for chapter in (folder / language).iterdir()}.isdisjoint(short)


def test_a_code_stands_in_one_file_of_its_chapter_only() -> None:
    for language in languages():
        for chapter in (files("medapp.i18n") / "locales" / language).iterdir():
            keys = [key for path in chapter.iterdir() for key in tomllib.loads(path.read_text(encoding="utf-8"))]
            assert len(keys) == len(set(keys)), chapter.name
