"""A real queue and a data folder of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from medapp.settings import Settings, get_settings
from tests.servers import ValkeyServer, start_valkey


@pytest.fixture(scope="session")
def one_valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ValkeyServer]:
    server = start_valkey(tmp_path_factory.mktemp("valkey"))
    yield server
    server.stop()


@pytest.fixture
def valkey(one_valkey: ValkeyServer) -> ValkeyServer:
    one_valkey.client().flushall()
    return one_valkey


@pytest.fixture
def settings(valkey: ValkeyServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.setenv("MEDAPP_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("REDIS_URL", valkey.url)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    get_settings.cache_clear()
    yield get_settings()
    get_settings.cache_clear()
