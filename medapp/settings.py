"""Every environment variable of the product, typed, with its default and its remedy, checked once at start."""

import hashlib
import os
import re
import secrets
import tempfile
from contextlib import suppress
from datetime import timedelta
from functools import lru_cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parents[1]
# The kernel keeps 108 bytes for the path of a unix socket; stay clear of it.
SOCKET_PATH_LIMIT_BYTES = 100
_KEY_TEXT = re.compile(r"[0-9a-fA-F]{64}")
_SECRETIVE = ("database_url", "redis_url", "scrape_token", "smtp_password", "storage_key")


class BadSettings(SystemExit):
    """Ends the process with one sentence on stderr that names the variable and the remedy."""


def _plain(name: str) -> AliasChoices:
    """A variable that callers know without the MEDAPP_ prefix."""
    return AliasChoices(name.upper(), name)


class Settings(BaseSettings):
    """Defaults are those of a single machine for one household."""

    model_config = SettingsConfigDict(
        env_prefix="MEDAPP_", extra="ignore", populate_by_name=True, env_ignore_empty=True
    )

    host: str = Field("127.0.0.1", validation_alias=_plain("host"), description="an address to listen on")
    port: int = Field(8000, ge=1, le=65535, validation_alias=_plain("port"), description="a port from 1 to 65535")
    data_dir: Path = Field(Path("data"), description="a folder that can be written")
    database_url: str = Field("", validation_alias=_plain("database_url"), description="sqlite:///… or postgresql://…")
    redis_url: str = Field("", validation_alias=_plain("redis_url"), description="redis://, rediss:// or unix://")
    web_workers: int = Field(
        1, ge=1, le=64, validation_alias=_plain("web_workers"), description="a number from 1 to 64"
    )
    workers: int = Field(1, ge=1, le=64, validation_alias=_plain("workers"), description="a number from 1 to 64")

    max_file_mb: int = Field(20, ge=1, le=500, description="megabytes from 1 to 500")
    max_pages: int = Field(50, ge=1, le=2000, description="pages from 1 to 2000")
    max_files: int = Field(20, ge=1, le=200, description="files in one upload, from 1 to 200")
    files_per_day: int = Field(200, ge=1, description="files a day for one person, at least 1")

    model_path: Path | None = Field(None, description="the folder or file of the score's model")
    lease_s: float = Field(60, gt=0, description="seconds, longer than MEDAPP_JOB_TIMEOUT_S")
    job_timeout_s: float = Field(30, gt=0, description="seconds, more than 0")
    max_attempts: int = Field(3, ge=1, le=20, description="attempts from 1 to 20")
    retry_pause_s: float = Field(5, ge=0, description="seconds before the first retry")
    read_memory_mb: int = Field(512, ge=64, description="megabytes that reading one file may take, at least 64")
    read_cpu_s: int = Field(5, ge=1, description="seconds of processor time that reading one file may take, at least 1")
    recognition_timeout_s: float = Field(150, gt=0, description="seconds for a file of pictures, more than 0")
    recognition_memory_mb: int = Field(3072, ge=512, description="megabytes for a file of pictures, at least 512")
    ocr_engine: Literal["tesseract", "rapidocrlite"] = Field(
        "tesseract",
        description="tesseract, or rapidocrlite once you have read its licence and installed it (docs/operations.md)",
    )
    ocr_data: Literal["own", "system"] = Field(
        "own", description="own, or system to read with the system's larger language data when they are whole"
    )
    sweep_s: float = Field(2, gt=0, description="seconds between two looks for forgotten jobs, more than 0")
    forgotten_s: float = Field(
        10, ge=0, description="seconds after which a queued job that no queue knows is sent again"
    )

    session_days: int = Field(14, ge=1, le=365, description="days from 1 to 365")
    keep_originals_days: int = Field(
        30, ge=0, le=3650, description="days a file is kept when its owner chose nothing, 0 to 3650"
    )
    keep_originals_max_days: int | None = Field(None, ge=0, le=3650, description="the longest anybody's files are kept")
    guest_hours: int = Field(24, ge=1, description="hours a sample of a guest is kept, at least 1")
    bcrypt_cost: int = Field(12, ge=4, le=16, description="a bcrypt cost from 4 to 16; 12 unless measured otherwise")
    registration: Literal["open", "invite", "closed"] = Field(
        "open",
        validation_alias=AliasChoices("REGISTRATION", "MEDAPP_REGISTRATION", "registration"),
        description="open, invite or closed",
    )
    allow_registration: bool = Field(True, description="true or false; false is REGISTRATION=closed")
    invite_days: int = Field(14, ge=1, le=365, description="days an invitation works, from 1 to 365")
    reset_hours: int = Field(24, ge=1, le=168, description="hours a link to a new password works, from 1 to 168")
    storage_key: str = Field(
        "",
        validation_alias=_plain("storage_key"),
        description="32 random bytes as 64 hexadecimal digits; older keys follow after a comma",
    )
    registrations_per_hour: int = Field(60, ge=1, description="new accounts from one address in an hour, at least 1")
    cookie_secure: bool = Field(False, description="true when the site is always served over https")
    trust_proxy: bool = Field(False, description="true behind a proxy of yours that sets X-Forwarded-For")
    public_url: str = Field("", description="the address people type, such as https://labs.example.org")
    scrape_token: str = Field("", description="a secret with which a monitor may read /metrics")

    smtp_host: str = Field("", description="the name of your mail server; without one no letters are sent")
    smtp_port: int = Field(587, ge=1, le=65535, description="a port from 1 to 65535")
    smtp_security: Literal["starttls", "tls", "none"] = Field("starttls", description="starttls, tls or none")
    smtp_user: str = Field("", description="the name to sign in to the mail server with, when it asks")
    smtp_password: str = Field("", description="the password of that name")
    mail_from: str = Field("", description="the address letters come from, such as labs@example.org")
    mail_after_s: float = Field(60, ge=0, description="seconds a result waits to be seen before a letter goes out")

    watch_dir: Path | None = Field(None, description="a folder whose new files are taken in, or nothing")
    watch_owner: str = Field("", description="the e-mail address of the account that files of the folder belong to")

    log_format: Literal["pretty", "json"] = Field("pretty", description="pretty or json")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    emergency_number: str = Field("112", description="the telephone number for an emergency, such as 112 or 103")
    operator_name: str = Field("", description="who runs this installation")
    support_address: str = Field("", description="where people can ask for help")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:", "postgresql:", "postgresql+", "postgres:")):
            raise ValueError("not a SQLite or PostgreSQL address")
        return value

    @field_validator("ocr_engine")
    @classmethod
    def _installed_engine(cls, value: str) -> str:
        if value != "tesseract" and not any(distributions(name=value)):
            raise ValueError("not installed")
        return value

    @field_validator("redis_url")
    @classmethod
    def _known_redis(cls, value: str) -> str:
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("not a Redis address")
        return value

    @field_validator("storage_key")
    @classmethod
    def _known_keys(cls, value: str) -> str:
        if value and not all(_KEY_TEXT.fullmatch(part.strip()) for part in value.split(",")):
            raise ValueError("not keys of 32 bytes")
        return value

    def model_post_init(self, _context: object) -> None:
        """Fill what depends on the data folder, so that every reader sees final values."""
        self.data_dir = self.data_dir.expanduser().resolve()
        self.database_url = self.database_url or f"sqlite:///{self.data_dir / 'medapp.sqlite3'}"
        self.redis_url = self.redis_url or f"unix://{socket_path(self.data_dir)}"
        if not self.allow_registration:
            self.registration = "closed"
        self.watch_dir = self.watch_dir.expanduser().resolve() if self.watch_dir else None
        self.public_url = (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")
        self.mail_from = self.mail_from or f"medapp@{urlsplit(self.public_url).hostname}"

    @property
    def upload_dir(self) -> Path:
        """Where the bytes of uploads lie; never served as static files."""
        return self.data_dir / "uploads"

    @property
    def assets_dir(self) -> Path:
        return PROJECT_ROOT / "assets"

    @property
    def max_file_bytes(self) -> int:
        return self.max_file_mb * 1024 * 1024

    @property
    def session_length(self) -> timedelta:
        return timedelta(days=self.session_days)

    @property
    def redis_socket(self) -> Path | None:
        """The embedded server's socket, or None when Redis is reached over the network."""
        return (
            Path(self.redis_url.removeprefix("unix://").split("?")[0]) if self.redis_url.startswith("unix://") else None
        )

    @property
    def storage_keys(self) -> list[bytes]:
        """Keys of the files, the one for new files first; empty when files are kept as they are."""
        return [bytes.fromhex(part.strip()) for part in self.storage_key.split(",") if part.strip()]

    @property
    def secret_key(self) -> bytes:
        """32 random bytes made on the first start; they key pseudonyms and the audit chain."""
        return _secret(self.data_dir / "secret.key")


def socket_path(data_dir: Path) -> Path:
    """The embedded server's socket: in the data folder, or in a short private one when that path is too long."""
    wanted = data_dir / "valkey.sock"
    if len(os.fsencode(wanted)) < SOCKET_PATH_LIMIT_BYTES:
        return wanted
    mark = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"medapp-{os.getuid()}-{mark}" / "valkey.sock"


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """Read the environment once and make the folders. Raises BadSettings with a sentence for the operator."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise BadSettings("\n".join(_complaint(item) for item in error.errors())) from None
    if settings.lease_s <= settings.job_timeout_s:
        raise BadSettings(
            f"MEDAPP_LEASE_S={settings.lease_s:g} must be longer than MEDAPP_JOB_TIMEOUT_S={settings.job_timeout_s:g}: "
            "raise the first or lower the second."
        )
    _make_folders(settings)
    return settings


def _complaint(item: object) -> str:
    field = str(item["loc"][0]) if item["loc"] else ""  # type: ignore[index]
    by_name = {name.upper(): name for name in Settings.model_fields} | {name: name for name in Settings.model_fields}
    name = by_name.get(field, by_name.get(field.upper().removeprefix("MEDAPP_"), field))
    info = Settings.model_fields.get(name)
    alias = getattr(info, "validation_alias", None)
    variable = alias.choices[0] if alias else f"MEDAPP_{name.upper()}"
    remedy = info.description if info else "a valid value"
    shown = "" if name in _SECRETIVE else f"={item['input']}"  # type: ignore[index]
    return f"{variable}{shown} is not usable. Set it to {remedy}, or remove it to use the default."


def _make_folders(settings: Settings) -> None:
    folders = [settings.data_dir, settings.upload_dir]
    if settings.redis_socket and settings.redis_socket == socket_path(settings.data_dir):
        folders.append(settings.redis_socket.parent)
    for folder in folders:
        try:
            if not folder.is_dir():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise BadSettings(
                f"MEDAPP_DATA_DIR={settings.data_dir}: cannot make {folder} ({error.strerror}). "
                "Set MEDAPP_DATA_DIR to a folder that this user may write."
            ) from None
        if not os.access(folder, os.W_OK | os.X_OK):
            raise BadSettings(
                f"MEDAPP_DATA_DIR={settings.data_dir}: {folder} cannot be written by this user. "
                "Set MEDAPP_DATA_DIR to a folder that this user may write, or change its owner."
            )


@lru_cache(maxsize=8)
def _secret(path: Path) -> bytes:
    if not path.exists():
        draft = path.with_name(f".secret-{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)  # link, not rename: of two processes that start together one wins and both agree
        draft.unlink()
    return bytes.fromhex(path.read_text().strip())
