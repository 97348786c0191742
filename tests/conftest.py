"""Rules for every test: data of their own, no network but this machine, and the right mark by folder."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Nothing a test does may touch the data of a product that runs from this clone. Set before medapp is imported.
_SCRATCH = tempfile.TemporaryDirectory(prefix="medapp-tests-")
for _name in ("DATABASE_URL", "REDIS_URL", "HOST", "PORT", "WEB_WORKERS", "WORKERS"):
    os.environ.pop(_name, None)
for _name in [name for name in os.environ if name.startswith("MEDAPP_")]:
    if _name != "MEDAPP_CHROMIUM":
        os.environ.pop(_name)
os.environ |= {
    "MEDAPP_DATA_DIR": _SCRATCH.name,
    "REFLEX_TELEMETRY_ENABLED": "false",
    "REFLEX_CHECK_LATEST_VERSION": "false",
    # Asked for by name in one place: the product uses 12, where one hash takes a third of a second.
    "MEDAPP_BCRYPT_COST": "4",
}

# The same examples on every run: what fails here fails for everybody. Two busy cores are no reason to fail.
hypothesis_settings.register_profile("medapp", derandomize=True, deadline=None)
hypothesis_settings.load_profile("medapp")

_MARK_OF_FOLDER = {"e2e": "e2e", "demos": "e2e", "faults": "faults"}
# These start real workers, run into real limits or fit real models: seconds each, so not in the quick loop.
_SLOW = {"ml/test_estimator.py", "worker/test_sandbox.py", "worker/test_jobs.py", "ocr", "corpus"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test in tests/faults carries the mark `faults` by standing there, and so on."""
    root = Path(__file__).parent
    for item in items:
        if not item.path.is_relative_to(root):
            continue
        place = item.path.relative_to(root)
        if mark := _MARK_OF_FOLDER.get(place.parts[0]):
            item.add_marker(mark)
        if _SLOW & {str(place), place.parts[0]}:
            item.add_marker("slow")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One Chromium for a module. Not for the session: while Playwright runs, no asynchronous test can."""
    from tests.e2e.browser import open_browser  # only these tests pay for the import

    with open_browser() as opened:
        yield opened
