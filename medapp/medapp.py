"""The Reflex app: pages found by themselves, the mounted API, live updates, the last-resort error handlers."""

import reflex as rx

from medapp import logs
from medapp.api.app import api, transformers
from medapp.ui import failures, live, shell, theme, warmth
from medapp.ui.paper.typeset import typeset

logs.setup("web")
shell.discover()
api.state.typeset = typeset  # words and drawing are the pages' business; the API hands the paper out

app = rx.App(
    stylesheets=theme.stylesheets(),
    head_components=theme.head_components(),
    html_lang="en",
    html_custom_attrs={"data-theme": "light"},
    toaster=None,
    app_wraps={(55, "ErrorBoundary"): lambda _stateful: failures.boundary()},
    api_transformer=transformers,
    backend_exception_handler=failures.on_backend_failure,
    frontend_exception_handler=failures.on_frontend_failure,
)
app.register_lifespan_task(live.follow_nudges, app=app)
app.register_lifespan_task(warmth.warm_up)
shell.add_pages(app)
