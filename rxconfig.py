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

config = rx.Config(
    app_name="medapp",
    redis_url=_settings.redis_url,
    cors_allowed_origins=_own_origins(_settings.public_url, _settings.host, _settings.port),
    telemetry_enabled=False,
    show_built_with_reflex=False,
    plugins=[],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
