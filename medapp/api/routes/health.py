"""Alive, ready, and figures for a monitor."""

import secrets
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from medapp import jobqueue
from medapp.api.identity import Whoever, bearer_of
from medapp.db import migrate
from medapp.errors import MedAppError, QueueUnavailable
from medapp.services import metrics, models
from medapp.services.actors import require_admin
from medapp.settings import get_settings

router = APIRouter(tags=["operation"])


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """This process answers."""
    return {"status": "alive"}


@router.get("/readyz")
async def ready() -> JSONResponse:
    """Database, Redis, a worker's heartbeat and the model: each ok, or why not."""
    checks = {name: await run_in_threadpool(_look, check) for name, check in CHECKS.items()}
    is_ready = all(found["ok"] for found in checks.values())
    body = {"status": "ready" if is_ready else "not_ready", "checks": checks}
    return JSONResponse(body, 200 if is_ready else 503, headers={"Cache-Control": "no-store"})


@router.get("/metrics")
async def show_metrics(request: Request, actor: Whoever) -> Response:
    """Prometheus text, for administrators or with the scrape token."""
    wanted, given = get_settings().scrape_token, bearer_of(request.headers) or ""
    if not (wanted and secrets.compare_digest(wanted.encode(), given.encode())):
        require_admin(actor)
    text = await run_in_threadpool(metrics.exposition)
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8", headers={"Cache-Control": "no-store"})


def _check_database() -> None:
    if migrate.version() != migrate.newest():
        raise MedAppError


def _check_worker() -> None:
    if jobqueue.workers_alive() == 0:
        raise QueueUnavailable(cause="no_worker")


CHECKS: dict[str, Callable[[], Any]] = {
    "database": _check_database,
    "redis": jobqueue.depth,
    "worker": _check_worker,
    "model": models.check,
}


def _look(check: Callable[[], Any]) -> dict[str, Any]:
    try:
        check()
    except MedAppError as error:
        return {"ok": False, "why": error.values.get("cause") or error.code}
    return {"ok": True}
