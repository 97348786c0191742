"""The model goes away, is damaged, and comes back while the worker runs."""

import shutil
from pathlib import Path

import pytest

from ml import store
from tests.faults.conftest import StackMaker
from tests.servers import wait_until
from tests.stack import Stack
from tests.worker.reports import csv_report

pytestmark = pytest.mark.faults


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the shipped artefact that a test may break."""
    return Path(shutil.copytree(store.ARTIFACTS, tmp_path / "model"))


def _stack(make_stack: StackMaker, model: Path, **settings: str) -> Stack:
    stack = make_stack("worker.main", MEDAPP_MODEL_PATH=str(model), **settings)
    stack.start_housekeeping()
    stack.start_worker()
    return stack


def test_without_a_model_the_job_is_retried_and_then_fails_in_order(make_stack: StackMaker, model: Path) -> None:
    away = model.rename(model.with_name("away"))
    stack = _stack(make_stack, model)

    job = stack.wait_for(stack.submit(csv_report(), "report.csv"))

    assert (job.status, job.error_code, job.attempt) == ("failed", "model_unavailable", 3)
    assert job.error_reference in stack.log.read_text()
    away.rename(model)
    assert stack.wait_for(stack.submit(csv_report(), "report.csv")).status == "done"


def test_a_model_that_comes_back_between_two_attempts_heals_the_job(make_stack: StackMaker, model: Path) -> None:
    stack = _stack(make_stack, model, MEDAPP_RETRY_PAUSE_S="1.5")
    away = model.rename(model.with_name("away"))
    job_id = stack.submit(csv_report(), "report.csv")
    wait_until(lambda: stack.job(job_id).error_code == "model_unavailable", 10, "the first attempt failed")
    away.rename(model)

    job = stack.wait_for(job_id)

    assert (job.status, job.attempt) == ("done", 2)


def test_a_tampered_model_is_not_used(make_stack: StackMaker, model: Path) -> None:
    stack = _stack(make_stack, model)
    artefact = next(model.glob("*.joblib"))
    content = bytearray(artefact.read_bytes())
    content[len(content) // 2] ^= 1
    artefact.write_bytes(content)

    job = stack.wait_for(stack.submit(csv_report(), "report.csv"))

    assert (job.status, job.error_code) == ("failed", "model_unavailable")
