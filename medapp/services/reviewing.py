"""The reading of a report beside its paper: every row with its question and its versions, and what is still unsaid."""

from dataclasses import dataclass
from datetime import date, datetime

from medapp import storage
from medapp.db import people as people_rows
from medapp.db import results as result_rows
from medapp.db.engine import read
from medapp.db.tables import MeasurementRow, ResultRow
from medapp.domain.analytes import load_catalogue
from medapp.domain.doubts import Doubt, doubt_of
from medapp.domain.results import Measurement, Rating, Unrecognised
from medapp.services import decoding
from medapp.services.actors import Actor
from medapp.services.page_images import PAGED_READERS
from medapp.services.reassessing import person_of


@dataclass(frozen=True, slots=True)
class Version:
    """One row of a chain. `origin` as in MeasurementRow."""

    id: str
    origin: str
    measurement: Measurement
    at: datetime


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """The newest row of a chain. `key` is the first row's id and stays; `doubt` is None when nothing is asked."""

    key: str
    id: str
    origin: str
    measurement: Measurement
    rating: Rating
    doubt: Doubt | None
    versions: tuple[Version, ...]

    @property
    def is_dropped(self) -> bool:
        return self.origin == result_rows.DROPPED


@dataclass(frozen=True, slots=True)
class Review:
    """`rows` in the order of the report, dropped ones too; `unread` are (number of the line, line).

    `page_sizes` are (width, height) in the units of every box; empty when there is no paper to show.
    `missing` names what the report did not say: "sex", "birth_date", "collected_at".
    """

    result_id: str
    file_name: str
    is_sample: bool
    reader: str
    rows: tuple[ReviewRow, ...]
    unread: tuple[tuple[int, Unrecognised], ...]
    page_sizes: tuple[tuple[float, float], ...]
    has_original: bool
    collected_at: date | None
    missing: tuple[str, ...]
    can_remember: bool
    saved_at: datetime | None
    reviewed_at: datetime | None

    @property
    def n_waiting(self) -> int:
        return sum(row.doubt is not None and not row.is_dropped for row in self.rows) + len(self.unread)


def get_review(actor: Actor, result_id: str) -> Review:
    """The review of one result of the actor's. Raises NotFound, also for somebody else's."""
    with read() as session:
        result, upload, _ = result_rows.get(session, result_id, actor.user_id)
        rows = result_rows.list_versions(session, result_id, actor.user_id)
        person_row = people_rows.find(session, result.person_id)
    person = person_of(result, person_row)
    missing = [name for name, told in (("sex", person.sex), ("birth_date", person.age_years)) if told is None]
    missing += ["collected_at"] if result.collected_at is None and not _are_dated(rows) else []
    return Review(
        result_id=result.id,
        file_name=upload.original_name,
        is_sample=result.is_sample,
        reader=result.reader,
        rows=tuple(_row(chain) for chain in _chains(rows)),
        unread=tuple(decoding.unread_lines(result.unrecognised).items()),
        page_sizes=_page_sizes(result),
        has_original=upload.bytes_removed_at is None and storage.has(upload.storage_key),
        collected_at=result.collected_at,
        missing=tuple(missing),
        can_remember=person_row is not None and not (person_row.sex and person_row.birth_date),
        saved_at=max((row.created_at for row in rows if row.supersedes or row.origin == "typed"), default=None),
        reviewed_at=result.reviewed_at,
    )


def _chains(rows: list[MeasurementRow]) -> list[list[MeasurementRow]]:
    """Each chain from its first row to its newest, in the order of the report."""
    after = {row.supersedes: row for row in rows if row.supersedes}
    chains = []
    for row in rows:
        if row.supersedes is None:
            chain = [row]
            while chain[-1].id in after:
                chain.append(after[chain[-1].id])
            chains.append(chain)
    return chains


def _row(chain: list[MeasurementRow]) -> ReviewRow:
    newest = chain[-1]
    measurement = decoding.measurement_of(newest)
    return ReviewRow(
        key=chain[0].id,
        id=newest.id,
        origin=newest.origin,
        measurement=measurement,
        rating=decoding.rating_of(newest.rating),
        doubt=doubt_of(measurement, load_catalogue()),
        versions=tuple(Version(row.id, row.origin, decoding.measurement_of(row), row.created_at) for row in chain),
    )


def _page_sizes(result: ResultRow) -> tuple[tuple[float, float], ...]:
    """Of lines of text nothing is drawn, although reading sets them on pages."""
    sizes = (result.page_sizes or ()) if result.reader in PAGED_READERS else ()
    return tuple((float(width), float(height)) for width, height, *_ in sizes)


def _are_dated(rows: list[MeasurementRow]) -> bool:
    """Every row has a date of its own, as in a table over dates."""
    return bool(rows) and all(row.collected_at for row in rows)
