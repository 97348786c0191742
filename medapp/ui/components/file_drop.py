"""The drop area: accepted types and limits stand in it before anything is chosen; and one sent file's row."""

from typing import Any

import reflex as rx
from reflex.vars import ArrayVar, ObjectVar

from medapp.ui.components.icons import icon
from medapp.ui.components.inline import inline_style
from medapp.ui.text import t, t_attr
from medapp.ui.views.upload import LimitsView, SentFileView

UPLOAD_ID = "reports"


def file_drop(
    limits: rx.Var[LimitsView],
    percent: rx.Var[int],
    *,
    receive: Any,
    progress: Any,
    refuse: Any,
    stop: Any,
    on_together: Any,
) -> rx.Component:
    """`percent` is negative while nothing is sent; the handlers are those of the page's state."""
    return rx.el.div(
        _camera(),
        _area(limits, receive, progress, refuse),
        _photos(on_together),
        _sending(percent, stop),
    )


def _camera() -> rx.Component:
    """On a telephone the camera comes first; page.js hands its photo to the drop area."""
    return rx.el.div(
        rx.el.input(
            type="file",
            id="camera",
            class_name="vh",
            accept="image/*",
            custom_attrs={"capture": "environment", "data-hand-to": UPLOAD_ID},
        ),
        rx.el.label(icon("camera"), t("upload.camera"), html_for="camera", class_name="btn"),
        class_name="cam-first",
    )


def _photos(on_together: Any) -> rx.Component:
    """Several photos may be one report; and how a photo becomes legible."""
    return rx.el.div(
        rx.el.div(
            rx.el.input(type="checkbox", id="together", on_change=on_together),
            rx.el.label(
                t("upload.together"), " ", rx.el.span(t("upload.together_text"), class_name="q"), html_for="together"
            ),
            class_name="tick-line",
        ),
        rx.el.details(
            rx.el.summary(icon("camera"), t("help.photo"), class_name="lnk"),
            rx.el.ol(*(rx.el.li(t(f"help.photo_{place}")) for place in (1, 2, 3, 4)), class_name="tips small"),
            rx.el.p(t("help.photo_note"), class_name="cap"),
        ),
        class_name="photo-pages",
    )


def _area(limits: rx.Var[LimitsView], receive: Any, progress: Any, refuse: Any) -> rx.Component:
    area = rx.upload.root(
        rx.el.p(
            rx.el.b(
                rx.el.span(t("upload.drop"), class_name="dsk"), rx.el.span(t("upload.drop_phone"), class_name="cam")
            )
        ),
        rx.el.p(
            rx.el.button(icon("file-up"), t("upload.choose"), class_name="btn", type="button"),
            class_name="acts",
        ),
        rx.el.p(
            t(
                "upload.limits",
                formats=limits.formats,
                size=limits.size_mb.to_string(),
                pages=limits.pages.to_string(),
                files=limits.files.to_string(),
            ),
            class_name="cap",
        ),
        rx.el.p(t("upload.hint"), class_name="cap"),
        id=UPLOAD_ID,
        class_name="drop",
        multiple=True,
        accept=limits.types,
        max_size=limits.size_bytes,
        max_files=limits.files,
        no_keyboard=True,  # the button inside takes the keyboard: one stop for Tab, not two
        on_drop=receive(rx.upload_files(upload_id=UPLOAD_ID, on_upload_progress=progress)),
        on_drop_rejected=lambda rejected: refuse(rejected.to(ArrayVar).map(_as_line)),
    )
    chooser = area.children[0].children[0]  # Reflex gives its hidden <input type=file> no way to a label
    chooser.custom_attrs = {"aria-label": t_attr("upload.choose")}
    return area


def sent_file(file: rx.Var[SentFileView]) -> rx.Component:
    """Name, where it stands, and one link on."""
    return rx.el.li(
        rx.el.span(
            rx.el.b(file.name),
            rx.cond(file.size, rx.el.span(file.size, class_name="cap n"), rx.fragment()),
            class_name="nm",
        ),
        rx.el.span(icon(file.icon), file.word, class_name=rx.Var.create("st ") + file.kind),
        rx.cond(
            file.href,
            rx.el.a(
                rx.match(
                    file.link_code,
                    ("open_result", t("upload.open_result")),
                    ("open_old", t("upload.open_old")),
                    t("upload.open_job"),
                ),
                href=file.href,
                class_name="lnk",
            ),
            rx.fragment(),
        ),
        rx.cond(file.detail, rx.el.p(file.detail, class_name="small q"), rx.fragment()),
    )


def _sending(percent: rx.Var[int], stop: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(
            percent >= 0,
            rx.fragment(
                rx.el.span(t("upload.sending", percent=percent), class_name="small n"),
                rx.el.span(
                    rx.el.i(custom_attrs={"style": inline_style(width=percent.to_string() + "%")}),
                    class_name="track",
                    custom_attrs={"aria-hidden": "true"},
                ),
                rx.el.button(
                    t("upload.cancel"),
                    type="button",
                    class_name="lnk",
                    on_click=[rx.cancel_upload(UPLOAD_ID), stop],
                ),
            ),
            rx.fragment(),
        ),
        class_name="sending",
        role="status",
    )


def _as_line(rejected: ObjectVar[dict[str, Any]]) -> rx.Var[str]:
    """ "codes|name" of a file that the browser refused: only text leaves for the server, never the file."""
    record = rejected.to(ObjectVar, dict[str, dict[str, Any]])
    file = record["file"].to(ObjectVar, dict[str, Any])
    errors = record["errors"].to(ArrayVar, list[dict[str, Any]])
    return rx.Var.create(f"{errors.map(lambda error: error['code']).join(' ')}|{file['path']}")
