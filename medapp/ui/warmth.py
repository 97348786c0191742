"""What the first reader of a fresh web process would else wait for: the catalogue, the locales, the unit tables."""

import asyncio
from time import perf_counter

from loguru import logger

from medapp.logs import log_defect
from medapp.ui.sample import show_samples


async def warm_up() -> None:
    """The lifespan task of a web process: in a thread, so that the pages answer meanwhile."""
    await asyncio.to_thread(_draw_a_report)


def _draw_a_report() -> None:
    """Drawing one report in every language reads and indexes all that drawing any other needs."""
    began = perf_counter()
    try:
        show_samples()
    except Exception as error:  # noqa: BLE001 a cold start is slower, never a reason not to start
        log_defect(error)
    else:
        logger.debug("warmed up in {:.0f} ms", 1e3 * (perf_counter() - began))
