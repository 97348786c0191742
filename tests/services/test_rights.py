"""The rights of a person: take everything along, be forgotten with a proof, and let housekeeping forget the rest."""

import csv
import io
import json
import os
import time
import zipfile
from datetime import timedelta

import pytest
from sqlmodel import select

from medapp import storage
from medapp.db.engine import read, write
from medapp.db.tables import AuditLog, Consent, Job, PersonRow, ResultRow, Upload, User, UserSession, utc_now
from medapp.errors import InvalidForm, SharedLinkRevoked, StorageUnavailable
from medapp.services import (
    accounts,
    consents,
    erasure,
    export,
    fhir,
    inference,
    reports,
    retention,
    samples,
    sharing,
    sheets,
)
from medapp.services.inference import GivenValue
from medapp.settings import Settings
from tests.cast import CSV, Cast, make_outcome, read_report, upload


def the_result(cast: Cast) -> reports.ResultView:
    return reports.get_result(cast.owner.actor, reports.list_results(cast.owner.actor).items[0].id)


def test_the_zip_holds_everything_of_mine_and_nothing_of_others(cast: Cast) -> None:
    read_report(cast.owner.actor)
    read_report(cast.stranger.actor, b"Test,Result\nStranger,1\n")
    with zipfile.ZipFile(export.export_all(cast.owner.actor)) as bundle:
        names = bundle.namelist()
        account = json.loads(bundle.read("account.json"))
        originals = [bundle.read(name) for name in names if name.startswith("files/")]
        assert bundle.testzip() is None
    assert originals == [CSV]
    assert sum(name.endswith("result.json") for name in names) == 1
    assert sum(name.endswith("result.fhir.json") for name in names) == 1
    assert account["account"]["email"] == "owner@example.org"
    assert account["consents"] and account["access_log"]
    assert "stranger" not in json.dumps(account)


@pytest.mark.parametrize(("who", "name"), [("owner", "READ ME.txt"), ("stranger", "ПРОЧТИ МЕНЯ.txt")])
def test_the_zip_explains_itself_in_the_language_of_its_owner(cast: Cast, who: str, name: str) -> None:
    with zipfile.ZipFile(export.export_all(getattr(cast, who).actor)) as bundle:
        told = bundle.read(name).decode()
        present = set(bundle.namelist())
    named = {"account.json", "people.json", "shares.json", "notices.json", "receipts.json"}
    assert all(part in told for part in named)
    assert named <= present


def test_the_zip_holds_corrections_receipts_and_links_without_their_keys(cast: Cast) -> None:
    accepted = read_report(cast.owner.actor)
    read_report(cast.owner.actor, b"Test,Result\nGlucose,6\n")
    with write() as session:
        row = session.exec(select(ResultRow).where(ResultRow.job_id == accepted.job_id)).one()
    sharing.create_link(cast.owner.actor, row.id, days=1, label="for the doctor")
    reports.delete_result(
        cast.owner.actor, next(i.id for i in reports.list_results(cast.owner.actor).items if i.id != row.id)
    )
    with zipfile.ZipFile(export.export_all(cast.owner.actor)) as bundle:
        readings, shares, receipts = (
            json.loads(bundle.read(f"{kind}.json")) for kind in ("readings_and_corrections", "shares", "receipts")
        )
    assert [reading["origin"] for reading in readings] == ["read", "read"]
    assert [share["label"] for share in shares] == ["for the doctor"]
    assert "token_hash" not in shares[0]
    assert receipts[0]["act"]["counts"]["files"] == 1


def test_making_a_link_is_the_consent_to_it(cast: Cast) -> None:
    accepted = read_report(cast.owner.actor)
    with write() as session:
        row = session.exec(select(ResultRow).where(ResultRow.job_id == accepted.job_id)).one()
    token, _ = sharing.create_link(cast.owner.actor, row.id, days=1)
    assert consents.holds(cast.owner.actor, "sharing")
    consents.revoke(cast.owner.actor, "sharing")
    with pytest.raises(SharedLinkRevoked):
        sharing.open_link(token)


def test_erasure_leaves_only_the_proof(cast: Cast, product: Settings) -> None:
    read_report(cast.owner.actor)
    receipt = erasure.erase_account(cast.owner.actor)
    gone = cast.owner.actor.user_id
    with read() as session:
        for table in (User, UserSession, PersonRow, Upload, Job, ResultRow, Consent):
            key = table.id if table is User else table.user_id  # type: ignore[attr-defined]
            assert session.exec(select(table).where(key == gone)).all() == []
        acts = [row.act for row in session.exec(select(AuditLog).where(AuditLog.actor == gone))]
    assert acts[-1] == "account_erased"
    assert receipt.counts["files"] == 1
    assert [row["act"] for row in receipt.log_extract][-1] == "account_erased"
    assert all(row["hash"] for row in receipt.log_extract)
    assert [path for path in product.upload_dir.rglob("*") if path.is_file()] == []
    assert accounts.whoami(cast.owner.token) is None
    assert accounts.whoami(cast.stranger.token) is not None


def test_the_csv_has_a_row_for_each_measurement_and_no_formula(cast: Cast) -> None:
    outcome = make_outcome()
    read_report(cast.owner.actor, outcome=outcome)
    view = the_result(cast)
    table = list(csv.DictReader(io.StringIO(sheets.csv_of(view))))
    assert [(row["analyte"], row["value"], row["state"]) for row in table] == [
        ("hemoglobin", "160.0", "slightly"), ("glucose", "5.1", "in_range"),
    ]  # fmt: skip
    assert sheets._inert("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert sheets._inert("-5,1") == "-5,1"


def test_the_fhir_bundle_names_codes_units_and_nobody(cast: Cast) -> None:
    read_report(cast.owner.actor)
    bundle = fhir.bundle_of(the_result(cast))
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert kinds == ["Patient", "DiagnosticReport", "Observation", "Observation"]
    urls = {entry["fullUrl"] for entry in bundle["entry"]}
    report, high, _ = (entry["resource"] for entry in bundle["entry"][1:])
    assert {item["reference"] for item in report["result"]} <= urls
    assert high["subject"]["reference"] in urls
    assert high["code"]["coding"] == [{"system": "http://loinc.org", "code": "718-7"}]
    assert high["valueQuantity"] == {
        "value": 160, "unit": "г/л", "system": "http://unitsofmeasure.org", "code": "g/L",
    }  # fmt: skip
    assert high["interpretation"][0]["coding"][0]["code"] == "H"
    assert "name" not in bundle["entry"][0]["resource"]


def test_a_sample_needs_no_account_and_is_marked(cast: Cast) -> None:
    started = samples.start_sample(None, "ru")
    guest = accounts.whoami(started.token)
    assert guest and guest.is_guest
    with read() as session:
        assert session.get_one(Job, started.job_id).user_id == guest.user_id
        assert session.exec(select(Upload).where(Upload.user_id == guest.user_id)).one().is_sample
    again = samples.start_sample(guest, "ru")
    assert (again.token, again.job_id) == (None, started.job_id)


def test_a_missing_sample_is_our_fault(product: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings, "assets_dir", product.data_dir)
    with pytest.raises(StorageUnavailable):
        samples.start_sample(None, "en")


def test_guests_are_forgotten_when_their_time_is_over(cast: Cast, product: Settings) -> None:
    started = samples.start_sample(None, "en")
    guest = accounts.whoami(started.token)
    assert guest
    assert retention.expire()["guests"] == 0
    with write() as session:
        for user in session.exec(select(User)):
            user.created_at = utc_now() - timedelta(hours=product.guest_hours + 1)
            session.add(user)
    assert retention.expire()["guests"] == 2
    assert accounts.whoami(started.token) is None
    assert accounts.whoami(cast.owner.token) is not None


def test_bytes_that_no_row_names_are_removed_after_a_while(cast: Cast, product: Settings) -> None:
    kept = upload(cast.owner.actor)
    orphan, fresh = storage.keep(b"orphan"), storage.keep(b"fresh")
    old = time.time() - 2 * 3600
    for path in product.upload_dir.rglob("*"):
        if path.is_file() and path.name != fresh.split("/")[1]:
            os.utime(path, (old, old))
    assert retention.expire()["files"] == 1
    assert {key for key, _ in storage.list_keys()} >= {fresh}
    assert orphan not in {key for key, _ in storage.list_keys()}
    assert kept.upload_id


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (GivenValue(134, analyte="hemoglobin", unit="g/L"), 134.0),
        (GivenValue(13.4, analyte="hemoglobin", unit="г/дл"), 134.0),
        (GivenValue(134, loinc="718-7"), 134.0),
        (GivenValue(134, name="Гемоглобин", unit="г/л"), 134.0),
    ],
)
def test_a_value_finds_its_analyte_and_unit(given: GivenValue, value: float) -> None:
    assert inference.canonical_values([given]) == {"hemoglobin": pytest.approx(value)}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (GivenValue(1, analyte="no_such"), "measurements[0].analyte"),
        (GivenValue(1, loinc="0-0"), "measurements[0].loinc"),
        (GivenValue(1, name="Нечто"), "measurements[0].name"),
        (GivenValue(1), "measurements[0].name"),
        (GivenValue(1, analyte="hemoglobin", unit="parsec"), "measurements[0].unit"),
        (GivenValue(1, analyte="hemoglobin", unit="mmHg"), "measurements[0].unit"),
    ],
)
def test_a_value_that_cannot_be_used_names_its_field(given: GivenValue, field: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        inference.canonical_values([given])
    assert refused.value.values == {"field": field}


def test_the_same_analyte_twice_is_refused() -> None:
    with pytest.raises(InvalidForm) as refused:
        inference.canonical_values([GivenValue(134, analyte="hemoglobin"), GivenValue(135, loinc="718-7")])
    assert refused.value.values == {"field": "measurements[1]"}
