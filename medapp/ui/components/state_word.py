"""Word, icon and colour of a state, always together; and the row of signs that counts them."""

import reflex as rx

from medapp.ui.components.icons import icon, sign
from medapp.ui.text import t
from medapp.ui.views.marks import StateView
from medapp.ui.views.report import TallyView


def state_word(state: rx.Var[StateView]) -> rx.Component:
    return rx.el.span(icon(state.icon), state.word, class_name=rx.Var.create("st ") + state.kind)


def tally(view: rx.Var[TallyView]) -> rx.Component:
    """One sign a marker, the clearest first, and the same in words."""
    return rx.el.div(
        rx.foreach(
            view.groups,
            lambda group: rx.el.span(
                rx.foreach(group, lambda kind: sign(kind)), class_name="run", custom_attrs={"aria-hidden": "true"}
            ),
        ),
        rx.el.span(view.words, class_name="cap"),
        class_name="tally",
    )


def legend() -> rx.Component:
    """What the signs mean, once above the list."""
    entries = (
        ("in", "in_range"),
        ("slight", "slightly_outside"),
        ("clear", "clearly_outside"),
        ("crit", "critical"),
    )
    return rx.el.div(
        *(rx.el.span(sign(kind), t(f"marks.legend.{code}")) for kind, code in entries),
        class_name="key",
    )
