"""Places on the paper as CSS lengths: the boxes of a page's rows, and one row enlarged."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from medapp.i18n import translate
from medapp.services.reviewing import Review, ReviewRow
from medapp.ui import routes
from medapp.ui.views.marks import percent

_MARGIN = (6.0, 5.0)  # points around a row, across and down
_LEAST_SHARE = 0.5  # of the page's width that an enlarged row shows: more would only enlarge paper
_LIT_MARGIN = (3.0, 1.5)

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class BoxView:
    """A row's place on its page; `waits` underlines it."""

    key: str = ""
    waits: bool = False
    left: str = ""
    top: str = ""
    width: str = ""
    height: str = ""


@dataclass(frozen=True)
class PageView:
    number: int = 0
    address: str = ""
    shape: str = "1"
    label: str = ""
    counted: str = ""
    boxes: list[BoxView] = field(default_factory=list)


@dataclass(frozen=True)
class CropView:
    """A row enlarged: `shape` is its aspect ratio, the rest places the page behind it. Empty without paper."""

    image: str = ""
    shape: str = ""
    size: str = ""
    position: str = ""
    label: str = ""


def show_pages(review: Review, rows: Sequence[ReviewRow], language: str) -> list[PageView]:
    """Every page with the boxes of the rows that stand on it."""
    total = len(review.page_sizes)
    return [
        PageView(
            number=number,
            address=routes.page_image(review.result_id, number),
            shape=f"{width:g} / {height:g}",
            label=translate(language, "review.page_label", page=number),
            counted=translate(language, "review.page_of", page=number, count=total),
            boxes=[
                _box(row, row.measurement.bbox, width, height)
                for row in rows
                if row.measurement.bbox and row.measurement.page == number
            ],
        )
        for number, (width, height) in enumerate(review.page_sizes, start=1)
        if width > 0 and height > 0
    ]


def show_crop(review: Review, page: int | None, box: Box | None, text: str, language: str) -> CropView:
    """The row cut from its page by CSS alone: the browser has the page already."""
    if not (review.has_original and page and box and page <= len(review.page_sizes)):
        return CropView()
    width, height = review.page_sizes[page - 1]
    x0, x1 = max(0.0, box[0] - _MARGIN[0]), min(width, box[2] + _MARGIN[0])
    y0, y1 = max(0.0, box[1] - _MARGIN[1]), min(height, box[3] + _MARGIN[1])
    if x1 - x0 < _LEAST_SHARE * width:
        x0 = min(max(0.0, (x0 + x1 - _LEAST_SHARE * width) / 2), (1 - _LEAST_SHARE) * width)
        x1 = x0 + _LEAST_SHARE * width
    across, down = x1 - x0, y1 - y0
    if across <= 0 or down <= 0:
        return CropView()
    return CropView(
        image=f"url({routes.page_image(review.result_id, page)})",
        shape=f"{across:g} / {down:g}",
        size=f"{percent(100 * width / across)} {percent(100 * height / down)}",
        position=f"{percent(_share(x0, width - across))} {percent(_share(y0, height - down))}",
        label=translate(language, "review.crop_label", text=text),
    )


def _share(start: float, room: float) -> float:
    return 100 * start / room if room > 0 else 0.0


def _box(row: ReviewRow, box: Box, width: float, height: float) -> BoxView:
    x0, y0, x1, y1 = box[0] - _LIT_MARGIN[0], box[1] - _LIT_MARGIN[1], box[2] + _LIT_MARGIN[0], box[3] + _LIT_MARGIN[1]
    return BoxView(
        key=row.key,
        waits=row.doubt is not None,
        left=percent(100 * max(0.0, x0) / width),
        top=percent(100 * max(0.0, y0) / height),
        width=percent(100 * (min(width, x1) - max(0.0, x0)) / width),
        height=percent(100 * (min(height, y1) - max(0.0, y0)) / height),
    )
