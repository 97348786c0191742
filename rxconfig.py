"""Reflex's own settings; the product's stand in medapp/settings.py."""

from urllib.parse import urlsplit

import reflex as rx

from medapp.settings import get_settings


def _own_origins(public_url: str, host: str, port: int) -> list[str]:
    """Where pages of ours may be loaded from: the public address, and this machine under its two names."""
    parts = urlsplit(public_url)
    own = [f"{parts.scheme}://{parts.netloc}", f"http://{host}:{port}"]
    if host in ("127.0.0.1", "localhost", "0.0.0.0", "::"):  # noqa: S104 (compared, not bound)
        own += [f"http://127.0.0.1:{port}", f"http://localhost:{port}"]
    return list(dict.fromkeys(own))


_settings = get_settings()
# What a page shows is a person's report: it stays in the memory of the web process and is not written to Redis.
# Only several web processes, which hand pages to one another, need it there.
_one_process = _settings.web_workers == 1
_memory, _redis = rx.constants.StateManagerMode.MEMORY, rx.constants.StateManagerMode.REDIS

config = rx.Config(
    app_name="medapp",
    redis_url=None if _one_process else _settings.redis_url,
    state_manager_mode=_memory if _one_process else _redis,
    cors_allowed_origins=_own_origins(_settings.public_url, _settings.host, _settings.port),
    telemetry_enabled=False,
    show_built_with_reflex=False,
    plugins=[],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
