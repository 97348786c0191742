"""First readers of words, exchangeable: a module of this folder that carries `ENGINE` is one, found by its name."""

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol

from medapp.errors import Unavailable
from medapp.ingest.ocr.prepare import Prepared
from medapp.ingest.ocr.seen import Seen


class Engine(Protocol):
    """`ways` are what `read` may be asked for, best first; a later one is tried when the one before read badly."""

    @property
    def name(self) -> str: ...

    @property
    def ways(self) -> tuple[str, ...]: ...

    def is_installed(self) -> bool:
        """Whether it can be used here; imports nothing heavy."""
        ...

    def warm(self) -> None:
        """Load what reading needs; called while the page is straightened. Raises Unavailable when it cannot start."""
        ...

    def read(self, prepared: Prepared, way: str) -> list[Seen]:
        """The words of a page, in its px, with honest confidences. Raises Unavailable when the engine cannot start."""
        ...


@cache
def all_engines() -> dict[str, Engine]:
    """Every `ENGINE` of the folder by its name."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.ENGINE.name: module.ENGINE for module in modules if hasattr(module, "ENGINE")}


def engine_named(name: str) -> Engine:
    """The engine. Raises Unavailable when there is none of this name or it is not installed."""
    engine = all_engines().get(name)
    if engine is None or not engine.is_installed():
        raise Unavailable(engine=name)
    return engine
