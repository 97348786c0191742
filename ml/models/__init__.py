"""One file a model; `find_models` sees every module here that defines `MODEL`."""

import pkgutil
from importlib import import_module
from typing import Any


def find_models() -> dict[str, Any]:
    """Every model of this folder by name."""
    modules = (import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    found = [module.MODEL for module in modules if hasattr(module, "MODEL")]
    return {model.name: model for model in found}
