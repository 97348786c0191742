"""The last resort: what no page expected is logged once and told with a number that finds the log line."""

import reflex as rx
from loguru import logger
from reflex.event import EventSpec
from reflex_base.vars.function import ArgsFunctionOperation
from reflex_components_core.base.error_boundary import ErrorBoundary

from medapp.errors import MedAppError
from medapp.logs import log_defect, new_reference
from medapp.ui import routes
from medapp.ui.session import SessionState
from medapp.ui.text import t


def on_backend_failure(exception: Exception) -> EventSpec:
    """An event handler raised: known errors are told in their own words, the rest as our fault.

    The notice is drawn from state, because a toast sent by the server needs a looser content policy than ours.
    """
    if isinstance(exception, MedAppError) and exception.status < 500:
        logger.info("refused: {}", exception.code)
        return SessionState.tell_failure(exception.code, "")
    code = exception.code if isinstance(exception, MedAppError) else "internal"
    return SessionState.tell_failure(code, log_defect(exception))


def on_frontend_failure(exception: Exception) -> None:
    """A page broke in the browser. Only the kind of error is logged: its text may quote what the page showed."""
    kind = str(exception).split(":", 1)[0][:60]
    kind = kind if kind.isidentifier() else "unnamed"
    logger.bind(reference=new_reference()).error("the page failed in the browser: {}", kind)


def boundary() -> rx.Component:
    """Around every page: what a person sees when drawing it fails in the browser."""
    drawn = rx.el.main(
        rx.el.h1(t("errors.internal.title")),
        rx.el.p(t("errors.internal.detail"), " ", t("errors.internal.next_step"), class_name="q"),
        rx.el.p(rx.el.a(t("not_found.home"), href=routes.HOME, class_name="btn")),
        class_name="wrap plain",
    )
    return ErrorBoundary.create(fallback_render=ArgsFunctionOperation.create(("event_args",), rx.Var.create(drawn)))
