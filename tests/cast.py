"""The cast of every access story: owner, stranger, guest and admin, each with a session on a real database."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from medapp.db import migrate
from medapp.db import users as user_rows
from medapp.db.engine import get_engine, write
from medapp.db.tables import User
from medapp.domain.people import Sex
from medapp.domain.results import (
    Contribution,
    Finding,
    Measurement,
    Outcome,
    ParsedReport,
    Rating,
    ScoreResult,
    State,
    Unrecognised,
)
from medapp.services import accounts, intake, processing
from medapp.services.actors import Actor, Registration, SignedIn
from medapp.settings import Settings, get_settings

PASSWORD = "four quiet words here"
CSV = b"Test,Result,Unit,Reference\nHemoglobin,134,g/L,117-155\nGlucose,5.1,mmol/L,3.9-6.1\n"
PDF_HEAD = b"%PDF-1.7\n"


@dataclass(frozen=True)
class Cast:
    """Everybody of a story. The admin registered first."""

    admin: SignedIn
    owner: SignedIn
    stranger: SignedIn
    guest: SignedIn


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without rows, to be copied: migrating costs more than a whole test."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDAPP_DATA_DIR", str(folder))
        get_settings.cache_clear()
        migrate.upgrade()
        get_engine().dispose()
        get_settings.cache_clear()
    return folder / "medapp.sqlite3"


@pytest.fixture
def product(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """The product on a data folder of its own, with bcrypt at its cheapest and no queue server."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    shutil.copy(empty_database, folder / "medapp.sqlite3")
    monkeypatch.setenv("MEDAPP_DATA_DIR", str(folder))
    monkeypatch.setenv("MEDAPP_BCRYPT_COST", "4")
    monkeypatch.setenv("REDIS_URL", f"unix://{tmp_path}/away.sock")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    get_settings.cache_clear()
    yield get_settings()
    get_settings.cache_clear()


@pytest.fixture
def configure(product: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Settings]:
    """Set variables and read the settings again: configure(MEDAPP_MAX_FILE_MB=1)."""

    def set_variables(**variables: object) -> Settings:
        for name, value in variables.items():
            monkeypatch.setenv(name, str(value))
        get_settings.cache_clear()
        return get_settings()

    return set_variables


@pytest.fixture
def cast(product: Settings) -> Cast:
    admin = accounts.register(Registration("admin@example.org", PASSWORD, True, "en"))
    owner = accounts.register(Registration("owner@example.org", PASSWORD, True, "en", Sex.FEMALE, date(1979, 3, 1)))
    stranger = accounts.register(Registration("stranger@example.org", PASSWORD, True, "ru"))
    with write() as session:
        user = user_rows.add(session, User(role="guest", language="en"))
        guest = accounts.open_session(session, user, None)
    return Cast(admin, owner, stranger, guest)


def make_outcome(**report: object) -> Outcome:
    """What the pipeline gives for a small report: one row above its range, one inside, one not understood."""
    high = Measurement(
        "hemoglobin", "Гемоглобин", "160", "г/л", loinc="718-7", specimen="blood", value=160.0, unit="g/L",
        ref_low=117.0, ref_high=155.0, ref_as_printed="117 - 155", page=1, bbox=(1.0, 2.0, 3.0, 4.0), confidence=0.99,
    )  # fmt: skip
    fine = Measurement("glucose", "Глюкоза", "5,1", "ммоль/л", value=5.1, unit="mmol/L", page=1, confidence=0.98)
    facts = {"language": "ru", "collected_at": date(2026, 3, 1), "laboratory": "Лаборатория", "pages": 1} | report
    return Outcome(
        report=ParsedReport(
            "pdf_text",
            (high, fine),
            (Unrecognised("Нечто 12", 1, "unknown_unit"),),
            **facts,  # type: ignore[arg-type]
        ),
        ratings=(
            Rating(State.SLIGHTLY, 1, 160.0, 117.0, 155.0, "г/л", "report"),
            Rating(State.IN_RANGE, 0, 5.1, 3.9, 6.1, "mmol/L", "general", "who"),
        ),
        score=ScoreResult(
            "scored",
            score=71.5,
            score_class="typical",
            contributions=(Contribution("glucose", 5.1, -0.02),),
            model_name="blood_profile",
            model_version="1.0.0",
            model_sha256="ab" * 32,
        ),
        findings=(Finding("attention", {"count": 1}),),
        catalogue_version="test",
    )


def upload(actor: Actor, data: bytes = CSV, name: str = "report.csv") -> intake.Accepted:
    return intake.accept(actor, name, data)


def read_report(actor: Actor, data: bytes = CSV, outcome: Outcome | None = None) -> intake.Accepted:
    """Upload and let the worker's part happen: the job is done when this returns."""
    accepted = upload(actor, data)
    claim = processing.start(accepted.job_id)
    assert claim is not None
    assert processing.complete(claim, outcome or make_outcome())
    return accepted
