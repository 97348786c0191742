"""Files made to harm: a clear end within ten seconds, memory bounded, and the next report is read."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from medapp.settings import get_settings
from tests.faults.conftest import QUICK
from tests.faults.hostile import HOSTILE
from tests.servers import children_of, crowding, start_valkey
from tests.stack import Stack
from tests.worker.reports import csv_report, pdf_report

pytestmark = [pytest.mark.faults, pytest.mark.slow]

LIMIT_S = 10.0
# 512 MB of headroom above a parent of some 150 MB. A page without text goes on to recognition, whose two engines
# alone take as much (measured: 709 MB), so the bound leaves them room.
LIMIT_MB = 900
CLEAR = {"unreadable_file", "too_complex", "no_readable_text", "no_results_found"}


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stack, "Watch"]]:
    """One real worker with the limits of production, for all files."""
    with pytest.MonkeyPatch.context() as patch:
        stack = _start(tmp_path_factory.mktemp("hostile"), patch)
        worker = stack.start_worker()
        yield stack, Watch(worker)
        stack.stop()
        stack.valkey.stop()
        get_settings.cache_clear()


class Watch(threading.Thread):
    """Looks at the memory of the worker's horse all the time."""

    def __init__(self, worker) -> None:
        super().__init__(daemon=True)
        self.worker = worker
        self.peak_mb = 0.0
        self.start()

    def run(self) -> None:
        while self.worker.poll() is None:
            for pid in children_of(self.worker):
                self.peak_mb = max(self.peak_mb, _resident_mb(pid))
            time.sleep(0.02)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_ends_clearly_and_soon(reading: tuple[Stack, Watch], name: str) -> None:
    stack, watch = reading
    watch.peak_mb = 0.0
    job_id = stack.submit(HOSTILE[name](), "report.pdf")
    started = time.monotonic()

    job = stack.wait_for(job_id, timeout_s=30)

    took_s = time.monotonic() - started
    print(f"{name}: {job.status} {job.error_code} attempt {job.attempt}, {took_s:.1f} s, {watch.peak_mb:.0f} MB")
    assert took_s < LIMIT_S * crowding()
    assert job.status == "done" or job.error_code in CLEAR
    assert job.attempt == 1
    assert watch.peak_mb < LIMIT_MB
    assert watch.worker.poll() is None


def test_the_next_report_is_read_as_if_nothing_had_happened(reading: tuple[Stack, Watch]) -> None:
    stack, _ = reading

    for data, name in ((pdf_report(), "report.pdf"), (csv_report(), "report.csv")):
        job = stack.wait_for(stack.submit(data, name))
        assert (job.status, job.attempt, job.rows_read) == ("done", 1, 12)


def _start(folder: Path, patch: pytest.MonkeyPatch) -> Stack:
    valkey = start_valkey(folder / "valkey")
    production = {name: value for name, value in QUICK.items() if name == "MEDAPP_SWEEP_S"}
    environment = production | {"MEDAPP_DATA_DIR": str(folder / "data"), "REDIS_URL": valkey.url}
    for name, value in environment.items():
        patch.setenv(name, value)
    patch.delenv("DATABASE_URL", raising=False)
    get_settings.cache_clear()
    stack = Stack(folder, valkey, environment)
    stack.prepare()
    return stack


def _resident_mb(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/statm").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return int(fields[1]) * 4096 / 1e6
