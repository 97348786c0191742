"""A place on a line as an inline style: lengths that come from state and would else make one CSS class each."""

import reflex as rx


def inline_style(**properties: str | rx.Var[str]) -> rx.Var[dict[str, str]]:
    """For `custom_attrs={"style": ...}`; `passed="3s"` with a leading `__` sets a custom property.

    A plain dict would lose the state hooks of the Vars inside it, and the page would not render.
    """
    return rx.Var.create({name.replace("__", "--"): value for name, value in properties.items()})
