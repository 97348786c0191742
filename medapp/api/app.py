"""The HTTP side of the product: `api` for routes, `transformers` for the Reflex app to put around itself."""

from collections.abc import Callable

from fastapi import FastAPI
from starlette.types import ASGIApp

from medapp.api import problems
from medapp.api.context import context
from medapp.api.guard import guard
from medapp.api.headers import security_headers
from medapp.api.navigation import navigation
from medapp.api.routes import (
    account,
    auth,
    corrections,
    docs,
    forms,
    health,
    inference,
    jobs,
    people,
    results,
    shared,
    uploads,
)

api = FastAPI(
    title="medapp API",
    version="1",
    description="Upload laboratory reports, follow their jobs, read the results.",
    docs_url=None,  # the stock pages load scripts from another host; /api/docs is our own
    redoc_url=None,
    openapi_url=None,
)
problems.install(api)
_routers = [
    module.router
    for module in (auth, forms, account, people, uploads, jobs, results, shared, corrections, inference, health, docs)
]
for router in _routers:
    api.include_router(router)
api.state.own_routes = [route for router in _routers for route in router.routes]

# Each wraps those before it, so the last one sees every request first.
transformers: list[FastAPI | Callable[[ASGIApp], ASGIApp]] = [api, navigation, guard, security_headers, context]
