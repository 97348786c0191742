"""New account, with signing in beside it."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.entrance import EntranceState, entrance
from medapp.ui.shell import page


@page(routes.REGISTER, "register.title", guard="open", on_load=EntranceState.open)
def register() -> rx.Component:
    return entrance("register")
