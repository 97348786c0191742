"""The tables. Every id that leaves the server is a random UUIDv7 string; times are UTC with zone."""

from medapp.db.tables.accounts import (
    AccessLink,
    Consent,
    PersonRow,
    ReceiptRow,
    SecondFactor,
    Throttle,
    User,
    UserSession,
)
from medapp.db.tables.columns import UtcTime, new_id, utc_now
from medapp.db.tables.records import AuditLog, ProductEvent, RequestCount
from medapp.db.tables.reports import Job, MeasurementRow, ResultRow, ScoreVersion, Upload
from medapp.db.tables.sharing import Notice, Share, ShareView

__all__ = [
    "AccessLink",
    "AuditLog",
    "Consent",
    "Job",
    "MeasurementRow",
    "Notice",
    "PersonRow",
    "ProductEvent",
    "ReceiptRow",
    "RequestCount",
    "ResultRow",
    "ScoreVersion",
    "SecondFactor",
    "Share",
    "ShareView",
    "Throttle",
    "Upload",
    "User",
    "UserSession",
    "UtcTime",
    "new_id",
    "utc_now",
]
