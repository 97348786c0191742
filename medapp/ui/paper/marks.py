"""The line and the marks of a row, black on white: a grey band, two limits, one sign."""

from medapp.ui.line import HIGH_AT, LOW_AT, Line
from medapp.ui.paper.pen import BOLD, Pen

BAND, OUTSIDE = 0.86, 1.0
_CHECK = [[(20, 6), (9, 17), (4, 12)]]
_UP, _DOWN = [[(18, 15), (12, 9), (6, 15)]], [[(6, 9), (12, 15), (18, 9)]]
_STROKES = {
    "check": _CHECK,
    "chevron-up": _UP,
    "chevron-down": _DOWN,
    "chevrons-up": [[(17, 11), (12, 6), (7, 11)], [(17, 18), (12, 13), (7, 18)]],
    "chevrons-down": [[(7, 6), (12, 11), (17, 6)], [(7, 13), (12, 18), (17, 13)]],
}


def draw_line(pen: Pen, x: float, y: float, width: float, line: Line | None, kind: str) -> None:
    """`y` is the middle of the row. A row without a place has a dashed line and no sign."""
    if line is None:
        pen.rule(x, x + width, y, 0.7, 0.45, dash=True)
        return
    for zone in line.zones:
        fill = BAND if zone.kind == "in" else OUTSIDE
        pen.box(x + width * zone.start / 100, y - 3, width * (zone.end - zone.start) / 100, 6, fill, 0.45)
    for has_limit, place in ((line.has_low, LOW_AT), (line.has_high, HIGH_AT)):
        if has_limit:
            pen.upright(x + width * place / 100, y - 5.2, y + 5.2, 1.2)
    at = x + width * line.sign_at / 100
    draw_sign(pen, at, y, kind)
    if line.pinned:
        side = 1 if line.pinned > 0 else -1
        tip = at + side * 8.5
        pen.shape([(tip, y), (tip - side * 3.4, y - 3), (tip - side * 3.4, y + 3)], filled=True)


def draw_sign(pen: Pen, x: float, y: float, kind: str) -> None:
    """Every state has a shape of its own: it is told without colour."""
    if kind == "in":
        pen.disc(x, y, 3.0)
    elif kind == "slight":
        pen.shape([(x, y - 4.3), (x + 4.3, y), (x, y + 4.3), (x - 4.3, y)], filled=True)
    elif kind == "clear":
        pen.shape([(x - 3.6, y - 3.6), (x + 3.6, y - 3.6), (x + 3.6, y + 3.6), (x - 3.6, y + 3.6)], filled=True)
    elif kind == "crit":
        draw_octagon(pen, x, y, 5.0)


def draw_octagon(pen: Pen, x: float, y: float, radius: float) -> None:
    near = 0.42 * radius
    corners = [(near, -radius), (radius, -near), (radius, near), (near, radius)]
    corners += [(-a, -b) for a, b in corners]
    pen.shape([(x + a, y + b) for a, b in corners], filled=True)
    pen.canvas.setFillGray(1)
    pen.text(x - 0.24 * radius, y + 0.55 * radius, "!", BOLD, 1.5 * radius)
    pen.canvas.setFillGray(0)


def draw_icon(pen: Pen, x: float, y: float, icon: str) -> None:
    """The icon beside a word, 8 points wide; `y` is its middle."""
    if icon in _STROKES:
        for stroke in _STROKES[icon]:
            points = [(x + a * 8 / 24, y - 4 + b * 8 / 24) for a, b in stroke]
            pen.shape(points, filled=False, closed=False, width=0.8)
    elif icon == "octagon-alert":
        draw_octagon(pen, x + 4, y, 4.0)
    elif icon == "circle-dashed":
        pen.disc(x + 4, y, 3.4, filled=False)
    else:
        pen.text(x + 2.6, y + 3, "?", BOLD)
