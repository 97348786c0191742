"""FHIR resources of every release become rows."""

import json

import pytest

from medapp.errors import NoResultsFound, TooComplex, UnreadableFile
from medapp.ingest.formats import read_document


def observation(**fields):
    base = {"resourceType": "Observation", "status": "final", "code": {"text": "Potassium"}}
    return base | fields


def read(*resources):
    body = (
        resources[0]
        if len(resources) == 1
        else {"resourceType": "Bundle", "entry": [{"resource": r} for r in resources]}
    )
    return read_document(json.dumps(body).encode(), "a.json").structured


def test_a_single_observation_is_a_report():
    report = read(
        observation(
            code={"coding": [{"system": "http://loinc.org", "code": "2823-3", "display": "Potassium"}]},
            valueQuantity={"value": 4.2, "unit": "mmol/L"},
            referenceRange=[{"low": {"value": 3.5, "unit": "mmol/L"}, "high": {"value": 5.1, "unit": "mmol/L"}}],
            interpretation=[{"coding": [{"code": "N"}]}],
            effectiveDateTime="2026-03-01T08:15:00+03:00",
        )
    )
    row = report.rows[0]
    assert (row.name, row.value, row.unit, row.ref_low, row.ref_high, row.flag, row.loinc, str(row.collected_at)) == (
        "Potassium", "4.2", "mmol/L", "3.5", "5.1", "N", "2823-3", "2026-03-01",
    )  # fmt: skip


def test_the_first_draft_of_the_standard_is_read():
    report = read(
        {
            "resourceType": "Observation",
            "status": "final",
            "name": {"text": "Sodium"},
            "valueQuantity": {"value": 141, "units": "mmol/L"},
            "appliesDateTime": "2014-05-06",
        }
    )
    row = report.rows[0]
    assert (row.name, row.value, row.unit, str(row.collected_at)) == ("Sodium", "141", "mmol/L", "2014-05-06")


def test_trailing_zeros_survive():
    body = b'{"resourceType":"Observation","status":"final","code":{"text":"K"},"valueQuantity":{"value":4.20}}'
    assert read_document(body).structured.rows[0].value == "4.20"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"valueQuantity": {"value": 60, "comparator": ">", "units": "mL/min"}}, (">60", "mL/min")),
        ({"valueString": "Negative"}, ("Negative", None)),
        ({"valueCodeableConcept": {"coding": [{"display": "Not detected"}]}}, ("Not detected", None)),
        ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 64}}}, ("1:64", None)),
        ({"valueInteger": 3}, ("3", None)),
        ({"valueBoolean": False}, ("negative", None)),
    ],
)
def test_every_value_type_shows_what_a_person_would_see(value, shown):
    row = read(observation(**value)).rows[0]
    assert (row.value, row.unit) == shown


def test_components_are_rows_of_their_own():
    parts = [{"code": {"text": "Neutrophils"}, "valueQuantity": {"value": 61, "unit": "%"}}]
    assert [row.name for row in read(observation(component=parts)).rows] == ["Neutrophils"]


def test_contained_results_of_a_report_take_its_date_and_laboratory():
    report = read(
        {
            "resourceType": "DiagnosticReport",
            "effectiveDateTime": "2026-03-01",
            "issued": "2026-03-02T10:00:00Z",
            "performer": [{"display": "Sever laboratory"}],
            "contained": [observation(valueQuantity={"value": 4.2, "unit": "mmol/L"})],
        }
    )
    assert (str(report.rows[0].collected_at), str(report.reported_at), report.laboratory) == (
        "2026-03-01", "2026-03-02", "Sever laboratory",
    )  # fmt: skip


def test_withdrawn_absent_and_vital_sign_observations_are_no_results():
    vital = observation(category=[{"coding": [{"code": "vital-signs"}]}], valueQuantity={"value": 72, "unit": "/min"})
    report = read(
        observation(status="entered-in-error", valueQuantity={"value": 9}),
        observation(dataAbsentReason={"coding": [{"code": "unknown"}]}),
        vital,
        observation(valueQuantity={"value": 4.2, "unit": "mmol/L"}),
    )
    assert [row.value for row in report.rows] == ["4.2"]
    assert {reason for _, reason in report.skipped} == {"withdrawn", "no_value"}


def test_the_range_in_force_is_the_one_for_the_persons_sex():
    ranges = [
        {"low": {"value": 130}, "high": {"value": 170}, "appliesTo": [{"text": "male"}]},
        {"low": {"value": 117}, "high": {"value": 155}, "appliesTo": [{"text": "female"}]},
    ]
    person = {"resourceType": "Patient", "gender": "female", "birthDate": "1979-03-12"}
    row = read(person, observation(valueQuantity={"value": 113}, referenceRange=ranges)).rows[0]
    assert (row.ref_low, row.ref_high) == ("117", "155")


def test_two_patients_in_a_file_lend_nobody_a_sex():
    people = [{"resourceType": "Patient", "id": str(n), "gender": sex} for n, sex in enumerate(("male", "female"))]
    assert read(*people, observation(valueInteger=1)).sex is None


def test_ndjson_is_read_line_by_line():
    lines = "\n".join(json.dumps(observation(valueInteger=n)) for n in (1, 2))
    assert len(read_document(lines.encode()).structured.rows) == 2


def test_bad_and_hostile_json_end_with_a_clear_error():
    with pytest.raises(UnreadableFile):
        read_document(b'{"resourceType": "Observation", ')
    with pytest.raises((TooComplex, UnreadableFile, NoResultsFound)):
        read_document(b'{"resourceType":"Bundle","entry":' + b"[" * 200_000 + b"]" * 200_000 + b"}")


def test_limits_in_another_unit_stay_as_printed_and_are_not_compared():
    from medapp.domain.parsing.report import parse

    found = observation(
        code={"text": "Folate"},
        valueQuantity={"value": 0.8, "unit": "ng/mL"},
        referenceRange=[{"low": {"value": 2, "unit": "nmol/L"}, "high": {"value": 20, "unit": "nmol/L"}}],
    )
    [row] = parse(read_document(json.dumps(found).encode(), "a.json")).measurements
    assert (row.ref_low, row.ref_high, row.ref_as_printed) == (2, 20, "2 - 20 nmol/L")
    assert "range_unit_differs" in row.warnings


def test_a_report_that_is_only_written_for_people_is_read_from_its_table():
    from medapp.domain.parsing.report import parse

    div = "<div xmlns='http://www.w3.org/1999/xhtml'><table><tr><th>Test</th><th>Result</th><th>Units</th></tr>"
    div += "<tr><td>Hemoglobin</td><td>14.8</td><td>g/dL</td></tr></table></div>"
    resource = {"resourceType": "DiagnosticReport", "text": {"div": div}}
    [row] = parse(read_document(json.dumps(resource).encode(), "a.json")).measurements
    assert (row.analyte, row.value_as_printed, row.unit_as_printed) == ("hemoglobin", "14.8", "g/dL")


@pytest.mark.parametrize("number", ["1e999999999", "-1e-999999999", "9" * 100])
def test_a_number_that_would_fill_the_memory_is_no_value(number):
    body = json.dumps(observation(valueQuantity={"value": 0})).replace('"value": 0', f'"value": {number}')
    assert read_document(body.encode(), "a.json").structured.rows == ()


def test_a_number_of_thousands_of_digits_makes_the_file_unreadable():
    with pytest.raises(UnreadableFile):
        read_document(b'{"resourceType":"Observation","value":' + b"9" * 10_000 + b"}", "a.json")


def test_an_endless_table_in_the_narrative_is_too_complex():
    rows = "<tr><td>Sodium</td><td>5</td></tr>" * 6_000
    body = json.dumps({"resourceType": "DiagnosticReport", "text": {"div": f"<table>{rows}</table>"}})
    with pytest.raises(TooComplex):
        read_document(body.encode(), "a.json")


def test_vital_signs_are_left_out_even_without_a_category():
    pulse = observation(
        code={"coding": [{"system": "http://loinc.org", "code": "8867-4"}], "text": "Heart rate"},
        valueQuantity={"value": 71, "unit": "/min"},
    )
    assert [row.name for row in read(pulse, observation(valueQuantity={"value": 4.2, "unit": "mmol/L"})).rows] == [
        "Potassium"
    ]


def test_resources_in_a_senders_own_envelope_are_found():
    body = {"person": {"resourceType": "Patient", "gender": "female"}, "observations": [observation(valueInteger=4)]}
    report = read_document(json.dumps(body).encode(), "a.json").structured
    assert (report.sex, [row.value for row in report.rows]) == ("female", ["4"])


def test_the_range_of_the_persons_age_is_chosen_and_none_when_the_age_is_not_known():
    young = {"low": {"value": 100}, "high": {"value": 320}, "age": {"high": {"value": 15, "unit": "a"}}}
    grown = {"low": {"value": 40}, "high": {"value": 130}, "age": {"low": {"value": 18, "unit": "a"}}}
    alp = observation(valueQuantity={"value": 82}, effectiveDateTime="2026-02-01", referenceRange=[young, grown])
    person = {"resourceType": "Patient", "birthDate": "1979-05-12"}
    limits = [(row.ref_low, row.ref_high) for row in (*read(person, alp).rows, *read(alp).rows)]
    assert limits == [("40", "130"), (None, None)]


def test_the_tag_behind_a_snomed_name_is_not_shown():
    said = {
        "coding": [{"system": "http://snomed.info/sct", "code": "260385009", "display": "Negative (qualifier value)"}]
    }
    assert read(observation(valueCodeableConcept=said)).rows[0].value == "Negative"


AS_XML = """<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>
<entry><resource><Patient><gender value="female"/><birthDate value="1979-05-12"/></Patient></resource></entry>
<entry><resource><DiagnosticReport><contained><Observation><id value="r1"/><status value="final"/>
<code><coding><system value="http://loinc.org"/><code value="2823-3"/><display value="Potassium"/></coding></code>
<valueQuantity><value value="4.20"/><unit value="mmol/L"/></valueQuantity>
<interpretation><coding><code value="N"/></coding></interpretation>
<referenceRange><low><value value="3.5"/></low><high><value value="5.1"/></high></referenceRange>
</Observation></contained><contained><Observation><status value="final"/><code><text value="HBsAg"/></code>
<valueBoolean value="false"/></Observation></contained><effectiveDateTime value="2026-03-04T08:30:00+03:00"/>
</DiagnosticReport></resource></entry></Bundle>"""


def test_the_same_resources_are_read_as_xml():
    report = read_document(AS_XML.encode(), "a.xml").structured
    row, finding = report.rows
    assert (row.name, row.value, row.unit, row.ref_low, row.ref_high, row.flag, row.loinc, str(row.collected_at)) == (
        "Potassium", "4.20", "mmol/L", "3.5", "5.1", "N", "2823-3", "2026-03-04",
    )  # fmt: skip
    assert (finding.value, report.sex, str(report.birth_date)) == ("negative", "female", "1979-05-12")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ('<!DOCTYPE a [<!ENTITY x "1">]><Bundle xmlns="http://hl7.org/fhir">&x;</Bundle>', UnreadableFile),
        ('<Bundle xmlns="http://hl7.org/fhir"><entry>', UnreadableFile),
        (f'<Bundle xmlns="http://hl7.org/fhir">{"<entry>" * 200}{"</entry>" * 200}</Bundle>', TooComplex),
        ('<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/></Bundle>', NoResultsFound),
    ],
)
def test_xml_that_attacks_or_says_nothing_is_refused(body, error):
    with pytest.raises(error):
        read_document(body.encode(), "a.xml")


def test_the_only_range_is_not_taken_when_it_is_the_other_sexs():
    male = {"low": {"value": 13}, "high": {"value": 17}, "appliesTo": [{"text": "male"}]}
    blood = observation(valueQuantity={"value": 12.4, "unit": "g/dL"}, referenceRange=[male])
    assert read({"resourceType": "Patient", "gender": "female"}, blood).rows[0].ref_low is None
    assert read({"resourceType": "Patient", "gender": "male"}, blood).rows[0].ref_low == "13"
