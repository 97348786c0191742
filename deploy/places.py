"""Where things of this clone lie, and the environment that its tools run in."""

import os
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / ".build"
FRONTEND = BUILD / "frontend"  # what the web process serves: a link to the newest finished build

# Where Linux distributions and macOS keep the certificates that the machine's owner trusts.
_CERTIFICATE_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def scripts_dir() -> Path:
    """The folder of granian, reflex and the other commands of this virtual environment."""
    return Path(sysconfig.get_path("scripts"))


def quiet_reflex() -> dict[str, str]:
    """Reflex sends no usage figures and looks for no newer version of itself."""
    return {"REFLEX_TELEMETRY_ENABLED": "false", "REFLEX_CHECK_LATEST_VERSION": "false"}


def system_certificates() -> dict[str, str]:
    """Certificate variables to add: bun and Python's clients bring their own lists and ignore the system's.

    Needed behind a proxy that signs with a company's certificate. What the caller has set stays as it is.
    """
    bundle = next((path for path in _CERTIFICATE_BUNDLES if Path(path).is_file()), None)
    if bundle is None:
        return {}
    return {name: bundle for name in ("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS") if not os.environ.get(name)}
