"""The report as it was issued, enclosed in resources: `presentedForm`, the content of documents, and `Binary`."""

from collections.abc import Iterator
from typing import Any

from medapp.ingest.enclosed import decoded
from medapp.ingest.fhir.fields import as_list
from medapp.ingest.fhir.resources import Resource

_NOT_IN_FORCE = ("entered-in-error", "cancelled", "superseded")
_IN_URL = ";base64,"  # data:application/pdf;base64,JVBER…


def enclosed_in(resources: list[Resource]) -> Iterator[bytes]:
    """The files of reports and documents in force, then those that stand apart and are pointed to."""
    standing = [r for r in resources if r.get("status") not in _NOT_IN_FORCE]
    carriers = (carrier for resource in standing for carrier in _attachments(resource))
    binaries = (resource for resource in standing if resource["resourceType"] == "Binary")
    for carrier in (*carriers, *binaries):
        text = carrier.get("data") or carrier.get("content") or _in_url(carrier.get("url"))
        if isinstance(text, str) and (data := decoded(text)):
            yield data


def _attachments(resource: Resource) -> list[dict[str, Any]]:
    if resource["resourceType"] == "DiagnosticReport":
        found = as_list(resource.get("presentedForm"))
    elif resource["resourceType"] == "DocumentReference":
        found = [part.get("attachment") for part in as_list(resource.get("content")) if isinstance(part, dict)]
    else:
        return []
    return [attachment for attachment in found if isinstance(attachment, dict)]


def _in_url(url: Any) -> str | None:
    return url.partition(_IN_URL)[2] if isinstance(url, str) else None
