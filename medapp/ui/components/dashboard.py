"""The panels of the dashboard: figures, times by step, the funnel, reasons, workers, hours, recent failures."""

from typing import Any

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.components.inline import inline_style
from medapp.ui.components.shapes import SIGNS
from medapp.ui.text import t
from medapp.ui.views.dashboard import DashboardView, FigureView
from medapp.ui.views.dashboard_panels import BarView, FailureRowView, HourView, StepView, WorkerRowView


def dashboard_panels(view: rx.Var[DashboardView], read_again: Any) -> rx.Component:
    return rx.fragment(
        rx.el.dl(rx.foreach(view.figures, _figure), class_name="figs"),
        rx.el.div(
            _panel("dashboard.steps_heading", view.steps, _steps(view), "dashboard.steps_empty"),
            _panel(
                "dashboard.funnel_heading",
                view.funnel,
                _bars(view.funnel, "dashboard.funnel_note"),
                "dashboard.funnel_empty",
            ),
            _panel("dashboard.reasons_heading", view.reasons, _bars(view.reasons, "", "e"), "dashboard.reasons_empty"),
            _panel(
                "dashboard.corrections_heading",
                view.corrections,
                rx.fragment(_bars(view.corrections, ""), rx.el.p(view.corrections_note, class_name="cap spaced n")),
                "dashboard.corrections_empty",
            ),
            _panel("dashboard.workers_heading", view.workers, _workers(view), "dashboard.workers_empty"),
            class_name="two",
        ),
        _panel("dashboard.hours_heading", view.hours_label, _hours(view), "dashboard.hours_empty", "hrs"),
        _panel(
            "dashboard.failures_heading", view.failures, _failures(view, read_again), "dashboard.failures_empty", "hrs"
        ),
        rx.el.p(view.model, " ", rx.el.a(t("drift.link"), href=routes.DRIFT), class_name="cap spaced"),
    )


def _panel(heading: str, filled: rx.Var[Any], body: rx.Component, empty: str, classes: str = "") -> rx.Component:
    return rx.el.section(
        rx.el.h2(t(heading), class_name="h3 under"),
        rx.cond(filled, body, rx.el.p(t(empty), class_name="small q spaced")),
        class_name=classes,
    )


def _figure(figure: rx.Var[FigureView]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(figure.name),
        rx.cond(
            figure.value,
            rx.el.dd(figure.value, rx.el.small(" ", figure.unit)),
            rx.el.dd(t("dashboard.no_data"), class_name="nothing"),
        ),
        rx.el.dd(figure.note, class_name="cap n"),
    )


def _steps(view: rx.Var[DashboardView]) -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.span(),
            rx.el.span(t("dashboard.steps_note"), class_name="x"),
            rx.el.span("● p50", class_name="r"),
            rx.el.span("◆ p95", class_name="r"),
            class_name="ln h",
        ),
        rx.foreach(view.steps, _step),
    )


def _step(step: rx.Var[StepView]) -> rx.Component:
    def mark(kind: str, left: rx.Var[str]) -> rx.Component:
        return rx.el.svg(
            rx.el.path(d=SIGNS[kind]),
            class_name=f"mark-{kind}",
            view_box="0 0 18 18",
            custom_attrs={"style": inline_style(left=left), "aria-hidden": "true"},
        )

    return rx.el.div(
        rx.el.span(step.name),
        rx.el.span(
            rx.el.i(),
            rx.el.b(custom_attrs={"style": inline_style(left="0", width=step.p95_left)}),
            mark("in", step.p50_left),
            mark("slight", step.p95_left),
            class_name="lt2",
            role="img",
            custom_attrs={"aria-label": step.label},
        ),
        rx.el.span(step.p50, class_name="r n"),
        rx.el.span(rx.el.b(step.p95), class_name="r n"),
        class_name="ln",
    )


def _bars(items: rx.Var[list[BarView]], note: str, classes: str = "") -> rx.Component:
    def bar(item: rx.Var[BarView]) -> rx.Component:
        return rx.el.div(
            rx.el.span(item.name),
            rx.el.span(
                rx.el.span(class_name="b", custom_attrs={"style": inline_style(width=item.width)}),
                custom_attrs={"aria-hidden": "true"},
            ),
            rx.el.span(rx.el.b(item.count), class_name="r n"),
            rx.el.span(item.share, class_name="r n cap"),
            class_name=f"fn {classes}".strip(),
        )

    return rx.fragment(rx.foreach(items, bar), rx.el.p(t(note), class_name="cap spaced") if note else rx.fragment())


def _workers(view: rx.Var[DashboardView]) -> rx.Component:
    def row(worker: rx.Var[WorkerRowView]) -> rx.Component:
        return rx.el.tr(
            rx.el.td(worker.name),
            rx.el.td(rx.el.span(icon(worker.icon), worker.word, class_name=rx.Var.create("st ") + worker.kind)),
            rx.el.td(worker.done, class_name="r n"),
            rx.el.td(worker.seen, class_name="r n"),
        )

    heads = (("workers_name", ""), ("workers_state", ""), ("workers_done", "r"), ("workers_seen", "r"))
    return _table(heads, rx.foreach(view.workers, row), "wk")


def _hours(view: rx.Var[DashboardView]) -> rx.Component:
    def column(hour: rx.Var[HourView]) -> rx.Component:
        return rx.el.li(
            rx.el.span(
                rx.el.i(class_name="no", custom_attrs={"style": inline_style(height=hour.failed_height)}),
                rx.el.i(class_name="yes", custom_attrs={"style": inline_style(height=hour.done_height)}),
                class_name="col",
            ),
            rx.el.span(hour.tick, class_name="cap n"),
        )

    def row(hour: rx.Var[HourView]) -> rx.Component:
        return rx.el.tr(
            rx.el.td(hour.label, class_name="n"),
            rx.el.td(hour.done, class_name="r n"),
            rx.el.td(hour.failed, class_name="r n"),
        )

    heads = (("hours_hour", ""), ("hours_done", "r"), ("hours_failed", "r"))
    return rx.fragment(
        rx.el.div(
            rx.el.ol(rx.foreach(view.hours, column), custom_attrs={"aria-hidden": "true"}),
            class_name="hour-bars",
            role="img",
            custom_attrs={"aria-label": view.hours_label},
        ),
        rx.el.p(
            rx.el.i(class_name="swatch yes"),
            t("dashboard.hours_done"),
            " ",
            rx.el.i(class_name="swatch no"),
            t("dashboard.hours_failed"),
            class_name="cap",
        ),
        rx.el.details(
            rx.el.summary(t("dashboard.hours_table"), class_name="lnk"),
            _table(heads, rx.foreach(view.hours, row), "hours-table"),
        ),
    )


def _failures(view: rx.Var[DashboardView], read_again: Any) -> rx.Component:
    def row(failure: rx.Var[FailureRowView]) -> rx.Component:
        return rx.el.tr(
            rx.el.td(failure.when, class_name="n"),
            rx.el.td(failure.reason),
            rx.el.td(failure.reference, class_name="n"),
            rx.el.td(failure.attempts, class_name="r n"),
            rx.el.td(
                rx.el.button(
                    icon("again"),
                    t("dashboard.failures_again"),
                    type="button",
                    class_name="lnk",
                    on_click=read_again(failure.job_id),
                )
            ),
        )

    heads = (
        ("failures_when", ""),
        ("failures_reason", ""),
        ("failures_reference", ""),
        ("failures_attempts", "r"),
        ("failures_again", ""),
    )
    return rx.el.div(_table(heads, rx.foreach(view.failures, row), "fails"), class_name="sc", tab_index=0)


def _table(heads: tuple[tuple[str, str], ...], rows: rx.Component, classes: str) -> rx.Component:
    return rx.el.table(
        rx.el.thead(
            rx.el.tr(*(rx.el.th(t(f"dashboard.{code}"), class_name=side, scope="col") for code, side in heads))
        ),
        rx.el.tbody(rows),
        class_name=classes,
    )
