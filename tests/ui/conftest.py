"""A browser tab as the server sees it."""

from collections.abc import Callable
from typing import Any

import pytest
import reflex as rx
from reflex.istate.data import RouterData

from medapp.ui import live


@pytest.fixture
def open_tab() -> Callable[..., Any]:
    """open_tab(SomeState, cookie="a=b", path="/x") is that state in a fresh tab."""

    def open_one(state_class: type[rx.State], *, path: str = "/", token: str = "tab", **headers: str) -> Any:
        root = rx.State(_reflex_internal_init=True)
        data = {
            "token": token,
            "headers": {name.replace("_", "-"): value for name, value in headers.items()},
            "asPath": path,
            "pathname": path.partition("?")[0],
        }
        root.router_data = data
        root.router = RouterData.from_router_data(data)
        state = root
        for name in state_class.get_full_name().split(".")[1:]:
            state = state.substates[name]
        return state

    return open_one


@pytest.fixture(autouse=True)
def nobody_watches() -> None:
    live.WATCH.clear()
