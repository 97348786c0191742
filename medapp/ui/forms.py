"""Native forms: posted by the browser itself, so that the session cookie can be HttpOnly."""

from typing import Any

import reflex as rx
from reflex.components.el.elements.base import BaseHTML

from medapp.services.passwords import MINIMUM_CHARACTERS
from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.text import t, t_attr


class NativeForm(BaseHTML):
    """A <form> that the browser submits. `rx.el.form` always prevents that."""

    tag = "form"


def native_form(action: str, *children: Any, class_name: str = "", **attributes: Any) -> rx.Component:
    """A form that posts to `action` of this server; the answer is a redirect."""
    return NativeForm.create(
        *children, class_name=class_name, custom_attrs={"action": action, "method": "post", **attributes}
    )


def hidden(name: str, value: Any) -> rx.Component:
    return rx.el.input(type="hidden", name=name, custom_attrs={"value": value})


def here() -> rx.Component:
    """A hidden `next` that page.js fills with the present address when the form is sent."""
    return rx.el.input(type="hidden", name="next", custom_attrs={"data-here": "", "defaultValue": routes.HOME})


def field(
    name: str,
    label: str,
    *,
    form: str,
    hint: str | rx.Component = "",
    type: str = "text",
    autocomplete: str = "",
    required: bool = True,
    value: rx.Var[str] | None = None,
    error: rx.Var[str] | None = None,
    **attributes: Any,
) -> rx.Component:
    """A labelled input. `label` and `hint` are codes, or `hint` is words already.

    `error` is a Var with words, "" when all is well.

    Ids are made of `form` and `name`, so two forms of a page may ask for the same thing.
    """
    own_id = f"{form}-{name}"
    box = rx.el.input(
        id=own_id,
        class_name="inp",
        name=name,
        type=type,
        required=required,
        custom_attrs={
            **({"autoComplete": autocomplete} if autocomplete else {}),
            **({"defaultValue": value} if value is not None else {}),
            **_described(own_id, hint != "", error),
            **attributes,
        },
        **({"key": value} if value is not None else {}),
    )
    return rx.el.div(
        rx.el.label(t(label), html_for=own_id),
        _hint(own_id, hint),
        _with_reveal(box, own_id) if type == "password" else box,
        field_error(own_id, error),
        class_name="fld",
    )


def choice(
    name: str, label: str, options: dict[str, str], *, form: str, hint: str = "", value: rx.Var[str] | None = None
) -> rx.Component:
    """A labelled select; `options` is value -> code of its words."""
    own_id = f"{form}-{name}"
    return rx.el.div(
        rx.el.label(t(label), html_for=own_id),
        _hint(own_id, hint),
        rx.el.select(
            *(rx.el.option(t_attr(code), value=option) for option, code in options.items()),
            id=own_id,
            class_name="inp",
            name=name,
            custom_attrs={
                **({"defaultValue": value} if value is not None else {}),
                **_described(own_id, bool(hint), None),
            },
            **({"key": value} if value is not None else {}),
        ),
        class_name="fld",
    )


def field_error(own_id: str, error: rx.Var[str] | None) -> rx.Component:
    """The words beside a field that needs another look; the field points here by aria-describedby."""
    if error is None:
        return rx.fragment()
    return rx.cond(
        error != "",
        rx.el.p(icon("info"), rx.el.span(error), id=f"{own_id}-error", class_name="err"),
        rx.fragment(),
    )


def password_hint() -> rx.Component:
    """What makes a password acceptable."""
    return t("register.password_hint", minimum=MINIMUM_CHARACTERS)


def _hint(own_id: str, hint: str | rx.Component) -> rx.Component:
    if hint == "":
        return rx.fragment()
    return rx.el.p(t(hint) if isinstance(hint, str) else hint, id=f"{own_id}-hint", class_name="hint")


def _described(own_id: str, has_hint: bool, error: rx.Var[str] | None) -> dict[str, Any]:
    hint = f"{own_id}-hint" if has_hint else ""
    if error is None:
        return {"aria-describedby": hint} if hint else {}
    both = f"{hint} {own_id}-error".strip()
    return {
        "aria-describedby": rx.cond(error != "", both, hint),
        "aria-invalid": rx.cond(error != "", "true", "false"),
    }


def _with_reveal(box: rx.Component, own_id: str) -> rx.Component:
    """page.js switches the type of the input that the button names."""
    return rx.el.div(
        box,
        rx.el.button(
            icon("eye"),
            type="button",
            class_name="reveal",
            custom_attrs={
                "data-reveal": own_id,
                "aria-label": t_attr("sign_in.show_password"),
                "aria-pressed": "false",
            },
        ),
        class_name="pw",
    )
