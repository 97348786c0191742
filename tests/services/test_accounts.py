"""Accounts: who may come in, how guessing is slowed down, and what a token is worth afterwards."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from time import thread_time

import bcrypt
import pytest
from sqlmodel import select

from medapp.db.engine import read, write
from medapp.db.tables import PersonRow, ProductEvent, User, UserSession, utc_now
from medapp.domain.people import Sex
from medapp.errors import (
    BadCredentials,
    ConsentRequired,
    EmailTaken,
    InvalidForm,
    NotFound,
    PasswordTooLong,
    RegistrationClosed,
    SignInRequired,
    TooManyAttempts,
    WeakPassword,
)
from medapp.services import accounts, passwords, people
from medapp.services.actors import Registration
from medapp.settings import Settings
from tests.cast import PASSWORD, Cast


def form(email: str = "new@example.org", password: str = PASSWORD, consent: bool = True) -> Registration:
    return Registration(email, password, consent, "en")


def test_a_stranger_cannot_end_my_session(cast: Cast) -> None:
    with pytest.raises(NotFound):
        accounts.revoke_session(cast.stranger.actor, cast.owner.actor.session_id)
    assert accounts.whoami(cast.owner.token) is not None


def test_a_guest_cannot_change_a_person_or_a_password(cast: Cast) -> None:
    with pytest.raises(SignInRequired):
        people.change_own(cast.guest.actor, Sex.MALE, None, None, None)
    with pytest.raises(SignInRequired):
        accounts.change_password(cast.guest.actor, "", PASSWORD)


def test_the_first_account_is_the_administrator_and_only_it(product: Settings) -> None:
    assert accounts.first_account_open()
    first, second = accounts.register(form("a@example.org")), accounts.register(form("b@example.org"))
    assert (first.actor.role, first.is_first_admin) == ("admin", True)
    assert (second.actor.role, second.is_first_admin) == ("user", False)
    assert not accounts.first_account_open()


def test_of_two_who_register_together_one_is_administrator(product: Settings) -> None:
    roles: list[str] = []
    threads = [
        threading.Thread(target=lambda n=n: roles.append(accounts.register(form(f"{n}@example.org")).actor.role))
        for n in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(roles) == ["admin"] + ["user"] * 5


def test_registration_keeps_person_consent_and_a_pseudonymous_event(product: Settings) -> None:
    opened = accounts.register(Registration(" Me@Example.ORG ", PASSWORD, True, "ru", Sex.FEMALE, date(1990, 5, 4)))
    view = accounts.me(opened.actor)
    assert (view.email, view.sex, view.birth_date) == ("me@example.org", Sex.FEMALE, date(1990, 5, 4))
    assert view.consent_version and view.consent_given_at
    with read() as session:
        event = session.exec(select(ProductEvent)).one()
        assert event.name == "signup" and opened.actor.user_id not in event.subject
        assert len(session.exec(select(PersonRow)).all()) == 1


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@b", "a b@c.de", "a@b..c", "x" * 250 + "@b.co", "a@b.c\x00o", "@b.co"]
)
def test_an_address_that_cannot_be_one_is_refused(product: Settings, email: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        accounts.register(form(email))
    assert refused.value.values["field"] == "email"


def test_an_address_is_one_account_whatever_its_case(cast: Cast) -> None:
    with pytest.raises(EmailTaken):
        accounts.register(form("OWNER@example.org"))


def test_without_consent_nothing_is_stored(product: Settings) -> None:
    with pytest.raises(ConsentRequired):
        accounts.register(form(consent=False))
    with read() as session:
        assert session.exec(select(User)).all() == []


@pytest.mark.parametrize("password", ["", "short", "1234567", "Password", "qwerty123", "has\x00nul in it"])
def test_a_weak_password_is_refused(product: Settings, password: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        accounts.register(form(password=password))
    assert refused.value.values["minimum"] == 8


@pytest.mark.parametrize("password", ["a" * 73, "п" * 40])
def test_a_password_beyond_72_bytes_is_refused_not_cut(cast: Cast, password: str) -> None:
    with pytest.raises(PasswordTooLong) as refused:
        accounts.register(form(password=password))
    assert refused.value.values["limit_bytes"] == 72
    with pytest.raises(PasswordTooLong):
        accounts.sign_in("owner@example.org", password)
    with pytest.raises(PasswordTooLong):
        accounts.change_password(cast.owner.actor, PASSWORD, password)


def test_36_cyrillic_letters_are_a_password(product: Settings) -> None:
    accounts.register(form(password="ю" * 36))
    assert accounts.sign_in("new@example.org", "ю" * 36).token
    with pytest.raises(BadCredentials):
        accounts.sign_in("new@example.org", "ю" * 35)


def test_half_a_character_pair_is_a_bad_form_not_a_defect(product: Settings) -> None:
    with pytest.raises(InvalidForm):
        accounts.register(form(password="\ud800 is half a pair"))
    with pytest.raises(BadCredentials):
        accounts.sign_in("\ud800@example.org", PASSWORD)


def test_closed_registration_still_lets_the_first_one_in(configure: Callable[..., Settings]) -> None:
    configure(MEDAPP_ALLOW_REGISTRATION="false")
    assert accounts.register(form("a@example.org")).is_first_admin
    with pytest.raises(RegistrationClosed):
        accounts.register(form("b@example.org"))


def test_unknown_and_wrong_are_told_alike(cast: Cast) -> None:
    with pytest.raises(BadCredentials) as unknown:
        accounts.sign_in("nobody@example.org", PASSWORD)
    with pytest.raises(BadCredentials) as wrong:
        accounts.sign_in("owner@example.org", "not the password")
    assert (unknown.value.code, unknown.value.values) == (wrong.value.code, wrong.value.values)


def test_unknown_and_wrong_take_the_same_time(configure: Callable[..., Settings]) -> None:
    configure(MEDAPP_BCRYPT_COST="9")
    passwords._dummy.cache_clear()
    known = passwords.hash_password(PASSWORD)
    passwords.is_right("warm up", None)

    def best_of_five(password_hash: str | None) -> float:
        times = []
        for _ in range(5):
            began = thread_time()
            assert not passwords.is_right("not the password", password_hash)
            times.append(thread_time() - began)
        return min(times)

    ratio = best_of_five(known) / best_of_five(None)
    passwords._dummy.cache_clear()
    assert 0.6 < ratio < 1.6


def test_guessing_is_stopped_before_anything_is_hashed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = []
    real = bcrypt.checkpw
    monkeypatch.setattr(bcrypt, "checkpw", lambda *args: checked.append(1) or real(*args))
    refusals = 0
    for _ in range(50):
        try:
            accounts.sign_in("owner@example.org", "a wrong guess", origin="203.0.113.7")
        except BadCredentials:
            continue
        except TooManyAttempts as error:
            refusals += 1
            assert error.values["retry_after_s"] >= 1
    assert len(checked) + refusals == 50
    assert len(checked) <= 5
    with pytest.raises(TooManyAttempts):
        accounts.sign_in("owner@example.org", PASSWORD, origin="198.51.100.1")


def test_parallel_guesses_do_not_slip_through_together(cast: Cast) -> None:
    outcomes: list[str] = []

    def guess() -> None:
        try:
            accounts.sign_in("owner@example.org", "a wrong guess", origin="203.0.113.7")
        except (BadCredentials, TooManyAttempts) as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=guess) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("bad_credentials") <= 5
    assert len(outcomes) == 20


def test_one_address_cannot_try_many_accounts(cast: Cast) -> None:
    codes = []
    for number in range(40):
        try:
            accounts.sign_in(f"someone{number}@example.org", "a wrong guess", origin="203.0.113.7")
        except (BadCredentials, TooManyAttempts) as error:
            codes.append(error.code)
    assert codes.count("bad_credentials") <= 30
    accounts.sign_in("owner@example.org", PASSWORD, origin="198.51.100.1")


def test_a_right_password_forgets_the_mistyped_ones(cast: Cast) -> None:
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(BadCredentials):
                accounts.sign_in("owner@example.org", "mistyped it", origin="198.51.100.1")
        accounts.sign_in("owner@example.org", PASSWORD, origin="198.51.100.1")


def test_new_accounts_from_one_address_are_limited(configure: Callable[..., Settings]) -> None:
    configure(MEDAPP_REGISTRATIONS_PER_HOUR=3)
    for number in range(3):
        accounts.register(form(f"{number}@example.org"), origin="203.0.113.7")
    with pytest.raises(TooManyAttempts):
        accounts.register(form("4@example.org"), origin="203.0.113.7")


def test_each_sign_in_is_a_new_token_and_only_its_hash_is_kept(cast: Cast) -> None:
    again = accounts.sign_in("owner@example.org", PASSWORD)
    assert again.token != cast.owner.token
    with read() as session:
        kept = " ".join(row.model_dump_json() for row in session.exec(select(UserSession)))
    assert again.token not in kept


def test_a_token_is_worthless_after_sign_out(cast: Cast) -> None:
    accounts.sign_out(cast.owner.actor)
    assert accounts.whoami(cast.owner.token) is None


def test_a_password_change_ends_every_session_but_the_new_one(cast: Cast) -> None:
    other = accounts.sign_in("owner@example.org", PASSWORD)
    with pytest.raises(BadCredentials):
        accounts.change_password(cast.owner.actor, "not the old one", "another good phrase")
    fresh = accounts.change_password(cast.owner.actor, PASSWORD, "another good phrase")
    assert accounts.whoami(cast.owner.token) is None
    assert accounts.whoami(other.token) is None
    assert accounts.whoami(fresh) is not None
    with pytest.raises(BadCredentials):
        accounts.sign_in("owner@example.org", PASSWORD)


def test_sessions_are_listed_and_revocable(cast: Cast) -> None:
    other = accounts.sign_in("owner@example.org", PASSWORD, agent="Firefox")
    views = accounts.list_sessions(cast.owner.actor)
    assert {view.id for view in views} == {cast.owner.actor.session_id, other.actor.session_id}
    assert [view.agent for view in views if not view.is_current] == ["Firefox"]
    accounts.revoke_session(cast.owner.actor, other.actor.session_id)
    assert accounts.whoami(other.token) is None


def test_an_expired_session_and_a_closed_account_open_nothing(cast: Cast) -> None:
    with write() as session:
        row = session.get_one(UserSession, cast.owner.actor.session_id)
        row.expires_at = utc_now() - timedelta(seconds=1)
        user = session.get_one(User, cast.stranger.actor.user_id)
        user.disabled_at = utc_now()
        session.add_all([row, user])
    assert accounts.whoami(cast.owner.token) is None
    assert accounts.whoami(cast.stranger.token) is None
    with pytest.raises(BadCredentials):
        accounts.sign_in("stranger@example.org", PASSWORD)


@pytest.mark.parametrize("token", [None, "", "x", "a" * 5000, "'; DROP TABLE users; --"])
def test_nonsense_is_nobody(product: Settings, token: str | None) -> None:
    assert accounts.whoami(token) is None


@pytest.mark.parametrize("born", [date(1850, 1, 1), date(2999, 1, 1)])
def test_an_impossible_birth_date_is_refused(cast: Cast, born: date) -> None:
    with pytest.raises(InvalidForm):
        people.change_own(cast.owner.actor, None, born, None, None)


def test_the_operator_makes_an_administrator(cast: Cast) -> None:
    assert accounts.grant_admin("Owner@example.org")
    assert not accounts.grant_admin("nobody@example.org")
    actor = accounts.whoami(cast.owner.token)
    assert actor and actor.is_admin
