"""Logs: loguru as pretty lines or JSON, with request, user and job ids bound and never a value from a report."""

import contextlib
import json
import logging
import secrets
import sys
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from loguru import logger

from medapp.errors import MedAppError
from medapp.settings import get_settings

if TYPE_CHECKING:
    from loguru import Record

_REFERENCE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # no letter that is mistaken for another when read aloud
_bound: ContextVar[dict[str, str]] = ContextVar("medapp_bound")


def setup(process: str) -> None:
    """Send everything, the standard library's logging too, to stderr in the chosen format; `process` names it."""
    settings = get_settings()
    logger.remove()
    logger.configure(extra={"process": process})
    render = _json_line if settings.log_format == "json" else _pretty_line
    # diagnose=False and our own renderer: the values of variables and the texts of foreign errors stay out.
    logger.add(sys.stderr, level=settings.log_level, format=render, backtrace=False, diagnose=False)
    logging.basicConfig(handlers=[_Intercept()], level=logging.INFO, force=True)
    for noisy in ("httpx", "httpcore", "pdfminer", "fontTools", "watchfiles", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


@contextlib.contextmanager
def bound(**ids: str | None) -> Iterator[None]:
    """Every log line and audit row inside carries these ids (request_id, user_id, job_id, origin)."""
    token = _bound.set(_bound.get({}))
    try:
        bind(**ids)
        yield
    finally:
        _bound.reset(token)


def bind(**ids: str | None) -> None:
    """Add ids to the block around this call, such as the user once they are known."""
    _bound.set({**_bound.get({}), **{name: value for name, value in ids.items() if value}})


def current(name: str) -> str | None:
    """The id bound around this call, or None."""
    return _bound.get({}).get(name)


def new_reference() -> str:
    """A short id that a person can read out and that finds the log line, such as E-7K3QX2MA."""
    return "E-" + "".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(8))


def log_defect(error: BaseException, reference: str | None = None) -> str:
    """Log an unexpected error once, without its text, and return the reference to show."""
    reference = reference or new_reference()
    logger.bind(reference=reference).opt(exception=error).error("defect {}", type(error).__name__)
    return reference


def _add_ids(record: "Record") -> None:
    """The client's address is for the audit log alone."""
    record["extra"].update({name: value for name, value in _bound.get({}).items() if name != "origin"})


logger.configure(patcher=_add_ids)


class _Intercept(logging.Handler):
    """Hands the standard library's records to loguru."""

    def emit(self, record: logging.LogRecord) -> None:
        known = {level.lower(): level for level in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")}
        level = known.get(record.levelname.lower(), "INFO")
        logger.bind(logger=record.name).opt(depth=6, exception=record.exc_info).log(level, "{}", record.getMessage())


def _pretty_line(record: "Record") -> str:
    record["extra"]["_trace"] = _trace(record)
    ids = " ".join(f"{key}={value}" for key, value in record["extra"].items() if key not in ("process", "_trace"))
    record["extra"]["_ids"] = f" [{ids}]" if ids else ""
    return (
        "<dim>{time:HH:mm:ss.SSS}</dim> <level>{level: <7}</level> {extra[process]} "
        "{message}<dim>{extra[_ids]}</dim>\n{extra[_trace]}"
    )


def _json_line(record: "Record") -> str:
    line: dict[str, Any] = {
        "time": record["time"].isoformat(),
        "level": record["level"].name,
        "message": record["message"],
        "where": f"{record['name']}:{record['line']}",
        **{key: value for key, value in record["extra"].items() if not key.startswith("_")},
    }
    if trace := _trace(record):
        line["trace"] = trace
    record["extra"]["_line"] = json.dumps(line, ensure_ascii=False, default=str)
    return "{extra[_line]}\n"


def _trace(record: "Record") -> str:
    """Frames and error kinds down the chain of causes; a foreign error's text may quote a report, so it is left out."""
    raised = record["exception"]
    error = raised.value if raised else None
    parts: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        text = f": {error.code}" if isinstance(error, MedAppError) else ""
        parts.append("".join(traceback.format_tb(error.__traceback__)) + f"{type(error).__name__}{text}\n")
        error = error.__cause__ or error.__context__
    return "caused by\n".join(parts)
