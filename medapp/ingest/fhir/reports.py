"""The resources of a FHIR document as a report: its rows, its person, its days and its laboratory."""

from medapp.domain.documents import Document, StructuredReport, StructuredRow, Table
from medapp.errors import NoResultsFound
from medapp.ingest.enclosed import Enclosed, read_enclosed
from medapp.ingest.fhir.enclosed import enclosed_in
from medapp.ingest.fhir.fields import as_list, concept_text
from medapp.ingest.fhir.observations import Context, rows_of, tail, taken_at
from medapp.ingest.fhir.resources import Resource
from medapp.ingest.hl7_dates import read_date
from medapp.ingest.limits import Limits
from medapp.ingest.narrative import tables_in


def document_of(resources: list[Resource], reader: str, limits: Limits) -> Document:
    """Raises NoResultsFound, or what is wrong with an enclosed file when there is nothing else."""
    patient = _only(resources, "Patient")
    reports = [r for r in resources if r["resourceType"] == "DiagnosticReport"]
    sex = patient.get("gender") if patient else None
    day = next((found for found in map(taken_at, reports) if found), None)
    birth_date = read_date(patient.get("birthDate")) if patient else None
    context = Context(sex, birth_date, day, _specimens(resources), _reports(reports))
    rows: list[StructuredRow] = []
    skipped: list[tuple[str, str]] = []
    for observation in (r for r in resources if r["resourceType"] == "Observation"):
        for item in rows_of(observation, context):
            if isinstance(item, StructuredRow):
                rows.append(item)
            else:
                skipped.append(item)
    tables = () if rows else _narrative(resources)
    shown = Enclosed() if rows else read_enclosed(enclosed_in(resources), limits, has_more=bool(tables))
    tables = tables or shown.tables
    if not rows and not skipped and not tables and not shown.pages:
        raise NoResultsFound()
    days = {row.collected_at for row in rows if row.collected_at}
    return Document(
        reader=shown.reader or reader,
        pages=shown.pages,
        tables=tables,
        structured=StructuredReport(
            rows=tuple(rows), skipped=tuple(skipped), sex=sex,
            birth_date=birth_date,
            collected_at=day or (max(days) if days else None),
            reported_at=next((found for r in reports if (found := read_date(r.get("issued")))), None),
            laboratory=_laboratory(reports, resources),
        ),
    )  # fmt: skip


def _narrative(resources: list[Resource]) -> tuple[Table, ...]:
    """The tables that reports carry as text for people."""
    kinds = ("DiagnosticReport", "Composition", "Observation")
    texts = [r.get("text") for r in resources if r["resourceType"] in kinds]
    markup = [text["div"] for text in texts if isinstance(text, dict) and isinstance(text.get("div"), str)]
    return tuple(table for div in markup for table in tables_in(div))


def _only(resources: list[Resource], kind: str) -> Resource | None:
    """The single resource of that kind; with two patients in a file nobody's sex is certain."""
    found = [r for r in resources if r["resourceType"] == kind]
    return found[0] if len(found) == 1 else None


def _specimens(resources: list[Resource]) -> dict[str, str]:
    words: dict[str, str] = {}
    for resource in resources:
        kind = resource.get("type") if resource["resourceType"] == "Specimen" else None
        if isinstance(kind, dict):
            coding = (kind.get("coding") or [{}])[0]
            words[str(resource.get("id"))] = str(kind.get("text") or coding.get("display") or coding.get("code") or "")
    return words


def _reports(reports: list[Resource]) -> dict[str, str]:
    """What the report around each result is called, by the result's id."""
    named = [(concept_text(report.get("code")), report) for report in reports]
    return {
        tail(pointer.get("reference")): name
        for name, report in named
        for pointer in as_list(report.get("result"))
        if name and isinstance(pointer, dict)
    }


def _laboratory(reports: list[Resource], resources: list[Resource]) -> str | None:
    for report in reports:
        performers = report.get("performer")
        for performer in performers if isinstance(performers, list) else [performers]:
            shown = (performer or {}).get("display") or ((performer or {}).get("actor") or {}).get("display")
            if shown:
                return str(shown)
    organisation = _only(resources, "Organization")
    return str(organisation["name"]) if organisation and organisation.get("name") else None
