"""The locale files as flat tables: dotted code -> text, or -> plural forms."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

DEFAULT_LANGUAGE = "en"
PLURAL_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})

Message = str | dict[str, str] | tuple[str, ...]


@cache
def languages() -> dict[str, str]:
    """Tag -> the language's name for itself, the default language first."""
    tags = sorted(_locale_tags(), key=lambda tag: (tag != DEFAULT_LANGUAGE, tag))
    return {tag: str(messages(tag)["language.name"]) for tag in tags}


@cache
def messages(language: str) -> dict[str, Message]:
    """Every message of one locale file by its dotted code."""
    text = (files(__package__) / "locales" / f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flatten("", tomllib.loads(text)))


def holder_of(language: str, code: str) -> str | None:
    """The locale that speaks for `code`: `language` itself, else English, else None."""
    for tag in (language, DEFAULT_LANGUAGE):
        if tag in _locale_tags() and code in messages(tag):
            return tag
    return None


def find_message(language: str, code: str) -> Message | None:
    """The message in `language`, else in English, else None."""
    holder = holder_of(language, code)
    return messages(holder)[code] if holder else None


def knows(code: str) -> bool:
    """Whether `code` has words at all; for codes that come from stored data."""
    return find_message(DEFAULT_LANGUAGE, code) is not None


def message_codes(language: str = DEFAULT_LANGUAGE) -> tuple[str, ...]:
    """All codes of one locale, in the order of its file."""
    return tuple(messages(language))


@cache
def _locale_tags() -> tuple[str, ...]:
    folder = files(__package__) / "locales"
    return tuple(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml"))


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
