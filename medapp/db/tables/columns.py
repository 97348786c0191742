"""What every table shares: ids, times in UTC."""

from datetime import UTC, datetime
from typing import Any

import uuid_utils
from sqlalchemy import DateTime, TypeDecorator


def new_id() -> str:
    """A UUIDv7: random enough to be unguessable, ordered enough to index well."""
    return str(uuid_utils.uuid7())


def utc_now() -> datetime:
    return datetime.now(UTC)


class UtcTime(TypeDecorator[datetime]):
    """SQLite drops the zone; this puts UTC back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
