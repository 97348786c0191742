"""Words in every language: translate a code, choose a plural, write numbers and dates.

A language is one file in ``locales/`` and a folder of the same name for long texts; nothing else has to change.
"""

from medapp.i18n.formats import format_date, format_datetime, format_number, format_quantity, format_time
from medapp.i18n.messages import DEFAULT_LANGUAGE, knows, languages, message_codes
from medapp.i18n.negotiation import negotiate
from medapp.i18n.wording import ErrorWords, error_words, plural, translate

__all__ = [
    "DEFAULT_LANGUAGE",
    "ErrorWords",
    "error_words",
    "format_date",
    "format_datetime",
    "format_number",
    "format_quantity",
    "format_time",
    "knows",
    "languages",
    "message_codes",
    "negotiate",
    "plural",
    "translate",
]
