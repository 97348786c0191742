"""Outlines of the signs on the line and of the icons beside words; each is one SVG path.

Signs are drawn for this product on an 18 grid. Icons are Lucide (ISC licence) on a 24 grid,
with circles and rectangles written as arcs so that an icon is always one path.
"""

SIGNS = {
    "in": "M3.8 9a5.2 5.2 0 1 0 10.4 0a5.2 5.2 0 1 0-10.4 0",
    "ink": "M2.6 9a6.4 6.4 0 1 0 12.8 0a6.4 6.4 0 1 0-12.8 0",
    "slight": "M9 2.2 15.8 9 9 15.8 2.2 9z",
    "clear": "M3 3h12v12H3z",
    "crit": "M5.6 1h6.8L17 5.6v6.8L12.4 17H5.6L1 12.4V5.6z",
    "none": "M4 9a5 5 0 1 0 10 0a5 5 0 1 0-10 0",
}
CRITICAL_MARK = "M9 5v5M9 12.4v.9"
ARROWS = {"l": "M12.5 1v16L0.5 9z", "r": "M5.5 1v16L17.5 9z"}

_FILE = "M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z"
_FILE_FOLD = "M14 2v5a1 1 0 0 0 1 1h5"
_CIRCLE = "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0"

ICONS = {
    # states
    "check": "M20 6 9 17l-5-5",
    "chevron-down": "M6 9l6 6 6-6",
    "chevron-up": "M18 15l-6-6-6 6",
    "chevrons-down": "M7 6l5 5 5-5M7 13l5 5 5-5",
    "chevrons-up": "M17 11l-5-5-5 5M17 18l-5-5-5 5",
    "octagon-alert": (
        "M12 16h.01M12 8v4M15.312 2a2 2 0 0 1 1.414.586l4.688 4.688A2 2 0 0 1 22 8.688v6.624a2 2 0 0 1-.586 1.414"
        "l-4.688 4.688a2 2 0 0 1-1.414.586H8.688a2 2 0 0 1-1.414-.586l-4.688-4.688A2 2 0 0 1 2 15.312V8.688"
        "a2 2 0 0 1 .586-1.414l4.688-4.688A2 2 0 0 1 8.688 2z"
    ),
    "circle-dashed": (
        "M10.1 2.182a10 10 0 0 1 3.8 0M13.9 21.818a10 10 0 0 1-3.8 0M17.609 3.721a10 10 0 0 1 2.69 2.7"
        "M2.182 13.9a10 10 0 0 1 0-3.8M20.279 17.609a10 10 0 0 1-2.7 2.69M21.818 10.1a10 10 0 0 1 0 3.8"
        "M3.721 6.391a10 10 0 0 1 2.7-2.69M6.391 20.279a10 10 0 0 1-2.69-2.7"
    ),
    # acts and notices
    "file-up": f"{_FILE}{_FILE_FOLD}M12 12v6M15 15l-3-3-3 3",
    "file-alert": f"{_FILE}M12 9v4M12 17h.01",
    "file": f"{_FILE}{_FILE_FOLD}",
    "row": (
        "M3 7V5a2 2 0 0 1 2-2h2M17 3h2a2 2 0 0 1 2 2v2M21 17v2a2 2 0 0 1-2 2h-2M7 21H5a2 2 0 0 1-2-2v-2"
        "M7 8h8M7 12h10M7 16h6"
    ),
    "print": (
        "M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2"
        "M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6"
        "M7 14h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1"
    ),
    "trash": ("M10 11v6M14 11v6M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M3 6h18M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"),
    "phone": (
        "M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4"
        "a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"
    ),
    "close": "M18 6 6 18M6 6l12 12",
    "menu": "M4 5h16M4 12h16M4 19h16",
    "user": "M7 8a5 5 0 1 0 10 0a5 5 0 1 0-10 0M20 21a8 8 0 0 0-16 0",
    "eye": (
        "M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0"
        "M9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0"
    ),
    "plus": "M5 12h14M12 5v14",
    "info": f"{_CIRCLE}M12 16v-4M12 8h.01",
}
