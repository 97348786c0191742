"""The report's pages with the rows marked, and one row cut out and enlarged; review.js lights the row in hand."""

import reflex as rx

from medapp.ui.components.icons import icon
from medapp.ui.components.inline import inline_style
from medapp.ui.text import t, t_attr
from medapp.ui.views.review import ReviewView
from medapp.ui.views.review_paper import BoxView, CropView, PageView


def paper(view: rx.Var[ReviewView]) -> rx.Component:
    """Every page, one below the other, in a frame of its own that scrolls to the row in hand."""
    return rx.el.section(
        rx.el.div(
            rx.el.span(rx.foreach(view.pages, _counted), class_name="n"),
            rx.el.span(_zoom("out", "review.zoom_out"), _zoom("in", "review.zoom_in")),
            class_name="pgb",
        ),
        rx.el.div(
            rx.foreach(view.pages, _sheet),
            class_name="sheets",
            tab_index=0,
            role="group",
            custom_attrs={"aria-label": t_attr("review.paper")},
        ),
        class_name="pg",
    )


def crop(view: rx.Var[CropView]) -> rx.Component:
    """A row of the report, enlarged; nothing where there is no paper."""
    return rx.cond(
        view.image,
        rx.el.div(
            rx.el.div(
                role="img",
                custom_attrs={
                    "aria-label": view.label,
                    "style": inline_style(
                        aspectRatio=view.shape,
                        backgroundImage=view.image,
                        backgroundSize=view.size,
                        backgroundPosition=view.position,
                    ),
                },
            ),
            class_name="zoomed",
        ),
        rx.fragment(),
    )


def _counted(page: rx.Var[PageView]) -> rx.Component:
    """Which page is in view: review.js shows the one that is."""
    return rx.el.span(page.counted, class_name="pgn", custom_attrs={"data-counted": page.number}, key=page.number)


def _sheet(page: rx.Var[PageView]) -> rx.Component:
    return rx.el.div(
        rx.el.img(src=page.address, alt=page.label, loading="lazy", draggable=False),
        rx.el.p(t("review.page_failed"), class_name="small fails"),
        rx.foreach(page.boxes, _box),
        class_name="paper-sheet",
        key=page.number,
        custom_attrs={"style": inline_style(aspectRatio=page.shape), "data-page": page.number},
    )


def _box(box: rx.Var[BoxView]) -> rx.Component:
    """A place to point at; for the keyboard and for a reader that speaks the row itself is the way."""
    return rx.el.i(
        class_name=rx.cond(box.waits, "bx d", "bx"),
        key=box.key,
        custom_attrs={
            "data-for": box.key,
            "aria-hidden": "true",
            "style": inline_style(left=box.left, top=box.top, width=box.width, height=box.height),
        },
    )


def _zoom(way: str, code: str) -> rx.Component:
    return rx.el.button(
        icon(f"zoom-{way}"), type="button", class_name="ib", custom_attrs={"data-zoom": way, "aria-label": t_attr(code)}
    )
