"""A process of its own that draws one page of a stranger's file: `python -m worker.page_image`.

On stdin: a line of JSON (reader, page, size, slopes, boxes, max_pages, memory_bytes, cpu_s, wall_s), then the file's
bytes.
On stdout: the PNG. Exit code 0 when drawn; REFUSED with the error's code on stderr; anything else is a limit met.
"""

import json
import sys

from medapp.errors import MedAppError
from medapp.ingest.limits import Limits as ReadingLimits
from worker.sandbox import Limits, confined

REFUSED = 3


def main() -> int:
    """Draw what stdin asks for."""
    order = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    # Before the limits: what these packages take is not the file's doing.
    from medapp.ingest.page_image import draw_page

    if order["reader"] != "pdf_text":
        from medapp.ingest.ocr import prepare  # noqa: F401

    try:
        with confined(Limits(order["memory_bytes"], order["cpu_s"], order["wall_s"])):
            png = draw_page(
                data,
                order["reader"],
                order["page"],
                tuple(order["size"]) if order["size"] else None,
                [tuple(box) for box in order["boxes"]],
                tuple(tuple(place) for place in order["slopes"]),
                ReadingLimits(pages=order["max_pages"]),
            )
    except MedAppError as error:
        sys.stderr.write(error.code)
        return REFUSED
    sys.stdout.buffer.write(png)
    return 0


if __name__ == "__main__":
    sys.exit(main())
