"""A link shows one result to whoever has it, until its days are over or its owner takes it back, and to nobody else."""

from datetime import timedelta

import pytest
from sqlmodel import select

from medapp.db.engine import read, write
from medapp.db.tables import AuditLog, ProductEvent, Share, User, utc_now
from medapp.errors import InvalidForm, NotFound, SharedLinkExpired, SharedLinkRevoked, SignInRequired, TooManyAttempts
from medapp.services import deletion, jobs, sharing
from medapp.services.throttling import ADDRESS_FREE
from tests.cast import Cast, read_report


@pytest.fixture
def result_id(cast: Cast) -> str:
    found = jobs.get_job(cast.owner.actor, read_report(cast.owner.actor).job_id).result_id
    assert found
    return found


def test_a_stranger_neither_makes_nor_sees_nor_takes_back_a_link(cast: Cast, result_id: str) -> None:
    _, link = sharing.create_link(cast.owner.actor, result_id, days=7)
    for actor in (cast.stranger.actor, cast.admin.actor):
        with pytest.raises(NotFound):
            sharing.create_link(actor, result_id, days=7)
        with pytest.raises(NotFound):
            sharing.revoke_link(actor, link.id)
        assert sharing.list_links(actor, result_id) == []
    with pytest.raises(SignInRequired):
        sharing.create_link(cast.guest.actor, result_id, days=7)


def test_a_guessed_token_opens_nothing_and_guessing_slows_down(cast: Cast, result_id: str) -> None:
    token, _ = sharing.create_link(cast.owner.actor, result_id, days=7)
    for guess in (token[:-1], token + "x", token.upper(), "", "x" * 43):
        with pytest.raises(NotFound):
            sharing.open_link(guess, origin="203.0.113.9")
    for _ in range(ADDRESS_FREE - 5):
        with pytest.raises(NotFound):
            sharing.open_link("x" * 43, origin="203.0.113.9")
    with pytest.raises(TooManyAttempts):
        sharing.open_link("x" * 43, origin="203.0.113.9")
    assert sharing.open_link(token, origin="203.0.113.9").result.id == result_id


def test_the_token_is_kept_nowhere(cast: Cast, result_id: str) -> None:
    token, _ = sharing.create_link(cast.owner.actor, result_id, days=1, label="Доктор")
    with read() as session:
        rows = [*session.exec(select(Share)), *session.exec(select(AuditLog))]
    assert token not in "".join(row.model_dump_json() for row in rows)


def test_whoever_has_the_link_sees_the_result_and_nothing_that_is_the_owners_alone(cast: Cast, result_id: str) -> None:
    token, _ = sharing.create_link(cast.owner.actor, result_id, days=30, label="Доктор", shown_name=" Анна  С. ")
    shared = sharing.open_link(token)

    assert shared.shown_name == "Анна С."
    assert len(shared.result.rows) == 2 and shared.result.laboratory == "Лаборатория"
    assert (shared.result.file_name, shared.result.note, shared.result.can_rescore) == ("", None, False)


def test_the_owner_sees_when_it_was_opened_and_by_what(cast: Cast, result_id: str) -> None:
    token, link = sharing.create_link(cast.owner.actor, result_id, days=7)
    sharing.open_link(token, "Mozilla/5.0 (iPhone) Safari/605")
    sharing.open_link(token, note=False)

    (listed,) = sharing.list_links(cast.owner.actor, result_id)
    assert listed.id == link.id and listed.is_live
    assert [view.agent for view in listed.opened] == ["Mozilla/5.0 (iPhone) Safari/605"]
    with read() as session:
        acts = [row.act for row in session.exec(select(AuditLog).where(AuditLog.object_id == result_id))]
        assert "share_created" in acts and "share_opened" in acts
        assert not session.exec(select(ProductEvent).where(ProductEvent.name == "result_viewed")).all()


def test_a_link_that_was_taken_back_or_is_over_shows_nothing(cast: Cast, result_id: str) -> None:
    token, link = sharing.create_link(cast.owner.actor, result_id, days=1)
    other, _ = sharing.create_link(cast.owner.actor, result_id, days=1)
    sharing.revoke_link(cast.owner.actor, link.id)
    with pytest.raises(SharedLinkRevoked):
        sharing.open_link(token)
    with write() as session:
        for row in session.exec(select(Share)):
            row.expires_at = utc_now() - timedelta(seconds=1)
            session.add(row)
    with pytest.raises(SharedLinkExpired):
        sharing.open_link(other)
    assert not any(link.is_live for link in sharing.list_links(cast.owner.actor, result_id))


def test_a_link_ends_with_its_result_and_with_its_owners_account(cast: Cast, result_id: str) -> None:
    token, _ = sharing.create_link(cast.owner.actor, result_id, days=7)
    with write() as session:
        owner = session.get_one(User, cast.owner.actor.user_id)
        owner.disabled_at = utc_now()
        session.add(owner)
    with pytest.raises(NotFound):
        sharing.open_link(token)
    with write() as session:
        owner = session.get_one(User, cast.owner.actor.user_id)
        owner.disabled_at = None
        session.add(owner)
    deletion.delete_result(cast.owner.actor, result_id)
    with pytest.raises(NotFound):
        sharing.open_link(token)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"days": 365}, "days"),
        ({"days": 7, "label": "x" * 81}, "label"),
        ({"days": 7, "shown_name": "x" * 81}, "shown_name"),
    ],
)
def test_a_form_with_a_slip_names_the_field(cast: Cast, result_id: str, form: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        sharing.create_link(cast.owner.actor, result_id, **form)  # type: ignore[arg-type]
    assert refused.value.values == {"field": field}


def test_links_do_not_pile_up(cast: Cast, result_id: str) -> None:
    for _ in range(sharing.MOST_LIVE):
        sharing.create_link(cast.owner.actor, result_id, days=1)
    with pytest.raises(InvalidForm):
        sharing.create_link(cast.owner.actor, result_id, days=1)
