"""Consents and what hangs on them: uploads, reading, the files themselves, links and mails."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from medapp import storage
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import Consent, Job, ResultRow, Share, Upload, User, utc_now
from medapp.domain.analytes import load_catalogue
from medapp.errors import ConsentOutdated, ConsentWithdrawn, InvalidForm, NotFound, OriginalRemoved, SignInRequired
from medapp.i18n import translate
from medapp.services import accounts, admission, consents, jobs, notices, originals, processing, reports
from medapp.services.actors import Registration
from medapp.settings import Settings
from medapp.ui.views.report import show_report
from tests.cast import PASSWORD, Cast, read_report, upload

HEALTH = "health_data"


def states(cast: Cast) -> dict[str, str]:
    return {item.purpose: item.state for item in consents.list_mine(cast.owner.actor)}


def read_long_ago(days: float) -> None:
    with write() as session:
        for job in session.exec(select(Job)):
            job.finished_at = utc_now() - timedelta(days=days)
            session.add(job)


def has_bytes(upload_id: str) -> bool:
    with read() as session:
        row = session.get_one(Upload, upload_id)
    keys = {key for key, _ in storage.list_keys()}
    assert (row.storage_key in keys) == (row.bytes_removed_at is None)
    return row.bytes_removed_at is None


def test_nobody_consents_for_another_and_a_guest_for_nobody(cast: Cast) -> None:
    with pytest.raises(SignInRequired):
        consents.give(cast.guest.actor, HEALTH, "en")
    consents.revoke(cast.stranger.actor, HEALTH)
    assert states(cast)[HEALTH] == "given"


def test_registration_asks_for_one_purpose_only(cast: Cast) -> None:
    assert states(cast) == {HEALTH: "given", "keep_originals": "never", "result_mails": "never", "sharing": "never"}


def test_each_is_given_and_taken_back_by_itself_and_remembered(cast: Cast) -> None:
    consents.give(cast.owner.actor, "result_mails", "ru")
    consents.give(cast.owner.actor, "result_mails", "ru")
    assert states(cast)["result_mails"] == "given"
    with read() as session:
        assert session.get_one(User, cast.owner.actor.user_id).mail_results
    consents.revoke(cast.owner.actor, "result_mails")
    with pytest.raises(NotFound):
        consents.revoke(cast.owner.actor, "result_mails")
    with pytest.raises(InvalidForm):
        consents.give(cast.owner.actor, "advertising", "en")
    assert states(cast) == {HEALTH: "given", "keep_originals": "never", "result_mails": "revoked", "sharing": "never"}
    with read() as session:
        assert not session.get_one(User, cast.owner.actor.user_id).mail_results
        rows = session.exec(select(Consent).where(Consent.purpose == "result_mails")).all()
    assert [(row.version, row.language) for row in rows] == [(consents.VERSIONS["result_mails"], "ru")]


def test_without_the_first_one_nothing_is_taken_in_or_read(cast: Cast) -> None:
    waiting = upload(cast.owner.actor)
    consents.revoke(cast.owner.actor, HEALTH)
    with pytest.raises(ConsentWithdrawn):
        upload(cast.owner.actor, b"Test,Result\nGlucose,6\n")
    assert processing.start(waiting.job_id) is None
    assert jobs.get_job(cast.owner.actor, waiting.job_id).error_code == "consent_withdrawn"
    with pytest.raises(ConsentWithdrawn):
        jobs.retry(cast.owner.actor, waiting.job_id)
    consents.give(cast.owner.actor, HEALTH, "en")
    jobs.retry(cast.owner.actor, waiting.job_id)
    assert processing.start(waiting.job_id) is not None


def test_what_was_read_stays_readable_until_it_is_deleted(cast: Cast) -> None:
    read_report(cast.owner.actor)
    consents.revoke(cast.owner.actor, HEALTH)
    assert reports.list_results(cast.owner.actor).items


def test_a_changed_text_asks_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(consents.VERSIONS, HEALTH, "2099-01")
    assert states(cast)[HEALTH] == "outdated"
    with pytest.raises(ConsentOutdated):
        upload(cast.owner.actor)
    consents.give(cast.owner.actor, HEALTH, "en")
    assert upload(cast.owner.actor).job_id


def test_links_end_with_the_consent_to_sharing(cast: Cast) -> None:
    read_report(cast.owner.actor)
    consents.give(cast.owner.actor, "sharing", "en")
    with write() as session:
        result = session.exec(select(ResultRow)).one()
        later = utc_now() + timedelta(days=1)
        session.add(Share(user_id=result.user_id, result_id=result.id, token_hash="x", expires_at=later))
    consents.revoke(cast.owner.actor, "sharing")
    with read() as session:
        assert session.exec(select(Share)).one().revoked_at is not None


def test_files_of_who_chose_nothing_go_after_the_operators_days(cast: Cast, configure: Callable[..., Settings]) -> None:
    configure(MEDAPP_KEEP_ORIGINALS_DAYS=7)
    kept = read_report(cast.owner.actor).upload_id
    read_long_ago(6)
    assert originals.remove_over() == 0
    read_long_ago(8)
    assert originals.remove_over() == 1
    assert not has_bytes(kept)
    view = reports.get_result(cast.owner.actor, reports.list_results(cast.owner.actor).items[0].id)
    assert view.original_removed
    assert translate("ru", "result.note.original_removed") in show_report(view, load_catalogue(), "ru", "112").notes
    assert originals.remove_over() == 0


def test_keeping_them_is_a_consent_of_its_own(cast: Cast) -> None:
    kept = read_report(cast.owner.actor).upload_id
    originals.choose(cast.owner.actor, None, "en")
    assert states(cast)["keep_originals"] == "given"
    read_long_ago(1000)
    assert originals.remove_over() == 0
    consents.revoke(cast.owner.actor, "keep_originals")
    assert originals.view_of(cast.owner.actor).choice == "default"
    assert originals.remove_over() == 1
    assert not has_bytes(kept)


def test_none_may_be_kept_once_read_but_a_failure_may_be_tried_again_today(cast: Cast) -> None:
    originals.choose(cast.owner.actor, None, "en")
    originals.choose(cast.owner.actor, 0, "en")
    assert states(cast)["keep_originals"] == "revoked"
    mine, theirs = read_report(cast.owner.actor), read_report(cast.stranger.actor)
    failed = upload(cast.owner.actor, b"Test,Result\nGlucose,6\n")
    claim = processing.start(failed.job_id)
    assert claim
    processing.fail(claim, OriginalRemoved())
    assert originals.remove_over() == 1
    assert (has_bytes(mine.upload_id), has_bytes(theirs.upload_id), has_bytes(failed.upload_id)) == (False, True, True)
    read_long_ago(2)
    assert originals.remove_over() == 1
    with pytest.raises(OriginalRemoved):
        jobs.retry(cast.owner.actor, failed.job_id)


def test_the_operator_may_set_a_limit(cast: Cast, configure: Callable[..., Settings]) -> None:
    originals.choose(cast.owner.actor, None, "en")
    configure(MEDAPP_KEEP_ORIGINALS_MAX_DAYS=10)
    assert originals.view_of(cast.owner.actor).days == 10
    for refused in (None, 11, -1):
        with pytest.raises(InvalidForm):
            originals.choose(cast.owner.actor, refused, "en")
    originals.choose(cast.owner.actor, 10, "en")


def test_an_invitation_lets_one_person_in(cast: Cast, configure: Callable[..., Settings]) -> None:
    configure(REGISTRATION="invite")
    form = Registration("new@example.org", PASSWORD, True, "en")
    assert admission.mode() == "invite"
    for token in (None, "", "made up"):
        with pytest.raises(admission.InviteRequired):
            accounts.register(Registration(form.email, PASSWORD, True, "en", invite=token))
    token = admission.invite().split("invite=")[1]
    assert admission.is_invited(token)
    accounts.register(Registration(form.email, PASSWORD, True, "en", invite=token))
    with pytest.raises(admission.InviteRequired):
        accounts.register(Registration("other@example.org", PASSWORD, True, "en", invite=token))


def test_closed_is_closed_for_who_has_no_invitation(cast: Cast, configure: Callable[..., Settings]) -> None:
    configure(REGISTRATION="closed")
    with pytest.raises(admission.RegistrationClosed):
        accounts.register(Registration("new@example.org", PASSWORD, True, "en"))
    token = admission.invite().split("invite=")[1]
    assert accounts.register(Registration("new@example.org", PASSWORD, True, "en", invite=token)).token
    with read() as session:
        assert user_rows.find_by_email(session, "new@example.org")


def test_wanting_letters_is_the_consent_to_them(cast: Cast) -> None:
    notices.set_mail(cast.owner.actor, wanted=True)
    assert states(cast)["result_mails"] == "given"
    notices.set_mail(cast.owner.actor, wanted=False)
    notices.set_mail(cast.owner.actor, wanted=False)
    assert states(cast)["result_mails"] == "revoked"
    notices.set_mail(cast.owner.actor, wanted=True)
    consents.revoke(cast.owner.actor, "result_mails")
    assert not notices.wants_mail(cast.owner.actor)
