"""The second factor at the door: what opens, what does not, and what is never accepted twice."""

import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlmodel import select

from medapp.db.engine import read
from medapp.db.tables import AuditLog, SecondFactor
from medapp.domain import totp
from medapp.errors import (
    BadCredentials,
    BadSecondFactor,
    ResetLinkExpired,
    SecondFactorRequired,
    SignInRequired,
    TooManyAttempts,
)
from medapp.services import accounts, door, resets, second_factor
from medapp.services.sealing import unseal
from tests.cast import PASSWORD, Cast

OWNER = "owner@example.org"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """clock[0] is the time that codes are made for."""
    now = [time.time()]
    monkeypatch.setattr("medapp.services.second_factor.time.time", lambda: now[0])
    yield now


def app_code(cast: Cast, at: float) -> str:
    with read() as session:
        factor = session.exec(select(SecondFactor).where(SecondFactor.user_id == cast.owner.actor.user_id)).one()
    return totp.code_at(unseal(factor.secret, second_factor.PURPOSE), int(at // totp.STEP_S))


def turn_on(cast: Cast, clock: list[float]) -> list[str]:
    second_factor.begin(cast.owner.actor)
    codes = second_factor.confirm(cast.owner.actor, app_code(cast, clock[0]))
    clock[0] += 60
    return codes


def ticket() -> str:
    with pytest.raises(SecondFactorRequired) as asked:
        accounts.sign_in(OWNER, PASSWORD)
    return asked.value.ticket


def test_a_guest_has_no_second_factor(cast: Cast) -> None:
    with pytest.raises(SignInRequired):
        second_factor.begin(cast.guest.actor)


def test_a_password_alone_opens_nothing_any_more(cast: Cast, clock: list[float]) -> None:
    turn_on(cast, clock)
    opened = accounts.sign_in_by_code(ticket(), app_code(cast, clock[0]))
    assert accounts.whoami(opened.token) is not None
    assert accounts.sign_in("stranger@example.org", PASSWORD).token


def test_who_does_not_know_the_password_learns_nothing(cast: Cast, clock: list[float]) -> None:
    turn_on(cast, clock)
    with pytest.raises(BadCredentials):
        accounts.sign_in(OWNER, "a wrong guess", code=app_code(cast, clock[0]))


def test_a_program_sends_the_code_along(cast: Cast, clock: list[float]) -> None:
    turn_on(cast, clock)
    with pytest.raises(BadSecondFactor):
        accounts.sign_in(OWNER, PASSWORD, code="000000")
    assert accounts.sign_in(OWNER, PASSWORD, code=app_code(cast, clock[0])).token


def test_a_code_opens_once(cast: Cast, clock: list[float]) -> None:
    turn_on(cast, clock)
    code = app_code(cast, clock[0])
    accounts.sign_in(OWNER, PASSWORD, code=code)
    with pytest.raises(BadSecondFactor):
        accounts.sign_in(OWNER, PASSWORD, code=code)


def test_the_code_of_the_set_up_is_spent_too(cast: Cast, clock: list[float]) -> None:
    second_factor.begin(cast.owner.actor)
    code = app_code(cast, clock[0])
    second_factor.confirm(cast.owner.actor, code)
    with pytest.raises(BadSecondFactor):
        accounts.sign_in(OWNER, PASSWORD, code=code)


def test_a_recovery_code_opens_once_and_is_counted(cast: Cast, clock: list[float]) -> None:
    codes = turn_on(cast, clock)
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    assert accounts.sign_in(OWNER, PASSWORD, code=codes[3].upper().replace("-", " ")).token
    assert second_factor.view_of(cast.owner.actor).recovery_left == second_factor.RECOVERY_CODES - 1
    with pytest.raises(BadSecondFactor):
        accounts.sign_in(OWNER, PASSWORD, code=codes[3])


def test_guessing_is_slowed_down_and_told(cast: Cast, clock: list[float]) -> None:
    turn_on(cast, clock)
    with pytest.raises(TooManyAttempts):
        for guess in range(10):
            with suppress(BadSecondFactor):
                accounts.sign_in_by_code(ticket(), f"{guess:06}")
    with read() as session:
        refused = session.exec(select(AuditLog).where(AuditLog.act == "second_factor_checked")).all()
    assert {row.outcome for row in refused} == {"refused"}


def test_nothing_is_in_force_until_a_code_was_typed(cast: Cast, clock: list[float]) -> None:
    second_factor.begin(cast.owner.actor)
    with pytest.raises(BadSecondFactor):
        second_factor.confirm(cast.owner.actor, "000000")
    assert accounts.sign_in(OWNER, PASSWORD).token
    assert second_factor.view_of(cast.owner.actor).since is None


def test_an_open_browser_neither_swaps_nor_ends_it(cast: Cast, clock: list[float]) -> None:
    turn_on(cast, clock)
    with pytest.raises(BadSecondFactor):
        second_factor.begin(cast.owner.actor)
    with pytest.raises(BadCredentials):
        second_factor.turn_off(cast.owner.actor, "a wrong guess")
    second_factor.turn_off(cast.owner.actor, PASSWORD)
    assert accounts.sign_in(OWNER, PASSWORD).token


def test_a_ticket_is_worth_nothing_when_forged_old_or_after_a_new_password(
    cast: Cast, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_on(cast, clock)
    good = ticket()
    for spoilt in ("", "nonsense", good[:-4] + "AAAA", good[2:]):
        with pytest.raises(BadCredentials):
            door.holder_of(spoilt)
    with monkeypatch.context() as patch:
        later = time.time() + door.VALID_S + 1
        patch.setattr("medapp.services.door.time.time", lambda: later)
        with pytest.raises(BadCredentials):
            door.holder_of(good)
    assert door.holder_of(good).email == OWNER
    accounts.change_password(cast.owner.actor, PASSWORD, "four other words there")
    with pytest.raises(BadCredentials):
        door.holder_of(good)


def test_the_database_alone_does_not_give_the_secret_away(cast: Cast, clock: list[float]) -> None:
    shown = second_factor.begin(cast.owner.actor).secret.replace(" ", "")
    with read() as session:
        kept = session.exec(select(SecondFactor)).one().secret
    assert shown not in kept


def test_a_link_sets_a_new_password_once_and_leaves_the_second_factor(cast: Cast, clock: list[float]) -> None:
    turn_on(cast, clock)
    assert resets.make_link("nobody@example.org") is None
    first = resets.make_link(OWNER)
    token = (resets.make_link(OWNER.upper()) or "").split("token=")[1]
    assert first
    assert not resets.is_valid(first.split("token=")[1])
    resets.set_password(token, "four other words there")
    assert accounts.whoami(cast.owner.token) is None
    with pytest.raises(ResetLinkExpired):
        resets.set_password(token, "yet another few words")
    with pytest.raises(SecondFactorRequired):
        accounts.sign_in(OWNER, "four other words there")
    assert resets.drop_second_factor(OWNER)
    assert accounts.sign_in(OWNER, "four other words there").token
