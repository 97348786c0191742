"""Sign-in and security: password, second factor, where the account is signed in."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.forms import field, native_form, password_hint
from medapp.ui.pages.account.frame import account_page, answer, part
from medapp.ui.pages.account.security_state import SecurityState
from medapp.ui.shell import page
from medapp.ui.text import t, t_attr
from medapp.ui.views.account import DeviceView


@page(routes.SECURITY, "account.tab_security", guard="user", on_load=SecurityState.open)
def security() -> rx.Component:
    return account_page(
        routes.SECURITY,
        rx.el.h1(t("account.tab_security")),
        part("password", _password()),
        part("second_factor", _second_factor()),
        part("sessions", _sessions()),
    )


def _answer(name: str, words: str = "") -> rx.Component:
    return answer(name, SecurityState.refused, SecurityState.error, SecurityState.saved, words)


def _password() -> rx.Component:
    return native_form(
        routes.POST_NEW_PASSWORD,
        field("old", "account.old_password", form="password", type="password", autocomplete="current-password"),
        field(
            "new",
            "account.new_password",
            form="password",
            hint=password_hint(),
            type="password",
            autocomplete="new-password",
        ),
        rx.el.button(t("account.change_password"), type="submit", class_name="btn alt sm"),
        _answer("password", "account.password_changed"),
    )


def _second_factor() -> rx.Component:
    state = SecurityState
    return rx.fragment(
        rx.el.p(t("factor.text"), class_name="small q"),
        rx.cond(
            state.recovery,
            _recovery(),
            rx.cond(state.factor.is_on, _is_on(), rx.cond(state.secret != "", _set_up(), _is_off())),
        ),
        _answer("second_factor", "factor.on_now"),
    )


def _is_off() -> rx.Component:
    return rx.el.div(
        rx.el.p(t("factor.is_off")),
        rx.el.button(t("factor.begin"), type="button", class_name="btn alt sm", on_click=SecurityState.begin_factor),
        class_name="stack",
    )


def _set_up() -> rx.Component:
    state = SecurityState
    return rx.el.div(
        rx.el.ol(
            rx.el.li(t("factor.step_app")),
            rx.el.li(
                t("factor.step_scan"),
                rx.el.img(src=state.qr, alt=t_attr("factor.qr"), class_name="qr", custom_attrs={"width": "196"}),
                rx.el.details(
                    rx.el.summary(t("factor.by_hand"), class_name="lnk"),
                    rx.el.p(rx.el.code(state.secret, class_name="secret")),
                ),
            ),
            rx.el.li(t("factor.step_code")),
            class_name="steps-list",
        ),
        rx.el.form(
            code_field("factor"),
            rx.el.div(
                rx.el.button(t("factor.confirm"), type="submit", class_name="btn sm"),
                rx.el.button(t("factor.cancel"), type="button", class_name="lnk", on_click=SecurityState.cancel_factor),
                class_name="row-acts",
            ),
            on_submit=SecurityState.confirm_factor,
        ),
        class_name="stack",
    )


def code_field(form: str) -> rx.Component:
    """Six digits, from the app that made them."""
    return field("code", "factor.code", form=form, autocomplete="one-time-code", inputMode="numeric", maxLength=12)


def _recovery() -> rx.Component:
    return rx.el.div(
        rx.el.p(rx.el.b(t("factor.recovery_title")), " ", t("factor.recovery_text")),
        rx.el.ul(rx.foreach(SecurityState.recovery, lambda code: rx.el.li(rx.el.code(code))), class_name="codes"),
        rx.el.button(
            icon("print"),
            t("result.print"),
            type="button",
            class_name="lnk",
            on_click=rx.call_function("(() => window.print())"),
        ),
        class_name="stack",
    )


def _is_on() -> rx.Component:
    factor = SecurityState.factor
    return rx.el.div(
        rx.el.p(icon("check"), " ", factor.since, class_name="st in"),
        rx.el.p(factor.left, class_name="small q"),
        rx.el.details(
            rx.el.summary(t("factor.end_open"), class_name="lnk"),
            rx.el.form(
                field(
                    "password",
                    "account.delete_confirm",
                    form="factor-end",
                    type="password",
                    autocomplete="current-password",
                ),
                rx.el.button(t("factor.end"), type="submit", class_name="btn alt sm"),
                on_submit=SecurityState.end_factor,
            ),
        ),
        class_name="stack",
    )


def _sessions() -> rx.Component:
    return rx.fragment(
        rx.el.p(t("account.sessions_text"), class_name="small q"),
        rx.el.ul(rx.foreach(SecurityState.devices, _device), class_name="devices"),
        _answer("sessions", "account.session_ended"),
        rx.el.p(rx.el.a(t("account.log_link"), href=routes.ACCESS_LOG), class_name="small"),
    )


def _device(device: rx.Var[DeviceView]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.b(device.name),
            rx.cond(device.is_current, rx.el.span(" – ", t("account.session_this"), class_name="q"), rx.fragment()),
            rx.el.span(
                t("account.session_since"), " ", device.since, " · ", t("account.session_seen"), " ", device.seen,
                class_name="cap",
            ),
        ),
        rx.el.button(
            t("account.session_end"),
            type="button",
            class_name="lnk",
            on_click=SecurityState.end_session(device.id),
        ),
    )  # fmt: skip
