"""The locale files as flat tables: dotted code -> text, or -> plural forms.

A language is `locales/<tag>.toml` and, for long texts, the folder `locales/<tag>/`. A folder in it is named after the
first part of its codes and is read only when one of them is asked for: `locales/ru/analyte_texts/iron.toml` holds
`analyte_texts.ferritin.what` as `what` in `[ferritin]`.
"""

from functools import cache
from pathlib import Path
from typing import Any

import tomli

DEFAULT_LANGUAGE = "en"
PLURAL_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})

Message = str | dict[str, str] | tuple[str, ...]

_LOCALES = Path(__file__).parent / "locales"


@cache
def languages() -> dict[str, str]:
    """Tag -> the language's name for itself, the default language first."""
    tags = sorted(_locale_tags(), key=lambda tag: (tag != DEFAULT_LANGUAGE, tag))
    return {tag: str(own_message(tag, "language.name")) for tag in tags}


@cache
def messages(language: str) -> dict[str, Message]:
    """Every message of one locale by its dotted code, the long texts too."""
    merged = dict(_short_messages(language))
    for chapter in sorted(_chapters(language)):
        merged.update(_chapter(language, chapter))
    return merged


def own_message(language: str, code: str) -> Message | None:
    """What this very locale says for `code`; a chapter of long texts is read at its first use."""
    chapter = code.partition(".")[0]
    of = _chapter(language, chapter) if chapter in _chapters(language) else _short_messages(language)
    return of.get(code)


def holder_of(language: str, code: str) -> str | None:
    """The locale that speaks for `code`: `language` itself, else English, else None."""
    for tag in (language, DEFAULT_LANGUAGE):
        if tag in _locale_tags() and own_message(tag, code) is not None:
            return tag
    return None


def find_message(language: str, code: str) -> Message | None:
    """The message in `language`, else in English, else None."""
    holder = holder_of(language, code)
    return own_message(holder, code) if holder else None


def knows(code: str) -> bool:
    """Whether `code` has words at all; for codes that come from stored data."""
    return find_message(DEFAULT_LANGUAGE, code) is not None


def message_codes(language: str = DEFAULT_LANGUAGE) -> tuple[str, ...]:
    """All codes of one locale, in the order of its files."""
    return tuple(messages(language))


@cache
def _locale_tags() -> tuple[str, ...]:
    return tuple(path.stem for path in _LOCALES.glob("*.toml"))


@cache
def _short_messages(language: str) -> dict[str, Message]:
    return dict(_flatten("", _read(_LOCALES / f"{language}.toml")))


@cache
def _chapters(language: str) -> frozenset[str]:
    return frozenset(path.parent.name for path in (_LOCALES / language).glob("*/*.toml"))


@cache
def _chapter(language: str, chapter: str) -> dict[str, Message]:
    files = sorted((_LOCALES / language / chapter).glob("*.toml"))
    return {code: message for path in files for code, message in _flatten(chapter, _read(path))}


def _read(path: Path) -> dict[str, Any]:
    return tomli.loads(path.read_text(encoding="utf-8"))


def _flatten(prefix: str, node: Any) -> list[tuple[str, Message]]:
    if isinstance(node, str):
        return [(prefix, node)]
    if isinstance(node, list):
        return [(prefix, tuple(str(item) for item in node))]
    if prefix and node and set(node) <= PLURAL_CATEGORIES:
        return [(prefix, dict(node))]
    if not isinstance(node, dict):
        raise TypeError(f"{prefix}: a message is text, a list of texts or plural forms")
    return [pair for key, item in node.items() for pair in _flatten(f"{prefix}.{key}" if prefix else key, item)]
