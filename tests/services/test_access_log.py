"""Who did what: each sees their own log, in the order of time, and nobody reads another's results."""

import pytest

from medapp.errors import BadCredentials, InvalidForm, NotFound
from medapp.services import access_log, accounts, consents, deletion, export, jobs, reports
from tests.cast import PASSWORD, Cast, read_report


def acts(cast: Cast, group: str = "") -> list[tuple[str, str]]:
    return [(entry.who, entry.act) for entry in access_log.list_entries(cast.owner.actor, group).entries]


def test_an_administrator_cannot_open_results_whatever_the_reason(cast: Cast) -> None:
    accepted = read_report(cast.owner.actor)
    result_id = jobs.get_job(cast.owner.actor, accepted.job_id).result_id or ""
    for nosy in (cast.admin.actor, cast.stranger.actor):
        with pytest.raises(NotFound):
            reports.get_result(nosy, result_id)
        assert reports.list_results(nosy).items == []
    assert "owner@example.org" not in export.export_all(cast.admin.actor).read().decode("latin-1")


def test_the_log_tells_what_was_done_and_by_whom(cast: Cast) -> None:
    accepted = read_report(cast.owner.actor)
    reports.get_result(cast.owner.actor, jobs.get_job(cast.owner.actor, accepted.job_id).result_id or "")
    with pytest.raises(BadCredentials):
        accounts.sign_in("owner@example.org", "a wrong guess")
    accounts.grant_admin("owner@example.org")
    export.export_all(cast.owner.actor)
    told = acts(cast)
    assert told[:4] == [
        ("you", "exported"), ("operator", "admin_granted"), ("somebody", "sign_in"), ("you", "result_viewed"),
    ]  # fmt: skip
    assert ("service", "job_done") in told
    assert told[-1] == ("you", "signup")


def test_it_is_mine_alone(cast: Cast) -> None:
    read_report(cast.stranger.actor)
    accounts.sign_in("stranger@example.org", PASSWORD)
    assert acts(cast) == [("you", "signup")]


def test_it_is_filtered_and_paged(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_log, "PAGE", 2)
    consents.give(cast.owner.actor, "sharing", "en")
    consents.revoke(cast.owner.actor, "sharing")
    accepted = read_report(cast.owner.actor)
    deletion.delete_job(cast.owner.actor, accepted.job_id)
    first = access_log.list_entries(cast.owner.actor, "rights")
    assert [entry.act for entry in first.entries] == ["report_deleted", "consent_revoked"]
    last = access_log.list_entries(cast.owner.actor, "rights", first.earlier)
    assert ([entry.act for entry in last.entries], last.earlier) == (["consent_given"], None)
    assert acts(cast, "operator") == []
    with pytest.raises(InvalidForm):
        access_log.list_entries(cast.owner.actor, "everything else")
