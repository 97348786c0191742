"""My data: what I agreed to, how long files are kept, taking everything along, receipts, deleting it all."""

from typing import Any

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.act import act_of_destruction
from medapp.ui.components.icons import icon
from medapp.ui.forms import field
from medapp.ui.pages.account.data_state import DataState
from medapp.ui.pages.account.frame import account_page, answer, part
from medapp.ui.shell import page
from medapp.ui.text import t
from medapp.ui.views.my_data import ConsentRow, ReceiptLine

_DOWNLOAD: dict[str, Any] = {"download": True}


@page(routes.MY_DATA, "account.tab_data", guard="user", on_load=DataState.open)
def my_data() -> rx.Component:
    return rx.cond(
        DataState.act.number != "",
        _erased(),
        account_page(
            routes.MY_DATA,
            rx.el.div(
                rx.el.h1(t("account.tab_data")),
                rx.el.p(t("my_data.lead"), " ", rx.el.a(t("my_data.where"), href=routes.PRIVACY), class_name="q"),
            ),
            part("consents", _consents()),
            part("originals", _originals()),
            part("export_heading", _export()),
            part("log", _log()),
            part("receipts", _receipts()),
            part("delete", _delete()),
        ),
    )


def _answer(name: str, words: str = "") -> rx.Component:
    return answer(name, DataState.refused, DataState.error, DataState.saved, words)


def _consents() -> rx.Component:
    return rx.fragment(
        rx.el.p(t("my_data.consents_text"), class_name="small q"),
        rx.el.ul(rx.foreach(DataState.consents, _consent), class_name="devices"),
        rx.cond(
            DataState.health_revoked,
            rx.el.p(
                icon("info"),
                rx.el.span(t("my_data.health_revoked"), " ", rx.el.a(t("my_data.to_delete"), href="#delete")),
                class_name="note",
            ),
            rx.fragment(),
        ),
    )


def _consent(row: rx.Var[ConsentRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.b(row.name), rx.el.span(row.standing, class_name="cap")),
        rx.el.a(row.action, href=row.href, class_name="lnk", custom_attrs={"aria-label": row.label}),
        class_name=row.kind,
    )


def _originals() -> rx.Component:
    chosen = DataState.originals
    return rx.el.form(
        rx.el.p(chosen.standing),
        rx.el.fieldset(
            rx.el.legend(t("my_data.originals_legend")),
            _radio("after_reading", "my_data.originals_after_reading", chosen.choice),
            _radio("days", "my_data.originals_days", chosen.choice),
            field(
                "days",
                "my_data.originals_how_many",
                form="originals",
                type="number",
                required=False,
                value=chosen.days,
                min=1,
                max=chosen.most,
                inputMode="numeric",
            ),
            rx.cond(
                chosen.may_keep,
                rx.fragment(
                    _radio("keep", "my_data.originals_keep", chosen.choice),
                    rx.el.p(
                        t("my_data.originals_keep_text"),
                        " ",
                        rx.el.a(t("my_data.read_text"), href=routes.CONSENT_PAGES["keep_originals"]),
                        class_name="cap",
                    ),
                ),
                rx.fragment(),
            ),
            class_name="radios",
        ),
        rx.el.button(t("account.save_person"), type="submit", class_name="btn alt sm"),
        _answer("originals", "my_data.originals_saved"),
        on_submit=DataState.choose_originals,
        key=chosen.choice,
    )


def _radio(value: str, words: str, chosen: rx.Var[str]) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="choice",
            default_checked=chosen == value,
            custom_attrs={"value": value},
        ),
        rx.el.span(t(words)),
        class_name="radio",
    )


def _export() -> rx.Component:
    return rx.fragment(
        rx.el.p(t("account.export_text"), class_name="small q"),
        rx.el.p(
            rx.el.a(icon("download"), t("account.export"), href=routes.EXPORT, class_name="lnk", custom_attrs=_DOWNLOAD)
        ),
    )


def _log() -> rx.Component:
    return rx.fragment(
        rx.el.p(t("my_data.log_text"), class_name="small q"),
        rx.el.p(rx.el.a(icon("clock"), t("account.log_link"), href=routes.ACCESS_LOG, class_name="lnk")),
    )


def _receipts() -> rx.Component:
    return rx.cond(
        DataState.receipts,
        rx.fragment(
            rx.el.p(t("my_data.receipts_text"), class_name="small q"),
            rx.el.ul(rx.foreach(DataState.receipts, _receipt), class_name="devices"),
        ),
        rx.el.p(t("my_data.no_receipts"), class_name="small q"),
    )


def _receipt(line: rx.Var[ReceiptLine]) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.b(line.name), rx.el.span(line.erased, class_name="cap")),
        rx.el.a(t("my_data.receipt_open"), href=line.href, class_name="lnk", custom_attrs={"aria-label": line.label}),
    )


def _delete() -> rx.Component:
    return rx.el.details(
        rx.el.summary(icon("trash"), t("account.delete_open"), class_name="lnk"),
        rx.el.form(
            rx.el.p(t("account.delete_text"), class_name="small"),
            field("password", "account.delete_confirm", form="erase", type="password", autocomplete="current-password"),
            rx.el.button(t("account.delete_final"), type="submit", class_name="btn grave sm"),
            _answer("erase"),
            on_submit=DataState.erase,
        ),
    )


def _erased() -> rx.Component:
    return rx.el.article(
        rx.el.h1(t("account.erased")),
        rx.el.p(t("account.erased_text"), class_name="lead", role="status"),
        act_of_destruction(DataState.act, DataState.act_file),
        rx.el.p(rx.el.a(t("not_found.home"), href=routes.HOME, class_name="btn", target="_self"), class_name="noprint"),
        class_name="prose act",
    )
