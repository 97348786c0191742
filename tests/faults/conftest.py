"""A running stack with short leases, so that what takes a minute in production takes seconds here."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from medapp.settings import get_settings
from tests.servers import start_valkey
from tests.stack import Stack

QUICK = {
    "MEDAPP_LEASE_S": "3",
    "MEDAPP_JOB_TIMEOUT_S": "2",
    "MEDAPP_SWEEP_S": "0.3",
    "MEDAPP_FORGOTTEN_S": "2",
    "MEDAPP_RETRY_PAUSE_S": "0.2",
    "MEDAPP_READ_CPU_S": "8",
}
StackMaker = Callable[..., Stack]


@pytest.fixture
def make_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StackMaker]:
    made: list[Stack] = []

    def make(worker_module: str = "tests.faults.trial_worker", **settings: str) -> Stack:
        valkey = start_valkey(tmp_path / "valkey")
        environment = QUICK | settings | {
            "MEDAPP_DATA_DIR": str(tmp_path / "data"),
            "REDIS_URL": valkey.url,
            "MEDAPP_TRIAL_LOG": str(tmp_path / "runs.log"),
        }  # fmt: skip
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("DATABASE_URL", raising=False)
        get_settings.cache_clear()
        stack = Stack(tmp_path, valkey, environment, worker_module)
        made.append(stack)
        stack.prepare()
        return stack

    yield make
    for stack in made:
        stack.stop()
        stack.valkey.stop()
    get_settings.cache_clear()


@pytest.fixture
def stack(make_stack: StackMaker) -> Stack:
    """The trial worker's files are commands; see trial_worker.py."""
    return make_stack()
