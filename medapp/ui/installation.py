"""What this installation says of itself: formats, limits, the number for an emergency, who runs it."""

import reflex as rx

from medapp.ingest.formats import accepted_suffixes
from medapp.settings import get_settings
from medapp.ui.text import t
from medapp.ui.views.upload import LimitsView, show_limits

_WELL_KNOWN = ("pdf", "jpg", "png", "heic", "csv", "xlsx")


def _well_known() -> str:
    accepted = accepted_suffixes()
    return ", ".join(name.upper() for name in _WELL_KNOWN if f".{name}" in accepted)


class InstallationState(rx.State):
    """No handlers: the settings do not change while the server runs. Not filled when a page opens: a file may be chosen
    before the page has spoken with the server, and a limit of nothing would refuse it.
    """

    limits: LimitsView = show_limits()
    well_known: str = _well_known()
    emergency_number: str = get_settings().emergency_number
    operator: str = get_settings().operator_name
    support_address: str = get_settings().support_address


def limits_line() -> rx.Component:
    """The formats most people have and this server's limits, in one sentence each."""
    limits = InstallationState.limits
    return t(
        "home.limits",
        formats=InstallationState.well_known,
        size=limits.size_mb.to_string(),
        pages=limits.pages.to_string(),
        files=limits.files.to_string(),
    )


def formats_line() -> rx.Component:
    """Every format that is read."""
    return t("help.formats_all", formats=InstallationState.limits.formats)
