"""Orders of a message with their observations, the day they were taken on and what they were taken from."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as list_field
from datetime import date

import hl7

from medapp.ingest.hl7_dates import read_date
from medapp.ingest.hl7v2.messages import field

_TREATMENTS = ("RXA", "RXE", "RXO", "RXD", "RXG")  # vaccinations and drugs; what is observed of them follows them


@dataclass(slots=True)
class Order:
    """The OBX segments behind one OBR, or before the first; `number` counts from 0."""

    number: int
    taken: date | None = None
    specimen: str | None = None
    name: str | None = None
    observations: list[hl7.Segment] = list_field(default_factory=list)


def orders(message: hl7.Message) -> Iterator[Order]:
    """Orders in turn. A specimen (SPM) stands before its orders in messages by specimen (OUL), else behind them."""
    by_specimen = field(message[0], 9).upper() == "OUL"
    order, specimen, is_treatment = Order(0), None, False
    for segment in message:
        kind = str(segment[0])
        if kind == "OBR":
            yield order
            drawn_from = field(segment, 15, 2) or field(segment, 15) or (specimen if by_specimen else None)
            named = field(segment, 4, 2) or field(segment, 4, 5) or field(segment, 4)
            order = Order(order.number + 1, read_date(field(segment, 7)), drawn_from or None, named or None)
            is_treatment = False
        elif kind in _TREATMENTS:
            is_treatment = True
        elif kind == "OBX" and not is_treatment:
            order.observations.append(segment)
        elif kind == "SPM":
            specimen = field(segment, 4, 2) or field(segment, 4) or field(segment, 4, 9) or None
            if not by_specimen:
                order.specimen = order.specimen or specimen
    yield order
