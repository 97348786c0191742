"""The housekeeping process: sends forgotten jobs again, closes hopeless ones, removes what has expired."""

import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from loguru import logger

from medapp import logs
from medapp.errors import MedAppError
from medapp.jobqueue import enqueue_missing
from medapp.services import deletion, mailing, processing, retention, watching
from medapp.settings import get_settings

EXPIRE_EVERY_S = 60.0
MAIL_EVERY_S = 15.0
WATCH_EVERY_S = 3.0


@dataclass
class Chore:
    """Something to do every so often; what is away today is tried again on the next round."""

    do: Callable[[], object]
    every_s: float
    _due: float = 0.0
    _trouble: str | None = field(default=None, repr=False)

    def do_when_due(self) -> None:
        """Do it unless it was done lately. Never raises; the same trouble is told once, not every round."""
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + self.every_s
        try:
            self.do()
        except MedAppError as error:
            if error.code != self._trouble:
                logger.warning("housekeeping waits: {}", error.code)
            self._trouble = error.code
        except Exception as error:  # noqa: BLE001  a defect here must not leave the jobs without a keeper
            logs.log_defect(error)
        else:
            self._trouble = None


def main() -> None:
    """Look round every few seconds until told to stop."""
    settings = get_settings()
    logs.setup("housekeeping")
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    logger.info("housekeeping ready")
    chores = (
        Chore(send_forgotten_jobs, settings.sweep_s),
        Chore(deletion.erase_due, settings.sweep_s),
        Chore(retention.expire, EXPIRE_EVERY_S),
        Chore(mailing.send_due, MAIL_EVERY_S),
        Chore(watching.take_in, WATCH_EVERY_S),
    )
    while not stopping.wait(settings.sweep_s):
        for chore in chores:
            chore.do_when_due()
    logger.info("housekeeping stopped")


def send_forgotten_jobs() -> None:
    """Enqueue every open job that nobody works on and that does not wait in the queue already."""
    sent = enqueue_missing(processing.sweep())
    if sent:
        logger.info("sent {} forgotten jobs again", sent)


if __name__ == "__main__":
    main()
