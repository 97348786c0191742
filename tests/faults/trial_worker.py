"""A real worker whose files say how to misbehave, so that faults happen inside a real work-horse.

The bytes of an upload are a command: `ok`, `sleep 1.5`, `segv`, `killed`, `memory`, `burn`, `swallow`, `deaf`,
`away`, `away-once`, `defect`. Every run is noted in the file that MEDAPP_TRIAL_LOG names.
"""

import ctypes
import hashlib
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from medapp.domain.lifecycle import Stage
from medapp.domain.results import Outcome
from medapp.errors import StorageUnavailable
from tests.faults.trial_outcome import trial_outcome
from worker import jobs, main, warmth

SECRET = "Haemoglobin-of-Anna-is-134"


def misbehave(data: bytes, *_ignored: Any, report_stage: Callable[..., None], **_ignored_too: Any) -> Outcome:
    """What stands in for reading the file."""
    report_stage(Stage.READING)
    command, *arguments = data.decode().split()
    runs = _note_run(data)
    if command == "away-once" and runs > 1:
        command = "ok"
    {
        "ok": lambda: None,
        "sleep": lambda: time.sleep(float(arguments[0])),
        "segv": lambda: ctypes.string_at(0),
        "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "memory": lambda: [bytearray(1 << 20) for _ in iter(int, 1)],
        "burn": _burn,
        "swallow": _swallow,
        "deaf": lambda: hashlib.pbkdf2_hmac("sha256", b"x", b"y", 2_000_000_000),
        "away": _be_away,
        "away-once": _be_away,
        "defect": _break,
    }[command]()
    return trial_outcome()


def _note_run(data: bytes) -> int:
    path = Path(os.environ["MEDAPP_TRIAL_LOG"])
    with path.open("ab") as file:
        file.write(data + b"\n")
    return path.read_bytes().splitlines().count(data)


def _burn() -> None:
    while True:
        pass


def _swallow() -> None:
    while True:
        with suppress(BaseException):
            _burn()


def _be_away() -> None:
    raise StorageUnavailable


def _break() -> None:
    raise ValueError(SECRET)


if __name__ == "__main__":
    warmth.load = lambda: None  # nothing is read, so nothing need be warm
    jobs.pipeline.process = misbehave  # type: ignore[assignment]
    main.main()
