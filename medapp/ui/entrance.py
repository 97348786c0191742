"""Sign in and new account, side by side: two native forms and what came back when one was refused."""

from typing import Any

import reflex as rx

from medapp.i18n import error_words
from medapp.services import accounts, admission
from medapp.settings import get_settings
from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.forms import choice, field, field_error, hidden, native_form, password_hint
from medapp.ui.session import SessionState, actor_of, guarded, language_of, news_of
from medapp.ui.text import t

FORMS = ("login", "register")
_FIELD_OF = {
    "bad_credentials": "password",
    "weak_password": "password",
    "password_too_long": "password",
    "email_taken": "email",
    "consent_required": "consent",
}
_TOLD = {"signed_out": "sign_in.signed_out", "kept": "home.kept", "password_set": "reset.done"}
_LONGEST_EMAIL = 254


class EntranceState(rx.State):
    """`form` and `field` say where the error stands: "login" or "register", and the input's name or ""."""

    form: str = ""
    field: str = ""
    title: str = ""
    error: str = ""
    email: str = ""
    next: str = ""
    told: str = ""
    first_account: bool = False
    is_open: bool = True
    by_invite: bool = False
    invite: str = ""

    @rx.event
    @guarded("open")
    async def open(self) -> Any:
        """Read what the last attempt came to; whoever is signed in already goes on."""
        asked = self.router.url.query_parameters
        self.next = routes.local_path(asked.get("next", ""))
        self.told = asked.get("told", "") if asked.get("told", "") in _TOLD else ""
        actor = actor_of(self)
        if actor and not actor.is_guest:
            return rx.redirect(self.next or routes.UPLOAD, replace=True)
        self.first_account = accounts.first_account_open()
        self.invite = str(asked.get("invite", ""))[:100]
        mode = "open" if self.first_account else get_settings().registration
        self.by_invite = mode == "invite"
        self.is_open = mode == "open" or admission.is_invited(self.invite)
        self._tell_refusal(await news_of(self))
        return None

    def _tell_refusal(self, flash: dict[str, Any]) -> None:
        self.form = str(flash.get("form", "")) if flash.get("form") in FORMS else ""
        self.email = str(flash.get("email") or "")[:_LONGEST_EMAIL]
        code, values = str(flash.get("code", "")) if self.form else "", flash.get("values")
        values = values if isinstance(values, dict) else {}
        self.field = _FIELD_OF.get(code, str(values.get("field", ""))) if code else ""
        words = error_words(language_of(self), code, **values) if code else None
        self.title = words.title if words else ""
        self.error = f"{words.detail} {words.next_step}" if words else ""


def entrance(first: str) -> rx.Component:
    """Both forms; `first` ("login" or "register") is the page's own: it stands first and carries the heading."""
    columns = [_sign_in(first == "login"), _register(first == "register")]
    return rx.fragment(
        *(_told(name, code) for name, code in _TOLD.items()),
        rx.el.div(*(columns if first == "login" else reversed(columns)), class_name="si"),
        rx.el.div(
            rx.el.p(rx.el.b(t("sign_in.without")), " ", rx.el.span(t("sign_in.without_text"), class_name="q")),
            native_form(routes.POST_SAMPLE, rx.el.button(t("home.try_sample"), type="submit", class_name="lnk")),
            class_name="tryit",
        ),
    )


def _told(name: str, code: str) -> rx.Component:
    told = rx.el.p(icon("check"), rx.el.span(t(code)), class_name="strip", role="status")
    return rx.cond(EntranceState.told == name, told, rx.fragment())


def _sign_in(leads: bool) -> rx.Component:
    form = "login"
    return rx.el.section(
        native_form(
            routes.POST_LOGIN,
            (rx.el.h1 if leads else rx.el.h2)(t("sign_in.heading")),
            rx.cond(EntranceState.next != "", rx.el.p(t("sign_in.back_to"), class_name="small q"), rx.fragment()),
            _summary(form),
            hidden("next", EntranceState.next),
            field("email", "sign_in.email", form=form, type="email", autocomplete="username", **_kept(form, "email")),
            field(
                "password",
                "sign_in.password",
                form=form,
                type="password",
                autocomplete="current-password",
                error=_error(form, "password"),
            ),
            rx.el.button(t("sign_in.submit"), type="submit", class_name="btn" if leads else "btn alt"),
            rx.el.details(
                rx.el.summary(t("sign_in.forgot"), class_name="lnk"),
                rx.el.p(t("sign_in.forgot_text"), class_name="small q"),
            ),
        ),
    )


def _register(leads: bool) -> rx.Component:
    form = "register"
    fields = native_form(
        routes.POST_REGISTER,
        (rx.el.h1 if leads else rx.el.h2)(t("register.heading")),
        rx.cond(EntranceState.first_account, rx.el.p(t("register.first_account"), class_name="note"), rx.fragment()),
        _summary(form),
        hidden("next", EntranceState.next),
        hidden("invite", EntranceState.invite),
        hidden("language", SessionState.language),
        field(
            "email",
            "register.email",
            form=form,
            hint="register.email_hint",
            type="email",
            autocomplete="username",
            **_kept(form, "email"),
        ),
        field(
            "password",
            "register.password",
            form=form,
            hint=password_hint(),
            type="password",
            autocomplete="new-password",
            error=_error(form, "password"),
        ),
        rx.el.div(
            choice(
                "sex",
                "register.sex",
                {"": "register.sex_unset", "female": "sex.female", "male": "sex.male"},
                form=form,
                hint="register.sex_hint",
            ),
            field(
                "birth_date",
                "register.birth_date",
                form=form,
                hint="register.birth_date_hint",
                type="date",
                autocomplete="bday",
                required=False,
                error=_error(form, "birth_date"),
            ),
            class_name="pair",
        ),
        _consent(form),
        rx.el.button(t("register.submit"), type="submit", class_name="btn" if leads else "btn alt"),
    )
    closed = rx.el.div(
        (rx.el.h1 if leads else rx.el.h2)(t("register.heading")),
        rx.cond(
            EntranceState.by_invite,
            rx.el.p(t("register.by_invite"), class_name="note"),
            rx.el.p(t("register.closed"), class_name="note"),
        ),
    )
    return rx.el.section(rx.cond(EntranceState.is_open, fields, closed))


def _consent(form: str) -> rx.Component:
    own_id = f"{form}-consent"
    error = _error(form, "consent")
    return rx.el.div(
        rx.el.div(
            rx.el.input(
                type="checkbox",
                id=own_id,
                name="consent",
                required=True,
                custom_attrs={
                    "value": "true",
                    "aria-describedby": rx.cond(error != "", f"{own_id}-error", ""),
                },
            ),
            rx.el.label(
                t("register.consent_before"),
                rx.el.a(t("register.consent_link"), href=routes.CONSENT, target="_blank"),
                t("register.consent_after"),
                html_for=own_id,
            ),
            class_name="tick-line",
        ),
        field_error(own_id, error),
        class_name="fld",
    )


def _summary(form: str) -> rx.Component:
    """Above the form: that nothing was done, and the words themselves when they belong to no single field."""
    state = EntranceState
    done = "register.error_summary" if form == "register" else "register.sign_in_error"
    return rx.cond(
        (state.form == form) & (state.title != ""),
        rx.el.div(
            rx.el.p(rx.el.b(t(done), ". "), state.title, "."),
            rx.cond(state.field == "", rx.el.p(state.error, class_name="q"), rx.fragment()),
            class_name="refused small",
            role="alert",
        ),
        rx.fragment(),
    )


def _error(form: str, name: str) -> rx.Var[str]:
    here = (EntranceState.form == form) & (EntranceState.field == name)
    return rx.cond(here, EntranceState.error, "").to(str)


def _kept(form: str, name: str) -> dict[str, Any]:
    typed = rx.cond(EntranceState.form == form, EntranceState.email, "").to(str)
    return {"value": typed, "error": _error(form, name)}
