"""What may be sent, for pages that only say it: formats and limits as this server has them."""

import reflex as rx

from medapp.ui.text import t
from medapp.ui.views.upload import LimitsView, show_limits


class LimitsState(rx.State):
    """No handlers: the settings do not change while the server runs."""

    limits: LimitsView = show_limits()


def limits_line() -> rx.Component:
    """ "PDF, CSV. Up to 20 MB and 50 pages a file, 20 files at once." with this server's figures."""
    limits = LimitsState.limits
    return t(
        "upload.limits",
        formats=limits.formats,
        size=limits.size_mb.to_string(),
        pages=limits.pages.to_string(),
        files=limits.files.to_string(),
    )
