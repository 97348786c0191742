"""What a page knows of its reader: language, what the last form came to, where to go back to."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from medapp.ui import routes
from medapp.ui.entrance import EntranceState
from medapp.ui.session import SessionState, flash_of, language_of, path_of

OpenTab = Callable[..., Any]


def flash(**told: Any) -> str:
    packed = base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
    return f"medapp_flash={packed}"


@pytest.mark.parametrize(
    ("cookie", "accepts", "language"),
    [
        ("medapp_lang=ru", "en", "ru"),
        ("", "ru-RU,ru;q=0.9", "ru"),
        ("medapp_lang=xx", "en-GB", "en"),
        ("medapp_lang=../../etc", "", "en"),
    ],
)
def test_the_chosen_language_comes_before_the_browsers(
    open_tab: OpenTab, cookie: str, accepts: str, language: str
) -> None:
    assert language_of(open_tab(SessionState, cookie=cookie, accept_language=accepts)) == language


@pytest.mark.parametrize(
    "cookie", ["", "medapp_flash=", "medapp_flash=%%%", "medapp_flash=bm90IGpzb24", "medapp_flash=WzFd"]
)
def test_a_spoilt_message_is_no_message(open_tab: OpenTab, cookie: str) -> None:
    assert flash_of(open_tab(SessionState, cookie=cookie)) == {}


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/results/1?x=2", "/results/1?x=2"),
        ("//evil.example", ""),
        ("https://evil.example", ""),
        ("/\\evil.example", ""),
        ("/a\r\nSet-Cookie: x", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_nobody_is_sent_to_another_site_after_signing_in(address: str, kept: str) -> None:
    assert routes.local_path(address) == kept


def test_the_way_back_is_kept_without_the_closing_slash(open_tab: OpenTab) -> None:
    tab = open_tab(SessionState, path="/history/?page=2")
    assert routes.sign_in(path_of(tab)) == "/signin?next=%2Fhistory%3Fpage%3D2"
    assert routes.sign_in("/") == "/signin"


async def open_entrance(tab: EntranceState) -> None:
    """The page's two events, in the order in which they run."""
    session = await tab.get_state(SessionState)
    SessionState.event_handlers["enter"].fn(session, "open")
    await EntranceState.event_handlers["open"].fn(tab)


async def test_a_refused_form_comes_back_with_its_error_beside_the_field_and_once(
    open_tab: OpenTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("medapp.services.accounts.first_account_open", lambda: False)
    told = flash(form="register", code="weak_password", values={"minimum": 8}, email="anna@example.org")
    tab = open_tab(EntranceState, cookie=f"medapp_lang=ru; {told}", path="/register?next=%2Fhistory")
    await open_entrance(tab)
    assert (tab.form, tab.field, tab.email, tab.next) == ("register", "password", "anna@example.org", "/history")
    assert "8" in tab.error
    assert tab.title == "Пароль слишком легко угадать"
    await open_entrance(tab)  # the page is opened again while the cookie still lives
    assert (tab.form, tab.title, tab.email) == ("", "", "")


async def test_the_first_account_is_told_what_it_becomes(open_tab: OpenTab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medapp.services.accounts.first_account_open", lambda: True)
    tab = open_tab(EntranceState, path="/register")
    await open_entrance(tab)
    assert tab.first_account
    assert tab.is_open
    assert tab.title == ""
