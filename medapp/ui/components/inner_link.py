"""A link inside the product that changes the address without loading the page anew; Back leads back as always."""

from typing import Any

import reflex as rx
from reflex.components.react_router.dom import ReactRouterLink


def inner_link(*children: Any, href: str | rx.Var[str], **attributes: Any) -> rx.Component:
    """An anchor with a real address: it can be copied, opened in a new tab and reloaded."""
    return ReactRouterLink.create(*children, to=href, **attributes)
