"""The error family: what went wrong, in a code that outside callers may rely on.

`str(error)` is for logs and never carries a name, a value or a file name;
the words a person reads come from the locale files, section ``[errors]``.
"""

from typing import Any, ClassVar


class MedAppError(Exception):
    """Root of all errors that are part of the product's promises.

    `code` is stable and public, `status` is the HTTP status, `transient` is
    the single bit that decides whether a job is tried again.
    """

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    transient: ClassVar[bool] = False

    def __init__(self, **values: Any) -> None:
        self.values = values
        super().__init__(self.code)


class Rejected(MedAppError):
    """The person can act on it; it is never retried."""

    code = "rejected"
    status = 422


class UnsupportedFormat(Rejected):
    code = "unsupported_format"
    status = 415


class FileTooLarge(Rejected):
    """values: limit_mb."""

    code = "file_too_large"
    status = 413


class TooManyFiles(Rejected):
    """values: limit."""

    code = "too_many_files"


class EmptyFile(Rejected):
    code = "empty_file"


class EncryptedFile(Rejected):
    code = "encrypted_file"


class UnreadableFile(Rejected):
    """Damaged, truncated, or not what its first bytes say."""

    code = "unreadable_file"


class NoReadableText(Rejected):
    """A scan without a text layer, or a text layer that is garbage."""

    code = "no_readable_text"


class NoResultsFound(Rejected):
    """Readable, but nothing on it is a laboratory result."""

    code = "no_results_found"


class TooComplex(Rejected):
    """Beyond the limits on pages, memory, time or nesting. values: limit (optional)."""

    code = "too_complex"


class GaveUp(Rejected):
    """A job whose attempts are spent. values: attempts."""

    code = "gave_up"


class InvalidForm(Rejected):
    """values: field."""

    code = "invalid_form"


class AmbiguousValue(InvalidForm):
    """A number that can be read in two ways. values: field, first, second."""

    code = "ambiguous_value"


class UnreadableValue(InvalidForm):
    """Neither a number nor words that a result may have. values: field."""

    code = "unreadable_value"


class ImpossibleValue(InvalidForm):
    """Outside what the marker can be at all. values: field, low, high (either may be None), ucum (their unit)."""

    code = "impossible_value"


class UnfittingUnit(InvalidForm):
    """A unit that is not known, or does not convert to the marker's. values: field."""

    code = "unfitting_unit"


class UnclearRange(InvalidForm):
    """values: field."""

    code = "unclear_range"


class WeakPassword(InvalidForm):
    """values: field, minimum."""

    code = "weak_password"


class PasswordTooLong(InvalidForm):
    """bcrypt reads 72 bytes: 36 Cyrillic letters. values: field, limit_bytes."""

    code = "password_too_long"


class ConsentRequired(InvalidForm):
    code = "consent_required"


class Conflict(MedAppError):
    status = 409


class EmailTaken(Conflict):
    code = "email_taken"


class NotFailed(Conflict):
    """Only a failed job may be run again."""

    code = "not_failed"


class RowSuperseded(Conflict):
    """Another window has changed the row meanwhile."""

    code = "row_superseded"


class TooManyPeople(Rejected):
    """values: limit"""

    code = "too_many_people"


class PersonHasReports(Conflict):
    """values: count"""

    code = "person_has_reports"


class DifferentPeople(Rejected):
    """Two reports of different people are never set side by side."""

    code = "different_people"


class OriginalRemoved(Conflict):
    """The file itself was removed, as its owner chose; what was read from it stays."""

    code = "original_removed"


class ResetLinkExpired(Conflict):
    """A link to a new password that was used or is too old."""

    code = "reset_link_expired"


class NotFound(MedAppError):
    """Also for somebody else's data: a stranger learns nothing."""

    code = "not_found"
    status = 404


class SharedLinkExpired(MedAppError):
    """A link to a shared result whose days are over."""

    code = "shared_link_expired"
    status = 410


class SharedLinkRevoked(MedAppError):
    code = "shared_link_revoked"
    status = 410


class SignInRequired(MedAppError):
    code = "sign_in_required"
    status = 401


class BadCredentials(MedAppError):
    """The same for an unknown address and a wrong password."""

    code = "bad_credentials"
    status = 401


class SecondFactorRequired(MedAppError):
    """The password is right; a code of the second factor is asked for. `ticket` opens the second step at the door."""

    code = "second_factor_required"
    status = 401

    def __init__(self, ticket: str = "") -> None:
        self.ticket = ticket
        super().__init__()


class BadSecondFactor(MedAppError):
    """The code is wrong, too old, or was used before."""

    code = "bad_second_factor"
    status = 401


class Forbidden(MedAppError):
    code = "forbidden"
    status = 403


class CrossSite(Forbidden):
    """Another site's page asked for a change in this browser's name."""

    code = "cross_site"


class RegistrationClosed(Forbidden):
    """The operator opens accounts for people personally."""

    code = "registration_closed"


class InviteRequired(Forbidden):
    """Accounts are opened by invitation, and this one is missing, spent or too old."""

    code = "invite_required"


class ConsentWithdrawn(Forbidden):
    """The consent that this needs was taken back or never given. values: purpose."""

    code = "consent_withdrawn"


class ConsentOutdated(Forbidden):
    """The text of the consent changed since the person agreed. values: purpose."""

    code = "consent_outdated"


class TooManyAttempts(MedAppError):
    """values: retry_after_s."""

    code = "too_many_attempts"
    status = 429


class QuotaExceeded(MedAppError):
    """values: limit."""

    code = "quota_exceeded"
    status = 429


class Unavailable(MedAppError):
    """May succeed later: retried with growing pauses."""

    code = "unavailable"
    status = 503
    transient = True


class DatabaseUnavailable(Unavailable):
    code = "database_unavailable"


class StorageUnavailable(Unavailable):
    code = "storage_unavailable"


class QueueUnavailable(Unavailable):
    code = "queue_unavailable"


class ModelUnavailable(Unavailable):
    code = "model_unavailable"


class MailUnavailable(Unavailable):
    code = "mail_unavailable"


class RecognitionTimeout(Unavailable):
    code = "recognition_timeout"
