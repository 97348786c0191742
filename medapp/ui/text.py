"""Words on a page: every language is in the page, and the one of <html lang> is shown, at once and without a flash."""

from string import Formatter
from typing import Any

import reflex as rx

from medapp.i18n import DEFAULT_LANGUAGE, languages, translate
from medapp.ui.session import SessionState


def t(code: str, **values: Any) -> rx.Component:
    """The words of `code` as one span a language. `values` may be plain values or Vars.

    Raises LookupError while the page is compiled when no locale knows the code.
    """
    return rx.fragment(
        *(rx.el.span(*_pieces(tag, code, values), class_name="t", custom_attrs={"lang": tag}) for tag in languages())
    )


def t_attr(code: str) -> rx.Var[str]:
    """The words of `code` where only text can stand: an attribute, an option, the title."""
    others = [(tag, translate(tag, code)) for tag in languages() if tag != DEFAULT_LANGUAGE]
    return rx.match(SessionState.language, *others, translate(DEFAULT_LANGUAGE, code)).to(str)


def language_rules() -> str:
    """The style rules that hide every language but the document's own, and the offer to switch to that one."""
    return "".join(
        f'html[lang="{tag}"] .t:not([lang="{tag}"]),html[lang="{tag}"] .other-{tag}{{display:none}}'
        for tag in languages()
    )


def _pieces(language: str, code: str, values: dict[str, Any]) -> list[Any]:
    variables = {name: value for name, value in values.items() if isinstance(value, rx.Var)}
    if not variables:
        return [translate(language, code, **values)]
    kept = {name: f"{{{name}}}" for name in variables}
    text = translate(language, code, **{**values, **kept})
    pieces: list[Any] = []
    for words, name, _, _ in Formatter().parse(text):
        pieces += [words] if words else []
        pieces += [variables[name]] if name else []
    return pieces
