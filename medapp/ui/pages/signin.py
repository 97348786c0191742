"""Sign in, with the new account beside it."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.entrance import EntranceState, entrance
from medapp.ui.shell import page


@page(routes.SIGN_IN, "sign_in.title", guard="open", on_load=EntranceState.open)
def signin() -> rx.Component:
    return entrance("login")
