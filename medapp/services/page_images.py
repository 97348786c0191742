"""Pages of a report as pictures for their owner: drawn in a limited process, kept in memory only.

Nothing is written to disk: a page shown is as private as the file itself, and goes with the process.
"""

import json
import subprocess
import sys
import threading
from collections import OrderedDict
from dataclasses import dataclass

from loguru import logger

from medapp import storage
from medapp.db import results as result_rows
from medapp.db.engine import read
from medapp.db.tables import MeasurementRow
from medapp.domain.documents import Slopes
from medapp.errors import NotFound, TooComplex, Unavailable, UnreadableFile
from medapp.services.actors import Actor
from medapp.settings import PROJECT_ROOT, get_settings

PAGED_READERS = ("pdf_text", "pdf_scan", "picture")
_LOOK = "1"  # changes with how pages are drawn, so that browsers ask anew
_KEPT_BYTES = 32 * 1024 * 1024
_AT_ONCE = 2
_PATIENCE_S = 15.0
_MOST_BOXES = 80
_MEGABYTE = 1024 * 1024
_REFUSED = 3  # the drawing process says which error on stderr


@dataclass(frozen=True, slots=True)
class PageOrder:
    """A page that its owner may see. `tag` changes when its picture does."""

    tag: str
    storage_key: str
    reader: str
    page: int
    size: tuple[float, float] | None
    slopes: Slopes
    boxes: tuple[tuple[float, ...], ...]

    def draw(self) -> bytes:
        """The page as PNG. Raises NotFound when the file is gone, UnreadableFile, TooComplex, Unavailable."""
        known = _kept.get(self.tag)
        if known is None:
            data = storage.fetch(self.storage_key)
            if not _slots.acquire(timeout=_PATIENCE_S):
                raise Unavailable
            try:
                known = _kept.get(self.tag) or _draw(self, data)
            finally:
                _slots.release()
            _kept.put(self.tag, known)
        return known


class _Kept:
    """The pictures shown last, up to a bound in bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._held = most_bytes, 0
        self._lock = threading.Lock()
        self._pictures: OrderedDict[str, bytes] = OrderedDict()

    def get(self, tag: str) -> bytes | None:
        with self._lock:
            if tag in self._pictures:
                self._pictures.move_to_end(tag)
            return self._pictures.get(tag)

    def put(self, tag: str, picture: bytes) -> None:
        with self._lock:
            self._held += len(picture) - len(self._pictures.pop(tag, b""))
            self._pictures[tag] = picture
            while self._held > self._most and self._pictures:
                self._held -= len(self._pictures.popitem(last=False)[1])


_kept = _Kept(_KEPT_BYTES)
_slots = threading.BoundedSemaphore(_AT_ONCE)


def order(actor: Actor, result_id: str, page: int) -> PageOrder:
    """What it takes to draw a page of the actor's. Raises NotFound: another's, no such page, or no paper at all."""
    with read() as session:
        result, upload, _ = result_rows.get(session, result_id, actor.user_id)
        rows = result_rows.list_versions(session, result_id, actor.user_id)
    if result.reader not in PAGED_READERS or not 1 <= page <= result.pages or upload.bytes_removed_at:
        raise NotFound
    papers = result.page_sizes or []
    paper = papers[page - 1] if page <= len(papers) else []
    return PageOrder(
        tag=f"{_LOOK}-{upload.sha256[:24]}-{result.id}-{page}",
        storage_key=upload.storage_key,
        reader=result.reader,
        page=page,
        size=(float(paper[0]), float(paper[1])) if paper else None,
        slopes=tuple((x, slope) for x, slope in paper[2]) if len(paper) > 2 else (),
        boxes=_boxes(rows, page),
    )


def _boxes(rows: list[MeasurementRow], page: int) -> tuple[tuple[float, ...], ...]:
    """Where ink is known to be; of a chain the same place once."""
    places = dict.fromkeys(tuple(row.bbox) for row in rows if row.bbox and row.page == page)
    return tuple(places)[:_MOST_BOXES]


def _draw(wanted: PageOrder, data: bytes) -> bytes:
    settings = get_settings()
    is_scan = wanted.reader != "pdf_text"
    wall_s = settings.recognition_timeout_s if is_scan else settings.job_timeout_s
    head = {
        "reader": wanted.reader,
        "page": wanted.page,
        "size": wanted.size,
        "slopes": wanted.slopes,
        "boxes": wanted.boxes,
        "max_pages": settings.max_pages,
        "memory_bytes": (settings.recognition_memory_mb if is_scan else settings.read_memory_mb) * _MEGABYTE,
        "cpu_s": settings.read_cpu_s,
        "wall_s": min(wall_s, _PATIENCE_S),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "worker.page_image"],
            input=json.dumps(head).encode() + b"\n" + data,
            capture_output=True,
            cwd=PROJECT_ROOT,
            env={"OMP_NUM_THREADS": "1", "PATH": ""},  # no secret of ours is near a stranger's file
            timeout=2 * _PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooComplex(limit="time") from error
    if done.returncode:
        code = done.stderr.decode(errors="replace")[-80:] if done.returncode == _REFUSED else ""
        logger.info("page not drawn: status {}", done.returncode)
        raise UnreadableFile if code == UnreadableFile.code else NotFound if code == NotFound.code else TooComplex
    return done.stdout
