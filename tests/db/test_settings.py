"""A wrong variable stops the start with a sentence; secrets and folders are private."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from medapp.settings import SOCKET_PATH_LIMIT_BYTES, BadSettings, Settings, get_settings, socket_path


@pytest.mark.parametrize(
    ("variable", "value", "remedy"),
    [
        ("PORT", "eighty", "a port from 1 to 65535"),
        ("PORT", "70000", "a port from 1 to 65535"),
        ("MEDAPP_MAX_FILE_MB", "-1", "megabytes"),
        ("MEDAPP_LOG_FORMAT", "xml", "pretty or json"),
        ("MEDAPP_LEASE_S", "soon", "seconds"),
        ("REDIS_URL", "http://example.org", "unix://"),
        ("MEDAPP_OCR_ENGINE", "magic", "read its licence and installed it"),
    ],
)
def test_a_bad_value_names_the_variable_and_the_remedy(
    configure: Callable[..., Settings], variable: str, value: str, remedy: str
) -> None:
    with pytest.raises(BadSettings) as stopped:
        configure(**{variable: value})
    assert variable in str(stopped.value)
    assert remedy in str(stopped.value)


def test_a_complaint_does_not_repeat_a_password(configure: Callable[..., Settings]) -> None:
    with pytest.raises(BadSettings) as stopped:
        configure(DATABASE_URL="mysql://root:hunter2@db/medapp")
    assert "hunter2" not in str(stopped.value)
    assert "DATABASE_URL" in str(stopped.value)


def test_a_lease_shorter_than_a_job_is_refused(configure: Callable[..., Settings]) -> None:
    with pytest.raises(BadSettings, match="MEDAPP_LEASE_S"):
        configure(MEDAPP_LEASE_S=10, MEDAPP_JOB_TIMEOUT_S=30)


def test_an_empty_variable_means_the_default(configure: Callable[..., Settings]) -> None:
    assert configure(PORT="", MEDAPP_MAX_PAGES="").port == 8000


def test_the_data_folder_is_private(product: Settings, tmp_path: Path, configure: Callable[..., Settings]) -> None:
    settings = configure(MEDAPP_DATA_DIR=tmp_path / "fresh")
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE(settings.upload_dir.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_said_in_words(configure: Callable[..., Settings], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BadSettings, match="MEDAPP_DATA_DIR"):
        configure(MEDAPP_DATA_DIR=tmp_path / "file" / "data")


def test_the_secret_is_made_once_and_readable_by_nobody_else(product: Settings) -> None:
    secret = product.secret_key
    file = product.data_dir / "secret.key"
    assert len(secret) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert bytes.fromhex(file.read_text()) == secret


def test_the_socket_path_fits_the_kernel_whatever_the_data_folder(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    assert len(os.fsencode(socket_path(deep))) < SOCKET_PATH_LIMIT_BYTES
    assert socket_path(deep) != socket_path(deep / "other")
    assert socket_path(Path("/srv/medapp")) == Path("/srv/medapp/valkey.sock")


def test_the_runtime_folder_of_a_long_path_is_private(configure: Callable[..., Settings], tmp_path: Path) -> None:
    settings = configure(MEDAPP_DATA_DIR=tmp_path / ("d" * 110), REDIS_URL="")
    assert settings.redis_socket is not None
    folder = settings.redis_socket.parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.rmdir()


def test_settings_are_read_once(product: Settings) -> None:
    assert get_settings() is get_settings()
