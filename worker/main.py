"""The worker process: `python -m worker.main` warms up, then gives each job a forked work-horse of its own."""

import gc
import os
import signal
import time
from types import FrameType

from loguru import logger
from redis.exceptions import RedisError
from rq.exceptions import StopRequested

from medapp import logs
from medapp.settings import get_settings
from worker.foreman import Foreman

LONGEST_PAUSE_S = 5.0


def main() -> None:
    """Work until told to stop. Redis, the database and the model may all come and go meanwhile."""
    # Before numpy is loaded: one row needs no threads, and threads of a parent hang a forked child.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    get_settings()
    logs.setup("worker")
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    try:
        _warm_up()
        _work_for_ever()
    except StopRequested:
        logger.info("worker stopped")


def _warm_up() -> None:
    """Load what every report needs once, in the parent: a fork then costs milliseconds instead of a second."""
    from worker import warmth  # imports numpy, so only after the environment above is set

    warmth.load()
    gc.collect()
    gc.freeze()  # what lives now lives for ever: the horses need not copy its pages while collecting garbage


def _work_for_ever() -> None:
    pause_s = 0.5
    while True:
        foreman: Foreman | None = None
        try:
            foreman = Foreman.at_the_queue()
            logger.info("worker ready")
            pause_s = 0.5
            foreman.work(logging_level="WARNING")
        except (RedisError, OSError) as error:
            logger.warning("queue away ({}); trying again in {} s", type(error).__name__, pause_s)
        if foreman and foreman.is_stopping:
            raise StopRequested
        time.sleep(pause_s)
        pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise StopRequested


if __name__ == "__main__":
    main()
